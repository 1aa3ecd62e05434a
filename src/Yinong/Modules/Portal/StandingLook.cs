using Yinong.Modules.Programme;
using Yinong.Web.Kit;

namespace Yinong.Modules.Portal;

/// <summary>How a place stands, ready to be drawn: how much of what counts is done, and how that compares with the time gone.</summary>
/// <param name="Row">The figures.</param>
/// <param name="Done">Stations ÷ target where a number is set, else coverage ÷ the coverage wanted; null when nothing is set.</param>
public sealed record StandingLook(ProgressRow Row, double? Done)
{
    public static StandingLook Of(ProgressRow row) => new(row, row.Done);

    /// <summary>Share ahead of the clock, negative behind; null without target or clock.</summary>
    public double? Gap => Row.Gap;

    public Tone Tone => Row.Met == true ? Tone.Ok : Gap is { } gap ? Tones.AgainstTime(gap, 0) : Tone.Plain;
}
