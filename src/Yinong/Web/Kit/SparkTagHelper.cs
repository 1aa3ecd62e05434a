using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Yinong.Web.Kit;

/// <summary><c>&lt;yn-spark values="@v" label="近7日走势" /&gt;</c>: the way a figure went, in the space of a word.</summary>
[HtmlTargetElement("yn-spark", TagStructure = TagStructure.WithoutEndTag)]
public sealed class SparkTagHelper : TagHelper
{
    public required IReadOnlyList<double> Values { get; set; }

    public required string Label { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Values.Count < 2)
        {
            output.SuppressOutput();
            return;
        }
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "yn-spark");
        output.Attributes.SetAttribute("viewBox", "0 0 80 24");
        output.Attributes.SetAttribute("role", "img");
        output.Attributes.SetAttribute("aria-label", Label + Show.Colon + string.Join(Show.Comma, Values.Select(v => v.ToString("0.##", CultureInfo.InvariantCulture))));
        output.Content.AppendHtml(Line());
    }

    string Line()
    {
        var low = Values.Min();
        var range = Values.Max() - low is var r && r > 0 ? r : 1;
        var path = new StringBuilder();
        double x = 0, y = 0;
        for (var i = 0; i < Values.Count; i++)
        {
            x = 2 + (i / (Values.Count - 1.0) * 76);
            y = 20 - ((Values[i] - low) / range * 16);
            path.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? 'M' : 'L')}{x:0.#} {y:0.#}");
        }
        return string.Create(CultureInfo.InvariantCulture, $"<path d=\"{path}\"/><circle cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"2.5\"/>");
    }
}

/// <summary>
/// <c>&lt;yn-days values="@counts" label="近30天服务" /&gt;</c>: one small bar a day, oldest first; a day without anything is a short amber dash.
/// </summary>
[HtmlTargetElement("yn-days", TagStructure = TagStructure.WithoutEndTag)]
public sealed class DaysTagHelper : TagHelper
{
    public required IReadOnlyList<int> Values { get; set; }

    public required string Label { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var top = Math.Max(1, Values.DefaultIfEmpty().Max());
        var bars = new StringBuilder();
        for (var i = 0; i < Values.Count; i++)
        {
            var height = Values[i] == 0 ? 1.5 : 3 + (Values[i] * 17.0 / top);
            bars.Append(CultureInfo.InvariantCulture, $"<rect{(Values[i] == 0 ? " class=\"z\"" : "")} x=\"{i * 4}\" y=\"{20 - height:0.#}\" width=\"3\" height=\"{height:0.#}\"/>");
        }
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "yn-mini");
        output.Attributes.SetAttribute("viewBox", $"0 0 {Math.Max(1, (Values.Count * 4) - 1)} 20");
        output.Attributes.SetAttribute("preserveAspectRatio", "none");
        output.Attributes.SetAttribute("role", "img");
        output.Attributes.SetAttribute("aria-label", $"{Label}{Show.Colon}{Show.Count(Values.Sum(v => (long)v))}");
        output.Content.AppendHtml(bars.ToString());
    }
}
