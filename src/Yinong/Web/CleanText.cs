using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Primitives;

namespace Yinong.Web;

/// <summary>
/// Control characters (but tab and line ends) mean nothing in any text of the platform, and PostgreSQL keeps no NUL. In an address or a call for a token
/// they are refused at once; in a form the field says so, and what was typed is still there. So it is with days of no time that anybody here lives in,
/// with which no calendar can count on.
/// </summary>
static class CleanText
{
    public static void UseCleanText(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (context.Request.QueryString.HasValue) Check(context.Request.Query);
        if (context.Request.Path.StartsWithSegments("/connect") && context.Request.HasFormContentType) Check(await context.Request.ReadFormAsync(context.RequestAborted));
        await next(context);
    });

    public static IMvcBuilder AddCleanForms(this IMvcBuilder mvc) => mvc.AddMvcOptions(options => options.Filters.Add(new Forms()));

    /// <summary>For addresses that are answered right after routing, before this has had its turn.</summary>
    public static void Check(IEnumerable<KeyValuePair<string, StringValues>> values)
    {
        foreach (var (name, texts) in values)
            if (!IsClean(name) || !texts.All(IsClean)) throw WebProblems.ControlCharacters(IsClean(name) ? name : "");
    }

    static bool IsClean(string? text) => text is null || !text.Any(sign => char.IsControl(sign) && sign is not ('\t' or '\r' or '\n'));

    // After the fields were bound and before the handler looks at them.
    sealed class Forms : IPageFilter
    {
        public void OnPageHandlerSelected(PageHandlerSelectedContext context)
        {
        }

        public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
        {
            foreach (var (field, entry) in context.ModelState)
            {
                if (!IsClean(entry.AttemptedValue)) context.ModelState.AddModelError(field, Texts.Of("里面有看不见的控制字符，请删掉后重填"));
                else if (DateOnly.TryParseExact(entry.AttemptedValue, "yyyy-MM-dd", out var day) && !QueryValues.IsOfOurTime(day)) context.ModelState.AddModelError(field, Texts.Of("日期不对，请写1901年到2199年之间的"));
            }
        }

        public void OnPageHandlerExecuted(PageHandlerExecutedContext context)
        {
        }
    }
}
