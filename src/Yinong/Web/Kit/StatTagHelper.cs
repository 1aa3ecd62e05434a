using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Yinong.Web.Kit;

/// <summary>
/// <c>&lt;yn-stat label="@T["行政村覆盖率"]" value="@Show.PercentNumber(c)" unit="%" href="/progress" definition="@T["…"]"&gt;一句补充&lt;/yn-stat&gt;</c>:
/// one figure with its name, its unit, a remark, the address of the rows behind it and what it means.
/// </summary>
[HtmlTargetElement("yn-stat")]
public sealed class StatTagHelper(Texts t) : TagHelper
{
    public required string Label { get; set; }

    /// <summary>As written by <see cref="Show"/>.</summary>
    public required string Value { get; set; }

    public string? Unit { get; set; }

    /// <summary>Opens the rows behind the figure.</summary>
    public string? Href { get; set; }

    /// <summary>How it is counted; opens in place.</summary>
    public string? Definition { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var remark = await output.GetChildContentAsync();
        output.TagName = "div";
        output.Attributes.SetAttribute("class", "yn-stat");
        output.Content.AppendHtml(Part("span", "l", Label));
        output.Content.AppendHtml(Figure());
        if (!remark.IsEmptyOrWhiteSpace)
        {
            var line = new TagBuilder("span") { Attributes = { ["class"] = "d" } };
            line.InnerHtml.AppendHtml(remark);
            output.Content.AppendHtml(line);
        }
        if (!string.IsNullOrEmpty(Definition)) output.Content.AppendHtml(DefinitionTagHelper.Build(t["怎么算的"], new TagBuilder("p").With(Definition)));
    }

    TagBuilder Figure()
    {
        var figure = new TagBuilder(string.IsNullOrEmpty(Href) ? "span" : "a") { Attributes = { ["class"] = "v" } };
        if (!string.IsNullOrEmpty(Href)) figure.Attributes["href"] = Href;
        figure.InnerHtml.Append(Value);
        if (!string.IsNullOrEmpty(Unit)) figure.InnerHtml.AppendHtml(new TagBuilder("small").With(Unit));
        return figure;
    }

    static TagBuilder Part(string tag, string css, string text) => new TagBuilder(tag) { Attributes = { ["class"] = css } }.With(text);
}

/// <summary><c>&lt;yn-def title="@T["怎么算的"]"&gt;…&lt;/yn-def&gt;</c>: what something means, opened in place.</summary>
[HtmlTargetElement("yn-def")]
public sealed class DefinitionTagHelper : TagHelper
{
    public required string Title { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var body = await output.GetChildContentAsync();
        output.TagName = null;
        output.Content.SetHtmlContent(Build(Title, body));
    }

    internal static TagBuilder Build(string title, Microsoft.AspNetCore.Html.IHtmlContent body)
    {
        var details = new TagBuilder("details") { Attributes = { ["class"] = "yn-def" } };
        details.InnerHtml.AppendHtml(new TagBuilder("summary").With(title));
        var box = new TagBuilder("div");
        box.InnerHtml.AppendHtml(body);
        details.InnerHtml.AppendHtml(box);
        return details;
    }
}

static class TagBuilding
{
    /// <summary>The element with a text inside, encoded.</summary>
    public static TagBuilder With(this TagBuilder tag, string text)
    {
        tag.InnerHtml.Append(text);
        return tag;
    }
}
