using Yinong.Web;
using Yinong.Web.Kit;

namespace Yinong.Modules.Officers.Standings.Pages;

/// <summary>How a standing looks, and why a step was taken, in words.</summary>
public static class StandingLook
{
    public static Tone Tone(OfficerStanding standing) => standing switch
    {
        OfficerStanding.Normal => Web.Kit.Tone.Ok,
        OfficerStanding.Warned or OfficerStanding.Noticed or OfficerStanding.Appealed => Web.Kit.Tone.Warn,
        OfficerStanding.Leaving => Web.Kit.Tone.Info,
        OfficerStanding.Resigned => Web.Kit.Tone.Off,
        _ => Web.Kit.Tone.Bad,
    };

    public static string Said(OfficerStandingStep step, bool english)
    {
        var reason = OfficerReasons.Find(step.ReasonCode);
        var name = english ? reason?.NameEn : reason?.Name;
        return name is null ? step.Reason ?? "" : step.Reason is null ? name : name + Show.Comma + step.Reason;
    }
}
