namespace Yinong.Platform.Time;

/// <summary>
/// The clock of business dates (when a service took place, whether a certificate is valid, how much of the year has gone).
/// In production it is the real time; the demonstration starts it at 2018-10-31 (<c>YINONG_CLOCK</c>). Security (cookies, tokens, audit)
/// never asks it: that is <see cref="TimeProvider"/>.
/// </summary>
public class ProgrammeClock
{
    /// <summary>All business dates of the programme are days of China Standard Time, which has had no daylight saving since 1991.</summary>
    public static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    readonly TimeProvider _time;
    readonly TimeSpan _shift;

    /// <param name="time">The real clock.</param>
    /// <param name="start">What the programme clock shows now; null: the real time.</param>
    public ProgrammeClock(TimeProvider time, DateTimeOffset? start = null)
    {
        _time = time;
        _shift = start is { } s ? s - time.GetUtcNow() : TimeSpan.Zero;
    }

    /// <summary>True when business dates do not follow the real calendar.</summary>
    public bool IsShifted => _shift != TimeSpan.Zero;

    /// <summary>Now, UTC.</summary>
    public virtual DateTime UtcNow => (_time.GetUtcNow() + _shift).UtcDateTime;

    /// <summary>Today in China.</summary>
    public DateOnly Today => DayOf(UtcNow);

    /// <summary>The day in China of an instant in UTC.</summary>
    public static DateOnly DayOf(DateTime utc) => DateOnly.FromDateTime(utc + Offset);

    /// <summary>The first instant (UTC) of a day in China.</summary>
    public static DateTime StartOf(DateOnly day) => DateTime.SpecifyKind(day.ToDateTime(TimeOnly.MinValue) - Offset, DateTimeKind.Utc);
}
