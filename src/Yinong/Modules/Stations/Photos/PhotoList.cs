using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Stations.SixHaves;
using Yinong.Platform.Places;
using Yinong.Platform.Problems;

namespace Yinong.Modules.Stations.Photos;

/// <summary>One of two photos that look alike.</summary>
/// <param name="Evidence">Null: it was taken off since.</param>
/// <param name="Station">Null: out of the viewer's reach; only its place is told then, and the photo is not shown.</param>
/// <param name="Division">Where its station is.</param>
/// <param name="Point">Where it was taken, else where its station stands; null: neither is known.</param>
public sealed record PhotoSide(Evidence? Evidence, Station? Station, long Division, GeoPoint? Point)
{
    /// <summary>Whether the viewer may look at the photo.</summary>
    public bool IsShown => Evidence is not null && Station is not null;
}

/// <summary>A pair with both sides: the later photo and the earlier one.</summary>
public sealed record PhotoPairView(PhotoPair Pair, PhotoSide Later, PhotoSide Earlier)
{
    /// <summary>How long after the earlier one the later one was taken; null: one of them does not say.</summary>
    public TimeSpan? TimeBetween => Later.Evidence?.TakenAt is { } later && Earlier.Evidence?.TakenAt is { } earlier ? later - earlier : null;

    /// <summary>Metres from one place to the other; null: one is not known.</summary>
    public double? MetresBetween => Later.Point is { } here && Earlier.Point is { } there ? here.MetresTo(there) : null;
}

/// <summary>Pairs of photos that look alike, of stations within the viewer's reach; newest first.</summary>
public sealed class PhotoList(AppDb db)
{
    public const int PageSize = 30;

    /// <summary>What the address says: <c>waiting</c> (also when it says nothing) or <c>judged</c>.</summary>
    public static bool IsWaiting(string? word) => word switch
    {
        null or "" or "waiting" => true,
        "judged" => false,
        _ => throw PhotoProblems.BadState(),
    };

    /// <summary>A page and the key of the next one; null: this is the last.</summary>
    public async Task<(IReadOnlyList<PhotoPairView> Lines, int? Next)> PageAsync(bool waiting, int? before, CancellationToken cancel)
    {
        var pairs = Mine().Where(p => waiting ? p.Verdict == null : p.Verdict != null);
        if (before is { } last) pairs = pairs.Where(p => p.Id < last);
        var found = await pairs.OrderByDescending(p => p.Id).Take(PageSize + 1).ToListAsync(cancel);
        var views = await ViewsAsync(found.Count > PageSize ? found[..PageSize] : found, cancel);
        return (views, found.Count > PageSize ? found[PageSize - 1].Id : null);
    }

    /// <summary>How many wait, and the newest of them.</summary>
    public async Task<(int Count, IReadOnlyList<PhotoPairView> First)> WaitingAsync(int most, CancellationToken cancel)
    {
        var waiting = Mine().Where(p => p.Verdict == null);
        var count = await waiting.CountAsync(cancel);
        return count == 0 ? (0, []) : (count, await ViewsAsync(await waiting.OrderByDescending(p => p.Id).Take(most).ToListAsync(cancel), cancel));
    }

    /// <summary>One pair; 404 out of reach.</summary>
    public async Task<PhotoPairView> GetAsync(int id, CancellationToken cancel) =>
        await Mine().FirstOrDefaultAsync(p => p.Id == id, cancel) is { } pair ? (await ViewsAsync([pair], cancel))[0] : throw Problem.NotFound();

    /// <summary>All pairs in which these photos are either side, also where the other side's place judges them.</summary>
    public async Task<IReadOnlyList<PhotoPairView>> OfAsync(IReadOnlyList<int> photos, CancellationToken cancel) => photos.Count == 0 ? [] :
        await ViewsAsync(await db.PhotoPairs.IgnoreQueryFilters().AsNoTracking().Where(p => photos.Contains(p.PhotoId) || photos.Contains(p.OtherId)).OrderBy(p => p.Distance).ThenBy(p => p.Id).ToListAsync(cancel), cancel);

    /// <summary>All within reach, oldest first, for an export.</summary>
    public IAsyncEnumerable<PhotoPair> AllAsync() => Mine().OrderBy(p => p.Id).AsAsyncEnumerable();

    // Through the station, because an operator's people see their own stations only.
    IQueryable<PhotoPair> Mine() => db.PhotoPairs.AsNoTracking().Where(p => db.Stations.Any(s => s.Id == p.StationId));

    /// <summary>Reads both sides; what lies out of reach is read for its time and place only.</summary>
    public async Task<IReadOnlyList<PhotoPairView>> ViewsAsync(IReadOnlyList<PhotoPair> pairs, CancellationToken cancel)
    {
        var photos = pairs.SelectMany(p => new[] { p.PhotoId, p.OtherId }).Distinct().ToList();
        var stations = pairs.SelectMany(p => new[] { p.StationId, p.OtherStationId }).Distinct().ToList();
        var evidence = await db.Evidence.IgnoreQueryFilters().AsNoTracking().Where(e => photos.Contains(e.Id)).ToDictionaryAsync(e => e.Id, cancel);
        var reached = await db.Stations.AsNoTracking().Where(s => stations.Contains(s.Id)).ToDictionaryAsync(s => s.Id, cancel);
        var points = await db.Stations.IgnoreQueryFilters().Where(s => stations.Contains(s.Id)).Select(s => new { s.Id, s.LatitudeMicro, s.LongitudeMicro }).ToDictionaryAsync(s => s.Id, s => GeoPoint.Of(s.LatitudeMicro, s.LongitudeMicro), cancel);
        return [.. pairs.Select(p => new PhotoPairView(p, Side(p.PhotoId, p.StationId, p.Division), Side(p.OtherId, p.OtherStationId, p.OtherDivision)))];

        PhotoSide Side(int photo, int station, long division)
        {
            var taken = evidence.GetValueOrDefault(photo);
            return new(taken, reached.GetValueOrDefault(station), division, GeoPoint.Of(taken?.LatitudeMicro, taken?.LongitudeMicro) ?? points.GetValueOrDefault(station));
        }
    }
}
