using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Stations;

namespace Yinong.Modules.Portal;

/// <summary>A station as anybody may see it.</summary>
/// <param name="Id">Key to go on from.</param>
/// <param name="Number">Permanent number, the key of its page <c>/s/{number}</c>.</param>
/// <param name="Name">姚家村益农信息社.</param>
/// <param name="Place">Names from the province down.</param>
/// <param name="OpeningHours">As told to the public; null: not given.</param>
public sealed record FoundStation(int Id, string Number, string Name, string Place, string? OpeningHours);

/// <summary>
/// Finds the stations that serve farmers, by what is on the plaque, by the name of a village or town, or down the tree of places.
/// Public: sees the nation, shows only what the station's own page shows.
/// </summary>
public sealed class StationFinder(AppDb db, DivisionTree places)
{
    /// <summary>Stations on one page.</summary>
    public const int PageSize = 20;

    const int PlacesLooked = 60;
    static readonly StationState[] Serving = [StationState.Operating, StationState.Warned, StationState.Rectifying];

    /// <summary>The number of the station when the text is one (spaces do not matter); null otherwise.</summary>
    public async Task<string?> FindNumberAsync(string typed)
    {
        var number = string.Concat(typed.Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();
        return number.Length is > 12 and <= 20 && await db.Nationwide().Stations.AnyAsync(s => s.Number == number) ? number : null;
    }

    /// <summary>Places whose name or code fits the text; nothing for one or no character.</summary>
    public IReadOnlyList<DivisionInfo> FindPlaces(string typed)
    {
        var name = typed.Trim();
        // People type what is on the door: 姚家村益农信息社 stands in 姚家村.
        foreach (var ending in StationWords) if (name.Length > ending.Length && name.EndsWith(ending, StringComparison.Ordinal)) name = name[..^ending.Length];
        return name.Length < 2 ? [] : places.Search(name, PlacesLooked);
    }

    /// <summary>Serving stations that stand in one of the villages or towns, in the order of the places.</summary>
    public async Task<IReadOnlyList<FoundStation>> InAsync(IReadOnlyList<DivisionInfo> found)
    {
        var codes = found.Where(p => p.Code.Level >= DivisionLevel.Town).Select(p => p.Code.Value).ToList();
        if (codes.Count == 0) return [];
        return await ReadAsync(db.Nationwide().Stations.Where(s => codes.Contains(s.Division)), 0);
    }

    /// <summary>Serving stations anywhere below a place, from the key on, one more than a page when there are more.</summary>
    public Task<IReadOnlyList<FoundStation>> BelowAsync(DivisionCode place, int after) =>
        ReadAsync(db.Nationwide().Stations.Where(s => s.Division >= place.From && s.Division <= place.To), after);

    static readonly string[] StationWords = ["益农信息社", "信息服务站", "益农社", "信息社", "服务站"];

    async Task<IReadOnlyList<FoundStation>> ReadAsync(IQueryable<Station> stations, int after)
    {
        var rows = await stations.AsNoTracking()
            .Where(s => s.Id > after && s.Number != null && Serving.Contains(s.State))
            .OrderBy(s => s.Id).Take(PageSize + 1)
            .Select(s => new { s.Id, s.Number, s.Name, s.Division, s.OpeningHours })
            .ToListAsync();
        return [.. rows.Select(s => new FoundStation(s.Id, s.Number!, s.Name, places.FullName(new(s.Division)), s.OpeningHours))];
    }
}
