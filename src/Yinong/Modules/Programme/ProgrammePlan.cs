using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Platform.Audit;
using Yinong.Platform.Jobs;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;

namespace Yinong.Modules.Programme;

/// <summary>A target that a place sets for itself.</summary>
/// <param name="Stations">Stations to be built and operating; null: no number.</param>
/// <param name="Coverage">Share of the roster's villages in ten-thousandths; null: none.</param>
/// <param name="Document">Number and title of the document that sets it.</param>
/// <param name="DocumentDate">Its day.</param>
public sealed record OwnTarget(int? Stations, int? Coverage, string Document, DateOnly DocumentDate);

/// <summary>
/// The only writer of rollouts and targets: a province registers as self-run, sets its own target, breaks it down. A row is never changed, a new one replaces it.
/// Whoever asks must reach the place (else not found) and hold <c>programme:write</c>, which the page demands.
/// </summary>
public sealed class ProgrammePlan(AppDb db, DivisionTree tree, ProgrammeShelf shelf, ProgrammeClock clock, TimeProvider time, AuditActor actor, AuditLog audit, ChangeFeed changes)
{
    const int WholeCoverage = 10_000;

    /// <summary>A province outside takes part by declaring so, with its own target (S-04).</summary>
    public async Task RegisterAsync(string programme, DivisionCode province, OwnTarget target, CancellationToken cancel = default)
    {
        var book = await FindAsync(programme, province);
        if (province.Level != DivisionLevel.Province) throw ProgrammeProblems.NotAProvince();
        if (book.Rollouts.ContainsKey(province.Value)) throw ProgrammeProblems.TakesPartAlready();
        if (target is { Stations: null, Coverage: null }) throw ProgrammeProblems.NothingSet();
        db.Rollouts.Add(new() { Programme = programme, Division = province.Value, Cohort = TargetRegime.SelfRun, DeclaredOn = clock.Today, Source = target.Document });
        await ReplaceAsync(book, province, TargetRegime.SelfRun, target, cancel);
        audit.Record(db, "programme.registered", $"programme:{programme}", province.Value, Details(target));
        await SaveAsync(programme, cancel);
    }

    /// <summary>A province that takes part sets its own target: never below the notice's, and for those whose figures stand in another document (S-02) the figures.</summary>
    public async Task SetTargetAsync(string programme, DivisionCode province, OwnTarget target, CancellationToken cancel = default)
    {
        var book = await FindAsync(programme, province);
        if (province.Level != DivisionLevel.Province) throw ProgrammeProblems.NotAProvince();
        if (!book.Rollouts.ContainsKey(province.Value)) throw ProgrammeProblems.TakesNoPart();
        if (target is { Stations: null, Coverage: null }) throw ProgrammeProblems.NothingSet();
        if (await NoticeAsync(programme, province, cancel) is { } notice)
        {
            if (notice.Stations is { } stations && (target.Stations ?? 0) < stations) throw ProgrammeProblems.BelowNoticeStations(stations);
            if (notice.Coverage is { } coverage && (target.Coverage ?? 0) < coverage) throw ProgrammeProblems.BelowNoticeCoverage(coverage / 100.0);
        }
        await ReplaceAsync(book, province, book.CohortOf(province)!.Regime, target, cancel);
        audit.Record(db, "programme.target-set", $"programme:{programme}", province.Value, Details(target));
        await SaveAsync(programme, cancel);
    }

    /// <summary>
    /// Breaks a place's number down to all its children at once. The parts must make the number exactly: less would not reach it, more is a target that nobody set.
    /// </summary>
    public async Task BreakDownAsync(string programme, DivisionCode place, IReadOnlyDictionary<DivisionCode, int> parts, string document, DateOnly documentDate, CancellationToken cancel = default)
    {
        var book = await FindAsync(programme, place);
        var name = tree.Name(place);
        if (book.CohortOf(place) is not { } cohort) throw ProgrammeProblems.TakesNoPart();
        if (book.Targets.GetValueOrDefault(place.Value)?.Stations is not { } wanted) throw ProgrammeProblems.NoNumberToBreakDown(name);
        var children = tree.Children(place).Select(child => child.Code).ToHashSet();
        if (children.Count == 0 || place.Level >= DivisionLevel.Town) throw ProgrammeProblems.NothingBelow(name);
        foreach (var part in parts.Keys)
            if (!children.Contains(part)) throw ProgrammeProblems.ForeignPart(part.ToString());
        var sum = parts.Values.Sum();
        if (sum != wanted) throw ProgrammeProblems.SumDiffers(sum, wanted);
        foreach (var child in children.Order())
            await ReplaceAsync(book, child, cohort.Regime, new(parts.GetValueOrDefault(child), null, document, documentDate), cancel);
        audit.Record(db, "programme.broken-down", $"programme:{programme}", place.Value, new { document, documentDate, parts = parts.ToDictionary(p => p.Key.ToString(), p => p.Value) });
        await SaveAsync(programme, cancel);
    }

    /// <summary>The target of the notice, also when the province has set a higher one since.</summary>
    public Task<Target?> NoticeAsync(string programme, DivisionCode province, CancellationToken cancel = default) =>
        db.Targets.AsNoTracking().Where(t => t.Programme == programme && t.Division == province.Value && !t.Own).OrderByDescending(t => t.Id).FirstOrDefaultAsync(cancel);

    // Out of reach and not there are the same to the outside.
    async Task<ProgrammeBook> FindAsync(string programme, DivisionCode place)
    {
        var book = await shelf.GetAsync(programme);
        return db.Reach.Contains(place) && tree.Exists(place) ? book : throw Problem.NotFound();
    }

    async Task ReplaceAsync(ProgrammeBook book, DivisionCode place, string regime, OwnTarget target, CancellationToken cancel)
    {
        var now = time.GetUtcNow().UtcDateTime;
        foreach (var former in await db.Targets.Where(t => t.Programme == book.Year.Code && t.Division == place.Value && t.ReplacedAt == null).ToListAsync(cancel)) former.ReplacedAt = now;
        db.Targets.Add(new()
        {
            Programme = book.Year.Code,
            Division = place.Value,
            Regime = regime,
            Stations = target.Stations,
            Coverage = target.Coverage is { } share ? Math.Min(share, WholeCoverage) : null,
            Document = target.Document,
            DocumentDate = target.DocumentDate,
            RosterId = book.Rosters.GetValueOrDefault(place.At(DivisionLevel.Province).Value)?.Id,
            Own = true,
            MadeAt = now,
            Actor = actor.Actor,
        });
    }

    async Task SaveAsync(string programme, CancellationToken cancel)
    {
        changes.Announce(db, ProgrammeShelf.Topic, programme);
        await db.SaveChangesAsync(cancel);
    }

    static object Details(OwnTarget target) => new { target.Stations, target.Coverage, target.Document, target.DocumentDate };
}
