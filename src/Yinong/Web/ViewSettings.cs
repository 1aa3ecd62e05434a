using System.Globalization;

namespace Yinong.Web;

/// <summary>
/// What a visitor chose for the look: type size (大字版) and language. Kept in cookies and rendered by the server, so that it works without script
/// and before anybody signs in. <c>GET /view?size=large&amp;lang=en&amp;back=/find</c> sets them.
/// </summary>
static class ViewSettings
{
    public const string SizeCookie = "yn-size";

    static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN");
    static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    /// <summary>Value of the html element's data-size: null (normal), large (125 %), xlarge (150 %).</summary>
    public static string? Size(HttpContext context) => context.Request.Cookies[SizeCookie] is "large" or "xlarge" ? context.Request.Cookies[SizeCookie] : null;

    /// <summary>The size that the switch leads to: normal → large → extra large → normal.</summary>
    public static string NextSize(HttpContext context) => Size(context) switch { null => "large", "large" => "xlarge", _ => "normal" };

    /// <summary>Address that changes one setting and comes back here.</summary>
    public static string Href(HttpContext context, string setting)
    {
        // The error page is drawn at the address that failed; a page that was posted cannot be asked for again, its address can.
        var path = context.Items[ProblemHandling.PathKey] as string ?? context.Request.Path.Value;
        var here = context.Request.PathBase + path + (HttpMethods.IsGet(context.Request.Method) ? context.Request.QueryString.Value : "");
        return $"{context.Request.PathBase}/view?{setting}&back={Uri.EscapeDataString(here)}";
    }

    /// <summary>The language of the request becomes the culture of its numbers and dates.</summary>
    public static void UseLanguage(this WebApplication app) => app.Use((context, next) =>
    {
        CultureInfo.CurrentUICulture = Texts.Wants(context) ? English : Chinese;
        return next(context);
    });

    public static IResult Change(HttpContext context, string? size, string? lang, string? back)
    {
        if (size is not null) Keep(context, SizeCookie, size is "large" or "xlarge" ? size : null);
        if (lang is not null) Keep(context, Texts.Cookie, lang is "en" or "zh" ? lang : null);
        return Results.LocalRedirect(IsLocal(back) ? back! : "/");
    }

    static void Keep(HttpContext context, string name, string? value)
    {
        var options = new CookieOptions { MaxAge = TimeSpan.FromDays(365), HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, IsEssential = true, Path = "/" };
        if (value is null) context.Response.Cookies.Delete(name, options);
        else context.Response.Cookies.Append(name, value, options);
    }

    // Only a path of this site: not //host, not /\host.
    static bool IsLocal(string? back) => back is { Length: > 0 } && back[0] == '/' && (back.Length == 1 || back[1] is not ('/' or '\\')) && !back.Any(char.IsControl);
}
