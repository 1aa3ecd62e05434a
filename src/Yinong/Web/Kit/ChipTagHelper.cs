using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Yinong.Web.Kit;

/// <summary><c>&lt;yn-chip tone="Ok"&gt;运营&lt;/yn-chip&gt;</c>: a status in colour, shape and word.</summary>
[HtmlTargetElement("yn-chip")]
public sealed class ChipTagHelper : TagHelper
{
    public Tone Tone { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.Attributes.SetAttribute("class", "yn-chip " + Tone.Css());
    }
}
