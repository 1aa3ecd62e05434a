using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Platform.Audit;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;

namespace Yinong.Modules.Stations.Siting;

/// <summary>What somebody says of a village. Degrees with at most six decimals.</summary>
public sealed record VillageFact(string? Code, int? Population, bool? Poor, decimal? Latitude, decimal? Longitude);

/// <summary>The only writer of what is known of villages (people, place, poor): typed in or from a sheet, dated, with its source. Nothing is overwritten.</summary>
public sealed class VillageFacts(AppDb db, DivisionTree tree, Viewer viewer, ProgrammeClock clock, TimeProvider time, AuditLog audit, AuditActor actor)
{
    const int MostPeople = 100_000;

    public bool MayWrite => viewer.Has(Permission.StationsReview) && viewer.Reach.Organisation is null;

    /// <summary>Every village of a place that exists today with the newest of what is known, in the order of the codes; fields are null where nothing is.</summary>
    public async Task<IReadOnlyList<(DivisionInfo Village, DivisionAttribute? Known)>> OfAsync(DivisionCode place, CancellationToken cancel = default)
    {
        var today = clock.Today;
        var known = (await db.DivisionAttributes.AsNoTracking().Where(a => a.Division >= place.From && a.Division <= place.To && a.AsOf <= today).OrderBy(a => a.AsOf).ThenBy(a => a.Id).ToListAsync(cancel)).ToLookup(a => a.Division);
        return [.. Villages(place).Select(v => (v, Merge(known[v.Code.Value])))];
    }

    /// <summary>Villages below a place that exist today.</summary>
    public IEnumerable<DivisionInfo> Villages(DivisionCode place) =>
        place.Level is DivisionLevel.Village ? tree.Find(place) is { } one ? [one] : [] : tree.Children(place).SelectMany(child => Villages(child.Code));

    /// <summary>Writes what is known of some villages. Throws 403, or 400 with the field for the first that is wrong.</summary>
    public async Task WriteAsync(IReadOnlyList<VillageFact> facts, DateOnly? asOf, string? source, CancellationToken cancel = default)
    {
        if (!MayWrite) throw StationProblems.NotYours();
        if (asOf is not { } day || day > clock.Today) throw SitingProblems.BadDay();
        if (source is null || source.Trim().Length < 2) throw SitingProblems.SourceNeeded();
        foreach (var fact in facts)
            if (Fault(fact) is { } fault) throw fault;
        var at = time.GetUtcNow().UtcDateTime;
        db.AddRange(facts.Select(f => new DivisionAttribute
        {
            Division = DivisionCode.Parse(f.Code).Value, AsOf = day, Population = f.Population, Poor = f.Poor, LatitudeMicro = Micro(f.Latitude), LongitudeMicro = Micro(f.Longitude),
            Source = source.Trim(), Actor = actor.Actor, At = at,
        }));
        audit.Record(db, "villages.described", $"division:{viewer.Post?.Division}", viewer.Post?.Division.Value ?? 0, new { villages = facts.Count, asOf = day, source = source.Trim() });
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>What is wrong with one; null: nothing.</summary>
    public Problem? Fault(VillageFact fact)
    {
        if (!DivisionCode.TryParse(fact.Code, out var code) || code.Level is not DivisionLevel.Village || !viewer.Reach.Contains(code) || !tree.Exists(code)) return SitingProblems.UnknownVillage();
        if (fact.Population is < 0 or > MostPeople) return SitingProblems.BadPopulation();
        if (fact.Latitude is null != fact.Longitude is null) return SitingProblems.HalfPlace();
        // China, its seas included; swapped columns are found here.
        if (fact.Latitude is < 3 or > 54 || fact.Longitude is < 73 or > 136) return SitingProblems.BadPlace();
        return fact is { Population: null, Poor: null, Latitude: null } ? SitingProblems.NothingSaid() : null;
    }

    static int? Micro(decimal? degrees) => degrees is { } d ? (int)Math.Round(d * 1_000_000) : null;

    // Field by field the newest that says something.
    static DivisionAttribute? Merge(IEnumerable<DivisionAttribute> rows)
    {
        DivisionAttribute? merged = null;
        foreach (var row in rows)
        {
            if (merged is null)
            {
                merged = row;
                continue;
            }
            merged = new()
            {
                Division = row.Division, AsOf = row.AsOf, Population = row.Population ?? merged.Population, Poor = row.Poor ?? merged.Poor,
                LatitudeMicro = row.LatitudeMicro ?? merged.LatitudeMicro, LongitudeMicro = row.LongitudeMicro ?? merged.LongitudeMicro, Source = row.Source, Actor = row.Actor, At = row.At,
            };
        }
        return merged;
    }
}
