using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Yinong.Web.Kit;

/// <summary>
/// <c>&lt;yn-icon name="home" /&gt;</c>: one icon of the sprite. The name is a literal of @tabler/icons (outline);
/// the style build finds it in the sources and puts only those icons into the sprite. Always decorative: say the meaning in words beside it.
/// </summary>
[HtmlTargetElement("yn-icon", TagStructure = TagStructure.WithoutEndTag)]
public sealed class IconTagHelper : TagHelper
{
    public required string Name { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext Page { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output) => Sprite.Draw(output, Page, Name, "yn-i");
}

/// <summary><c>&lt;yn-mark /&gt;</c>: the mark 田, four plots for the four services.</summary>
[HtmlTargetElement("yn-mark", TagStructure = TagStructure.WithoutEndTag)]
public sealed class MarkTagHelper : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext Page { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output) => Sprite.Draw(output, Page, "yn-mark", "yn-mark");
}

/// <summary>The icon sprite: one cached file with a fingerprint in its address.</summary>
internal static class Sprite
{
    const string File = "built/icons.svg";

    public static void Draw(TagHelperOutput output, ViewContext page, string symbol, string cssClass)
    {
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        var more = output.Attributes["class"]?.Value;
        output.Attributes.SetAttribute("class", more is null ? cssClass : $"{cssClass} {more}");
        output.Attributes.SetAttribute("aria-hidden", "true");
        output.Content.SetHtmlContent(Use(page, symbol));
    }

    /// <summary>The <c>use</c> element of a symbol; the symbol's name comes from our own sources, never from users.</summary>
    public static string Use(ViewContext page, string icon) => $"<use href=\"{Address(page)}#{icon}\"/>";

    static string Address(ViewContext page)
    {
        var assets = page.HttpContext.GetEndpoint()?.Metadata.GetMetadata<ResourceAssetCollection>();
        return page.HttpContext.Request.PathBase + "/" + (assets?[File] ?? File);
    }
}
