using Microsoft.AspNetCore.Html;
using Yinong.Web;

namespace Yinong.Modules.Supervision.Pages;

/// <summary>Every number opens the rows behind it.</summary>
static class Opening
{
    /// <summary>The number as a link; plain when there is no way or nothing to see.</summary>
    public static IHtmlContent Number(long value, string? href) =>
        href is null || value == 0 ? new HtmlString(Show.Count(value)) : new HtmlFormattableString("<a href=\"{0}\">{1}</a>", href, Show.Count(value));
}
