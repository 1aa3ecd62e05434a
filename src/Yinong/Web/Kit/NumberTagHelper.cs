using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Yinong.Web.Kit;

/// <summary>
/// <c>&lt;yn-number groups="@StationNumber.Groups(number)" /&gt;</c>: a long number in groups for the eye; the gaps are style, so that it is copied and
/// read out without spaces.
/// </summary>
[HtmlTargetElement("yn-number", TagStructure = TagStructure.WithoutEndTag)]
public sealed class NumberTagHelper : TagHelper
{
    public required IReadOnlyList<string> Groups { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "yn-no");
        output.Attributes.SetAttribute("translate", "no");
        foreach (var group in Groups) output.Content.AppendHtml(new TagBuilder("span").With(group));
    }
}
