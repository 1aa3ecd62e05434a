using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Stations;
using Yinong.Modules.Stations.HandOvers;
using Yinong.Platform.Time;

namespace Yinong.Modules.Desk;

/// <summary>Services that a station passed on to somebody else not long ago: the farmer may still come back for the answer.</summary>
sealed class CasesHandedOver(AppDb db, ProgrammeClock clock) : HandOverSource
{
    const int Days = 30;
    const int Most = 500;

    public override string Type => "cases";

    public override async Task<IReadOnlyList<string>> OpenAsync(Station station, CancellationToken cancel)
    {
        var since = ProgrammeClock.StartOf(clock.Today.AddDays(-Days));
        var open = await db.ServiceRecords.Where(r => r.Division == station.Division && r.ServedAt >= since && r.StationId == station.Id && r.Outcome == Outcome.Transferred
                && !db.ServiceRecordCorrections.Any(c => c.RecordId == r.Id)).OrderBy(r => r.ServedAt).Select(r => r.Id).Take(Most).ToListAsync(cancel);
        return [.. open.Select(id => id.ToString())];
    }
}
