using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Yinong.Platform.Time;

namespace Yinong.Web.Kit;

/// <summary><c>&lt;yn-empty title="@T["还没有待验收的站点"]"&gt;&lt;p&gt;…&lt;/p&gt;&lt;a class="btn btn-quiet"&gt;…&lt;/a&gt;&lt;/yn-empty&gt;</c>: what will be here and the way on.</summary>
[HtmlTargetElement("yn-empty")]
public sealed class EmptyTagHelper : TagHelper
{
    public required string Title { get; set; }

    /// <summary>When it is all there is on the page.</summary>
    public bool Main { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext Page { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.Attributes.SetAttribute("class", Main ? "yn-empty yn-error" : "yn-empty");
        output.PreContent.AppendHtml($"<svg class=\"art\" aria-hidden=\"true\">{Sprite.Use(Page, "yn-sprout")}</svg>");
        output.PreContent.AppendHtml(new TagBuilder(Main ? "h1" : "h2").With(Title));
    }
}

/// <summary>
/// <c>&lt;yn-pager first="@url" next="@url"&gt;共312个&lt;/yn-pager&gt;</c>: keyset paging, so there is a way on and a way back to the start, and no page numbers.
/// </summary>
[HtmlTargetElement("yn-pager")]
public sealed class PagerTagHelper(Texts t) : TagHelper
{
    /// <summary>Address of the first page; null or empty on the first page itself.</summary>
    public string? First { get; set; }

    /// <summary>Address of the next page; null or empty on the last one.</summary>
    public string? Next { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var words = await output.GetChildContentAsync();
        output.TagName = "div";
        output.Attributes.SetAttribute("class", "yn-tfoot");
        var said = new TagBuilder("span");
        said.InnerHtml.AppendHtml(words);
        output.Content.AppendHtml(said);
        if (string.IsNullOrEmpty(First) && string.IsNullOrEmpty(Next)) return;
        var nav = new TagBuilder("nav") { Attributes = { ["class"] = "yn-pager yn-push", ["aria-label"] = t["分页"] } };
        nav.InnerHtml.AppendHtml(Link(t["回第一页"], First)).AppendHtml(Link(t["下一页"], Next));
        output.Content.AppendHtml(nav);
    }

    static IHtmlContent Link(string text, string? href) =>
        string.IsNullOrEmpty(href) ? HtmlString.Empty : new TagBuilder("a") { Attributes = { ["class"] = "btn btn-quiet", ["href"] = href } }.With(text);
}

/// <summary><c>&lt;yn-time at="@utc" /&gt;</c>: how long ago by the programme clock, with the full time on the element.</summary>
[HtmlTargetElement("yn-time", TagStructure = TagStructure.WithoutEndTag)]
public sealed class TimeTagHelper(ProgrammeClock clock) : TagHelper
{
    public DateTime? At { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "time";
        output.TagMode = TagMode.StartTagAndEndTag;
        if (At is { } at)
        {
            output.Attributes.SetAttribute("datetime", at.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
            output.Attributes.SetAttribute("title", Show.TableTime(at));
            output.Content.SetContent(Show.Ago(at, clock.UtcNow));
        }
        else output.Content.SetContent(Show.None);
    }
}

/// <summary><c>&lt;yn-demo /&gt;</c>: 示例数据 on every page where data is made up; nothing in real use.</summary>
[HtmlTargetElement("yn-demo", TagStructure = TagStructure.WithoutEndTag)]
public sealed class DemoTagHelper(StartMode start, Texts t) : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (!start.ShowsMadeUpData)
        {
            output.SuppressOutput();
            return;
        }
        output.TagName = "p";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", output.Attributes["class"]?.Value is { } more ? $"yn-demo {more}" : "yn-demo");
        output.Content.AppendHtml(new TagBuilder("b").With(t["示例数据"])).Append(t["目标数出自2018年6月5日通知，行政区划为真实名录，站点、人员和服务为模拟"]);
    }
}
