using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Yinong.Web.Kit;

/// <summary>One part of a whole: css class of its colour (<c>c-pub c-con c-com c-edu</c>), name and amount.</summary>
public sealed record MixPart(string Css, string Name, long Amount);

/// <summary><c>&lt;yn-mix parts="@parts" /&gt;</c>: the parts of a whole in one bar. Nothing counted yet: an empty track.</summary>
[HtmlTargetElement("yn-mix", TagStructure = TagStructure.WithoutEndTag)]
public sealed class MixTagHelper : TagHelper
{
    public required IReadOnlyList<MixPart> Parts { get; set; }

    public bool Tall { get; set; }

    /// <summary>Put before the shares in what a screen reader says: "10月".</summary>
    public string? Label { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        double total = Parts.Sum(p => p.Amount);
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", Tall ? "yn-mix is-tall" : "yn-mix");
        output.Attributes.SetAttribute("role", "img");
        var words = string.Join(Show.Comma, Parts.Select(p => p.Name + Show.Percent(total == 0 ? null : p.Amount / total)));
        output.Attributes.SetAttribute("aria-label", string.IsNullOrEmpty(Label) ? words : Label + Show.Colon + words);
        output.Content.AppendHtml(Bars(total));
    }

    string Bars(double total)
    {
        if (total == 0)
            return "<rect class=\"n\" width=\"100%\" height=\"100%\"/>";
        var bars = new StringBuilder();
        var gaps = new StringBuilder();
        var x = 0.0;
        foreach (var part in Parts.Where(p => p.Amount > 0))
        {
            var width = part.Amount / total * 100;
            bars.Append(CultureInfo.InvariantCulture, $"<rect class=\"{part.Css}\" x=\"{x:0.##}%\" width=\"{width:0.##}%\" height=\"100%\"/>");
            if (x > 0)
                gaps.Append(CultureInfo.InvariantCulture, $"<rect class=\"g\" x=\"{x:0.##}%\" width=\"2\" height=\"100%\" transform=\"translate(-1)\"/>");
            x += width;
        }
        return bars.Append(gaps).ToString();
    }
}
