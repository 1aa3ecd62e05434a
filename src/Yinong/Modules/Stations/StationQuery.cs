using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Platform.Numbers;

namespace Yinong.Modules.Stations;

/// <summary>Which stations are asked for; what is null does not matter.</summary>
public sealed record StationFilter
{
    /// <summary>A place with everything below it.</summary>
    public DivisionCode Division { get; init; } = DivisionCode.Nation;

    public StationView View { get; init; }

    public StationState? State { get; init; }

    public string? Type { get; init; }

    /// <summary>Part of a name, or the beginning of a number.</summary>
    public string? Text { get; init; }

    /// <summary>The day on which the views look.</summary>
    public required DateOnly Today { get; init; }
}

/// <summary>A place in the list: stations are listed by place, within it in the order in which they were entered.</summary>
public readonly record struct StationCursor(long Division, int Id)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Division}-{Id}");

    public static bool TryParse(string text, out StationCursor cursor)
    {
        cursor = default;
        if (text.IndexOf('-', StringComparison.Ordinal) is not (> 0 and var at)) return false;
        if (!long.TryParse(text.AsSpan(0, at), NumberStyles.None, CultureInfo.InvariantCulture, out var division)) return false;
        if (!int.TryParse(text.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return false;
        cursor = new(division, id);
        return true;
    }
}

/// <summary>A page of the list and where the next one begins; null: this is the last.</summary>
public sealed record StationPage(IReadOnlyList<Station> Stations, StationCursor? Next);

/// <summary>
/// Lists of stations within the viewer's reach, by keyset (place, id): the index that finds the reach also gives the order, so that a village's clerk
/// and the ministry wait equally long, and a page never skips or repeats a station when others are entered.
/// </summary>
public static class StationQuery
{
    public static async Task<StationPage> PageAsync(this AppDb db, StationFilter filter, StationCursor? after, int limit, CancellationToken cancel = default)
    {
        var found = await db.Matching(filter, after).Take(limit + 1).ToListAsync(cancel);
        if (found.Count <= limit) return new(found, null);
        found.RemoveAt(limit);
        return new(found, new(found[^1].Division, found[^1].Id));
    }

    /// <summary>The same without an end, for an export that is read while it is written.</summary>
    public static IQueryable<Station> Matching(this AppDb db, StationFilter filter, StationCursor? after = null)
    {
        var stations = db.View(filter.View, filter.Today).AsNoTracking().Where(filter);
        if (after is { } last) stations = stations.Where(s => s.Division > last.Division || s.Division == last.Division && s.Id > last.Id).Where(s => s.Division >= last.Division);
        return stations.OrderBy(s => s.Division).ThenBy(s => s.Id);
    }

    static IQueryable<Station> Where(this IQueryable<Station> stations, StationFilter filter)
    {
        var (from, to) = (filter.Division.From, filter.Division.To);
        if (filter.Division != DivisionCode.Nation) stations = stations.Where(s => s.Division >= from && s.Division <= to);
        if (filter.State is { } state) stations = stations.Where(s => s.State == state);
        if (filter.Type is { } type) stations = stations.Where(s => s.Type == type);
        return string.IsNullOrWhiteSpace(filter.Text) ? stations : stations.WhereText(filter.Text.Trim());
    }

    static IQueryable<Station> WhereText(this IQueryable<Station> stations, string text)
    {
        var tidy = NumberText.Tidy(text);
        // A number begins with the digits of its place; a name never does.
        if (tidy.Length > 0 && char.IsAsciiDigit(tidy[0]))
        {
            // No number has a Z, and every collation puts it behind the characters that numbers have.
            var last = tidy.PadRight(StationNumber.Length, 'Z');
            return stations.Where(s => s.Number != null && string.Compare(s.Number, tidy) >= 0 && string.Compare(s.Number, last) <= 0);
        }
        return stations.Where(s => s.Name.Contains(text));
    }
}
