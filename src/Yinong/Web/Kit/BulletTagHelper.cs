using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Yinong.Web.Kit;

/// <summary>
/// <c>&lt;yn-bullet done="0.682" time="0.708" /&gt;</c>: a bar that says how much is done, with a black tick where time says it should be.
/// Its colour follows from the two; without a time it is green. Shares of 1; more than 1 fills the bar.
/// </summary>
[HtmlTargetElement("yn-bullet", TagStructure = TagStructure.WithoutEndTag)]
public sealed class BulletTagHelper(Texts t) : TagHelper
{
    public double Done { get; set; }

    public double? Time { get; set; }

    public bool Tall { get; set; }

    /// <summary>Replaces the sentence that a screen reader says.</summary>
    public string? Label { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var tone = Time is { } time ? Tones.AgainstTime(Done, time) : Tone.Ok;
        var css = tone switch { Tone.Warn => " is-late", Tone.Bad => " is-bad", _ => "" };
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "yn-bullet" + (Tall ? " is-tall" : "") + css);
        output.Attributes.SetAttribute("role", "img");
        output.Attributes.SetAttribute("aria-label", string.IsNullOrEmpty(Label) ? Sentence() : Label);
        var (y, height) = Tall ? (18, 64) : (25, 50);
        output.Content.AppendHtml(Bar("g", 1, y, height) + Bar("f", Math.Clamp(Done, 0, 1), y, height) + Tick());
    }

    string Sentence() => Time is { } time
        ? t["完成{0}，序时进度{1}", Show.Percent(Done), Show.Percent(time)]
        : t["完成{0}", Show.Percent(Done)];

    static string Bar(string css, double share, int y, int height) =>
        string.Create(CultureInfo.InvariantCulture, $"<rect class=\"{css}\" y=\"{y}%\" width=\"{share * 100:0.##}%\" height=\"{height}%\" rx=\"3\"/>");

    string Tick() => Time is not { } time ? "" :
        string.Create(CultureInfo.InvariantCulture, $"<rect class=\"t\" x=\"{Math.Clamp(time, 0, 1) * 100:0.##}%\" width=\"2\" height=\"100%\" transform=\"translate(-1)\"/>");
}
