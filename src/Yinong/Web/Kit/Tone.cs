namespace Yinong.Web.Kit;

/// <summary>What a colour says. Every tone also has a shape and stands beside a word, so that it survives grey paper and colour blindness.</summary>
public enum Tone
{
    /// <summary>Neutral, without a dot.</summary>
    Plain,

    /// <summary>As it should be: 运营, 达标.</summary>
    Ok,

    /// <summary>Needs attention: 整改中, 慢.</summary>
    Warn,

    /// <summary>Wrong or overdue: 停摆, 逾期.</summary>
    Bad,

    /// <summary>Under way: 待验收.</summary>
    Info,

    /// <summary>Switched off or withdrawn.</summary>
    Off,
}

public static class Tones
{
    /// <summary>The css class of a tone: <c>is-ok</c>.</summary>
    public static string Css(this Tone tone) => tone switch
    {
        Tone.Ok => "is-ok",
        Tone.Warn => "is-warn",
        Tone.Bad => "is-bad",
        Tone.Info => "is-info",
        Tone.Off => "is-off",
        _ => "is-plain",
    };

    /// <summary>
    /// Progress against the clock: ahead or on time is fine, up to five percentage points behind is slow, more is late.
    /// Both are shares of 1.
    /// </summary>
    public static Tone AgainstTime(double done, double time) => Math.Round(done - time, 3) switch
    {
        >= 0 => Tone.Ok,
        >= -0.05 => Tone.Warn,
        _ => Tone.Bad,
    };
}
