using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Platform.Audit;
using Yinong.Platform.Jobs;
using Yinong.Platform.Time;

namespace Yinong.Modules.Stations.SixHaves;

/// <summary>What was found out about a station; the version is the one that was read.</summary>
public sealed record ConditionChange(DateOnly? LicenceEndsOn, DateOnly? PhoneCheckedOn, bool? PhoneAnswered, decimal? WeeklyHours, long Version);

/// <summary>The writer of what grows old at a station: the host's licence, the check of the phone, the opening hours.</summary>
public sealed class ConditionRegister(AppDb db, Inspectors inspectors, ProgrammeClock clock, AuditLog audit, ChangeFeed feed)
{
    const decimal HoursOfAWeek = 168;

    public async Task SaveAsync(Station station, ConditionChange change, CancellationToken cancel = default)
    {
        if (!inspectors.MayInspect) throw SixHavesProblems.NotInspector();
        if (station.State.IsEnd()) throw StationProblems.Ended();
        Check(change);
        var condition = await db.StationConditions.FirstOrDefaultAsync(c => c.StationId == station.Id, cancel);
        var before = condition is null ? null : Snapshot(condition);
        if (condition is null) db.Add(condition = new() { StationId = station.Id, Division = station.Division });
        else db.Entry(condition).Property(c => c.Version).OriginalValue = change.Version;
        (condition.LicenceEndsOn, condition.PhoneCheckedOn, condition.PhoneAnswered) = (change.LicenceEndsOn, change.PhoneCheckedOn, change.PhoneAnswered);
        condition.WeeklyHoursMilli = change.WeeklyHours is { } hours ? InspectionNumbers.ToMilli(hours) : null;
        condition.Version = change.Version + 1;
        audit.Record(db, "station.conditions-checked", station.Number is null ? $"station:#{station.Id}" : $"station:{station.Number}", station.Division, new { before, after = Snapshot(condition) });
        if (station.Number is not null) feed.Announce(db, StationRegister.Topic, station.Number);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException e) when (before is null && e is not DbUpdateConcurrencyException)
        {
            // Somebody else wrote the first line of this station at the same moment.
            throw Web.WebProblems.ChangedMeanwhile();
        }
    }

    void Check(ConditionChange change)
    {
        if (change.LicenceEndsOn is { Year: < 1980 or > 2200 }) throw SixHavesProblems.DayWrong();
        if (change.PhoneAnswered is not null && change.PhoneCheckedOn is null) throw SixHavesProblems.PhoneDayMissing();
        if (change.PhoneCheckedOn is not null && change.PhoneAnswered is null) throw SixHavesProblems.PhoneAnswerMissing();
        if (change.PhoneCheckedOn > clock.Today) throw SixHavesProblems.PhoneDayInFuture();
        if (change.WeeklyHours is < 0 or > HoursOfAWeek) throw SixHavesProblems.HoursWrong();
    }

    static object Snapshot(StationCondition c) => new { c.LicenceEndsOn, c.PhoneCheckedOn, c.PhoneAnswered, hours = c.WeeklyHoursMilli is { } h ? InspectionNumbers.FromMilli(h) : (decimal?)null };
}
