using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Yinong.Web.Kit;

/// <summary>
/// <c>&lt;yn-strip days="@perDay" from="@from" to="@to" /&gt;</c>: one furrow a month, one cell a day, darker with more person-times.
/// Three days and more without a service are dashed; days outside from–to are empty. At the end of the row: days with services and the sum.
/// </summary>
[HtmlTargetElement("yn-strip", TagStructure = TagStructure.WithoutEndTag)]
public sealed class StripTagHelper(Texts t, HtmlEncoder encoder) : TagHelper
{
    /// <summary>From how many days without a service in a row a gap is marked.</summary>
    public const int GapDays = 3;

    /// <summary>Person-times per day; a day that is missing had none.</summary>
    public required IReadOnlyDictionary<DateOnly, int> Days { get; set; }

    public DateOnly From { get; set; }

    public DateOnly To { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var html = new StringBuilder("<span></span>");
        for (var d = 1; d <= 31; d++) html.Append(CultureInfo.InvariantCulture, $"<span class=\"d\">{(d == 1 || d % 5 == 0 ? d : "")}</span>");
        html.Append("<span></span>");
        var gaps = Gaps();
        for (var month = new DateOnly(From.Year, From.Month, 1); month <= To; month = month.AddMonths(1)) AppendMonth(html, month, gaps);
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "yn-strip");
        output.Attributes.SetAttribute("role", "img");
        var served = Days.Count(d => d.Value > 0 && d.Key >= From && d.Key <= To);
        output.Attributes.SetAttribute("aria-label", t["{0}至{1}共{2}天，有服务{3}天", Show.Day(From), Show.Day(To), To.DayNumber - From.DayNumber + 1, served]);
        output.Content.SetHtmlContent(html.ToString());
    }

    void AppendMonth(StringBuilder html, DateOnly month, HashSet<DateOnly> gaps)
    {
        html.Append("<b>").Append(encoder.Encode(Show.Month(month.Month))).Append("</b>");
        int served = 0, sum = 0;
        for (var d = 1; d <= 31; d++)
        {
            var day = d <= DateTime.DaysInMonth(month.Year, month.Month) ? new DateOnly(month.Year, month.Month, d) : DateOnly.MinValue;
            if (day < From || day > To)
            {
                html.Append("<i class=\"no\"></i>");
                continue;
            }
            var count = Days.GetValueOrDefault(day);
            html.Append(count switch { > 10 => "<i class=\"a3\"></i>", > 5 => "<i class=\"a2\"></i>", > 0 => "<i class=\"a1\"></i>", _ => gaps.Contains(day) ? "<i class=\"gap\"></i>" : "<i></i>" });
            sum += count;
            if (count > 0) served++;
        }
        html.Append("<span class=\"sum\">").Append(encoder.Encode(t["{0}天，{1}人次", served, Show.Count(sum)])).Append("</span>");
    }

    HashSet<DateOnly> Gaps()
    {
        var gaps = new HashSet<DateOnly>();
        var run = new List<DateOnly>();
        for (var day = From; day <= To.AddDays(1); day = day.AddDays(1))
        {
            if (day <= To && Days.GetValueOrDefault(day) == 0)
            {
                run.Add(day);
                continue;
            }
            if (run.Count >= GapDays) gaps.UnionWith(run);
            run.Clear();
        }
        return gaps;
    }
}
