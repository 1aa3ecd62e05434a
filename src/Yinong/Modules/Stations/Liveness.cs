using System.Text.Json;

namespace Yinong.Modules.Stations;

/// <summary>A tier of activity: from so many person-times in thirty days.</summary>
public sealed record LivenessTier(string Code, string Name, string NameEn, int From);

/// <summary>
/// The thresholds of liveness.json: how the life of a station is read from its counted services, never from punching in (domain 12.6).
/// </summary>
public sealed record LivenessRules(int SilentAfterDays, int QuietAfterDays, IReadOnlyList<LivenessTier> Tiers, int LateAfterHours, int NightFromHour, int NightToHour, double ConspicuousShare)
{
    /// <summary>The rules compiled into the program.</summary>
    public static LivenessRules Current { get; } = Load();

    /// <summary>The tier of so many person-times in thirty days.</summary>
    public LivenessTier TierOf(int personTimes) => Tiers.Last(t => personTimes >= t.From);

    static LivenessRules Load()
    {
        using var file = typeof(LivenessRules).Assembly.GetManifestResourceStream("data-sources/stations/liveness.json") ?? throw new InvalidDataException("liveness.json is not compiled in.");
        var shape = JsonSerializer.Deserialize<Shape>(file, JsonSerializerOptions.Web)!;
        return new((int)shape.SilentAfterDays.Value, (int)shape.QuietAfterDays.Value, shape.Tiers, (int)shape.LateAfterHours.Value, (int)shape.NightFromHour.Value, (int)shape.NightToHour.Value, shape.ConspicuousShare.Value);
    }

    sealed record Shape(Threshold SilentAfterDays, Threshold QuietAfterDays, LivenessTier[] Tiers, Threshold LateAfterHours, Threshold NightFromHour, Threshold NightToHour, Threshold ConspicuousShare);

    sealed record Threshold(double Value);
}

/// <summary>What thirty days of counted records of a station show.</summary>
/// <param name="Records">Counted records.</param>
/// <param name="PersonTimes">Their person-times.</param>
/// <param name="Public">Of these person-times, public services.</param>
/// <param name="Confirmed">Records with a code, a call-back or a receipt.</param>
/// <param name="Late">Records entered later than the rules allow.</param>
/// <param name="Night">Records served at night.</param>
/// <param name="LastServed">Day of the newest service among them.</param>
public sealed record StationEvidence(int Records, int PersonTimes, int Public, int Confirmed, int Late, int Night, DateOnly? LastServed)
{
    public static readonly StationEvidence None = new(0, 0, 0, 0, 0, 0, null);
}
