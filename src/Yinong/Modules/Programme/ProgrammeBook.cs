using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Platform.Jobs;

namespace Yinong.Modules.Programme;

/// <summary>What holds in a programme year, as it stands in the tables: never changed once read.</summary>
public sealed class ProgrammeBook
{
    public required ProgrammeYear Year { get; init; }

    /// <summary>By code, in the order of the notice.</summary>
    public required IReadOnlyDictionary<string, Cohort> Cohorts { get; init; }

    /// <summary>By the value of the province.</summary>
    public required IReadOnlyDictionary<long, Rollout> Rollouts { get; init; }

    /// <summary>The targets in force, by place.</summary>
    public required IReadOnlyDictionary<long, Target> Targets { get; init; }

    /// <summary>The rosters in force, by province.</summary>
    public required IReadOnlyDictionary<long, VillageRoster> Rosters { get; init; }

    /// <summary>What other lists say of a roster, by province.</summary>
    public required ILookup<long, RosterComparison> Comparisons { get; init; }

    public required IReadOnlyList<ProgrammeParameter> Parameters { get; init; }

    /// <summary>Moves with every change, for caches of this process.</summary>
    public required Guid Stamp { get; init; }

    /// <summary>Days of the other editions of the division list that rosters are compared with, oldest first.</summary>
    public IReadOnlyList<string> Editions => [.. Comparisons.SelectMany(c => c).Select(c => c.Basis).Where(b => b != RosterComparison.Implied).Distinct().Order()];

    /// <summary>What another list says of a province's roster, or null.</summary>
    public int? Compared(long province, string basis) => Comparisons[province].FirstOrDefault(c => c.Basis == basis)?.Size;

    /// <summary>The cohort of a place, or null when its province does not take part.</summary>
    public Cohort? CohortOf(DivisionCode place) =>
        place.Level != DivisionLevel.Nation && Rollouts.TryGetValue(place.At(DivisionLevel.Province).Value, out var rollout) ? Cohorts[rollout.Cohort] : null;

    /// <summary>The threshold that holds at a place on a day: the newest of the narrowest place. Throws when the programme has none at all.</summary>
    public int Parameter(string name, DivisionCode place, DateOnly day) => Parameters
        .Where(p => p.Name == name && p.EffectiveFrom <= day && new DivisionCode(p.Division).Contains(place))
        .OrderByDescending(p => p.Division).ThenByDescending(p => p.EffectiveFrom).ThenByDescending(p => p.Id)
        .Select(p => (int?)p.Value).FirstOrDefault() ?? throw new InvalidOperationException($"The programme has no parameter {name}.");
}

/// <summary>Keeps the book of each programme year in memory until something of it changes. Singleton.</summary>
public sealed class ProgrammeShelf
{
    /// <summary>Topic of the change feed.</summary>
    public const string Topic = "programme";

    readonly IServiceScopeFactory _scopes;
    volatile ConcurrentDictionary<string, ProgrammeBook> _books = [];

    public ProgrammeShelf(IServiceScopeFactory scopes, ChangeFeed changes)
    {
        _scopes = scopes;
        changes.On(Topic, _ => _books = []);
    }

    /// <summary>The book of a year; throws <c>programme.unknown</c> (404) when there is none.</summary>
    public async ValueTask<ProgrammeBook> GetAsync(string programme)
    {
        var books = _books;
        if (books.TryGetValue(programme, out var known)) return known;
        var book = await ReadAsync(programme);
        books[programme] = book;
        return book;
    }

    async Task<ProgrammeBook> ReadAsync(string programme)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>().Nationwide();
        var year = await db.Programmes.AsNoTracking().SingleOrDefaultAsync(p => p.Code == programme) ?? throw ProgrammeProblems.Unknown(programme);
        return new()
        {
            Year = year,
            Cohorts = await db.Cohorts.AsNoTracking().Where(c => c.Programme == programme).OrderBy(c => c.Code).ToDictionaryAsync(c => c.Code),
            Rollouts = await db.Rollouts.AsNoTracking().Where(r => r.Programme == programme).ToDictionaryAsync(r => r.Division),
            Targets = await db.Targets.AsNoTracking().Where(t => t.Programme == programme && t.ReplacedAt == null).ToDictionaryAsync(t => t.Division),
            Rosters = await db.VillageRosters.AsNoTracking().Where(r => r.Programme == programme && r.ReplacedAt == null).ToDictionaryAsync(r => r.Division),
            Comparisons = (await db.RosterComparisons.AsNoTracking().Where(c => c.Programme == programme).ToListAsync()).ToLookup(c => c.Division),
            Parameters = await db.ProgrammeParameters.AsNoTracking().Where(p => p.Programme == programme).ToListAsync(),
            Stamp = Guid.CreateVersion7(),
        };
    }
}
