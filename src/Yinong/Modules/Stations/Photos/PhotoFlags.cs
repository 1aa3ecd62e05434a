using Yinong.Modules.Stations.SixHaves;
using Yinong.Platform.Places;
using Yinong.Platform.Time;

namespace Yinong.Modules.Stations.Photos;

/// <summary>What does not fit at one photo. Shown, never a reason to refuse it.</summary>
/// <param name="FarMetres">Taken so far from the station; null: near enough, or one of the two places is not known.</param>
/// <param name="Outside">Taken so long before the visit (negative) or after it; null: within, or not known when.</param>
public sealed record PhotoFlags(double? FarMetres, TimeSpan? Outside)
{
    public bool Any => FarMetres is not null || Outside is not null;

    /// <param name="photo">Its evidence.</param>
    /// <param name="station">Where the station stood when it was taken; null: not known.</param>
    /// <param name="inspection">The visit.</param>
    /// <param name="rules">What counts as far.</param>
    public static PhotoFlags Of(Evidence photo, GeoPoint? station, Inspection inspection, PhotoRules rules) => new(Far(photo, station, rules), OutsideOf(photo, inspection, rules));

    static double? Far(Evidence photo, GeoPoint? station, PhotoRules rules) =>
        GeoPoint.Of(photo.LatitudeMicro, photo.LongitudeMicro) is { } taken && station is { } stands && stands.MetresTo(taken) is var metres && metres > rules.FarMetres ? metres : null;

    static TimeSpan? OutsideOf(Evidence photo, Inspection inspection, PhotoRules rules)
    {
        if (photo.TakenAt is not { } taken) return null;
        var (begins, ends) = (ProgrammeClock.StartOf(inspection.OnDate), ProgrammeClock.StartOf(inspection.OnDate.AddDays(1)));
        if (taken < begins.AddHours(-rules.VisitHours)) return taken - begins;
        return taken > ends.AddHours(rules.VisitHours) ? taken - ends : null;
    }
}
