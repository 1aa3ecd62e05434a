using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Platform.Problems;

namespace Yinong.Modules.Stations.Rechecks;

/// <summary>A sample with how far it is.</summary>
public sealed record RecheckDrawLine(RecheckDraw Draw, int Checked, int Failed);

/// <summary>A station of a sample.</summary>
public sealed record RecheckLine(RecheckItem Item, string Number, string Name, StationState State);

/// <summary>Samples and their stations within the viewer's reach. A county sees its own stations of a sample of the province, not the sample.</summary>
public sealed class RecheckList(AppDb db)
{
    public const int PageSize = 50;

    /// <summary>Newest first; the key of the next page, null: the last.</summary>
    public async Task<(IReadOnlyList<RecheckDrawLine> Lines, int? Next)> DrawsAsync(int? before, CancellationToken cancel)
    {
        var draws = db.RecheckDraws.AsNoTracking();
        if (before is { } id) draws = draws.Where(d => d.Id < id);
        var found = await draws.OrderByDescending(d => d.Id).Take(PageSize + 1)
            .Select(d => new RecheckDrawLine(d, db.RecheckItems.Count(i => i.DrawId == d.Id && i.Result != null), db.RecheckItems.Count(i => i.DrawId == d.Id && i.Result != null && i.Result != RecheckResult.Passed)))
            .ToListAsync(cancel);
        return found.Count <= PageSize ? (found, null) : (found[..PageSize], found[PageSize - 1].Draw.Id);
    }

    /// <summary>A sample; 404 out of reach.</summary>
    public async Task<RecheckDraw> GetAsync(int id, CancellationToken cancel) => await db.RecheckDraws.AsNoTracking().FirstOrDefaultAsync(d => d.Id == id, cancel) ?? throw Problem.NotFound();

    /// <summary>Its stations in the drawn order.</summary>
    public async Task<IReadOnlyList<RecheckLine>> ItemsAsync(int draw, CancellationToken cancel) =>
        await Lines(db.RecheckItems.AsNoTracking().Where(i => i.DrawId == draw).OrderBy(i => i.Rank)).ToListAsync(cancel);

    /// <summary>What waits for a second look, the oldest samples first.</summary>
    public async Task<(int Count, IReadOnlyList<RecheckLine> First)> WaitingAsync(int most, CancellationToken cancel)
    {
        var waiting = db.RecheckItems.AsNoTracking().Where(i => i.Result == null);
        var count = await waiting.CountAsync(cancel);
        return count == 0 ? (0, []) : (count, await Lines(waiting.OrderBy(i => i.DrawId).ThenBy(i => i.Rank).Take(most)).ToListAsync(cancel));
    }

    // Through the station, because an operator's people see their own stations only.
    IQueryable<RecheckLine> Lines(IQueryable<RecheckItem> items) => items.Join(db.Stations, i => i.StationId, s => s.Id, (i, s) => new RecheckLine(i, s.Number ?? "", s.Name, s.State));
}
