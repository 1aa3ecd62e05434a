using Yinong.Platform.Time;

namespace Yinong.Tests.Support;

/// <summary>The clock of security (cookies, tokens, lockout, audit): real time, moved ahead at will. Timers keep running in real time.</summary>
public sealed class SecurityClock : TimeProvider
{
    TimeSpan _ahead;

    public void Advance(TimeSpan by) => _ahead += by;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _ahead;
}

/// <summary>The clock of business dates: stands still at 2018-10-31 09:00 in China, the day of the demonstration, until a test sets it.</summary>
public sealed class StandingClock() : ProgrammeClock(TimeProvider.System)
{
    DateTime _now = new(2018, 10, 31, 1, 0, 0, DateTimeKind.Utc);

    public override DateTime UtcNow => _now;

    public void Set(DateTimeOffset now) => _now = now.UtcDateTime;

    public void Advance(TimeSpan by) => _now += by;
}
