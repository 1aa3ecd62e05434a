using Yinong.Modules.Stations;
using Yinong.Web.Kit;

namespace Yinong.Web;

/// <summary>How the state of a station looks everywhere.</summary>
public static class StationLook
{
    public static Tone Tone(this StationState state) => state switch
    {
        StationState.Operating => Kit.Tone.Ok,
        StationState.Warned or StationState.Rectifying => Kit.Tone.Warn,
        StationState.Suspended => Kit.Tone.Bad,
        StationState.Exited or StationState.Merged => Kit.Tone.Off,
        _ => Kit.Tone.Info,
    };
}
