using System.Globalization;
using Yinong.Modules.Divisions;
using Yinong.Platform.Time;

namespace Yinong.Modules.Desk;

/// <summary>In which order a list of records comes; each is the order of an index, so that no page costs more than another.</summary>
public enum RecordOrder
{
    /// <summary>One village or station, newest service first.</summary>
    OfVillage,

    /// <summary>A county or town, newest service first.</summary>
    OfArea,

    /// <summary>A city, province or the nation without dates: newest entry first.</summary>
    NewestEntry,

    /// <summary>A city, province or the nation between two days: by place, then time.</summary>
    ByPlace,
}

/// <summary>What is asked of the list of records.</summary>
/// <param name="Division">The place; everything below is included.</param>
/// <param name="StationId">Only of this station.</param>
/// <param name="From">First China day; null: from the beginning.</param>
/// <param name="To">Last China day; null: until now.</param>
/// <param name="After">Where the page before ended.</param>
/// <param name="Limit">1 … 200.</param>
public sealed record RecordQuestion(DivisionCode Division, int? StationId, DateOnly? From, DateOnly? To, RecordCursor? After, int Limit)
{
    public const int MostLimit = 200;

    public RecordOrder Order => Division.Level switch
    {
        DivisionLevel.Village => RecordOrder.OfVillage,
        DivisionLevel.County or DivisionLevel.Town when StationId is not null => RecordOrder.OfVillage,
        DivisionLevel.County or DivisionLevel.Town => RecordOrder.OfArea,
        _ => From is null && To is null ? RecordOrder.NewestEntry : RecordOrder.ByPlace,
    };

    public DateTime FromUtc => From is { } day ? ProgrammeClock.StartOf(day) : DateTime.UnixEpoch;

    public DateTime UntilUtc => To is { } day ? ProgrammeClock.StartOf(day.AddDays(1)) : new DateTime(2200, 1, 1, 0, 0, 0, DateTimeKind.Utc);
}

/// <summary>Where a page ended: the keys of its last record.</summary>
/// <param name="Order">Which order it belongs to.</param>
/// <param name="Division">Place of the last record.</param>
/// <param name="ServedAt">Its time of service, UTC.</param>
/// <param name="Id">Its id.</param>
public sealed record RecordCursor(RecordOrder Order, long Division, DateTime ServedAt, Guid Id)
{
    /// <summary>As it stands in <c>next</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(int)Order}-{Division}-{(ServedAt - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond}-{Id:N}");

    /// <summary>Reads <c>after</c>; a broken one is a problem of that field.</summary>
    public static RecordCursor Parse(string text)
    {
        var parts = text.Split('-');
        if (parts.Length == 4
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var order) && Enum.IsDefined((RecordOrder)order)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var division)
            && long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var micros) && micros < 7_000_000_000_000_000
            && Guid.TryParseExact(parts[3], "N", out var id))
            return new((RecordOrder)order, division, DateTime.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond), id);
        throw DeskProblems.CursorInvalid();
    }
}
