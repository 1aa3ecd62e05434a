using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Stations;
using Yinong.Platform.Time;

namespace Yinong.Modules.Supervision;

/// <summary>A station of a village with its services of the month.</summary>
public sealed record VillageStation(Station Station, TallySum Services);

/// <summary>The last level of the drill-down: the stations of a village within the viewer's reach.</summary>
public sealed class VillageStations(AppDb db, Indicators indicators, ProgrammeClock clock)
{
    /// <summary>Ordered as they were entered.</summary>
    public async Task<IReadOnlyList<VillageStation>> OfAsync(DivisionCode village, CancellationToken cancel = default)
    {
        var today = clock.Today;
        var counted = await indicators.ByStationAsync(village, new(today.Year, today.Month, 1), today, cancel);
        var stations = await db.Stations.AsNoTracking().Where(s => s.Division >= village.From && s.Division <= village.To).OrderBy(s => s.Id).ToListAsync(cancel);
        return [.. stations.Select(s => new VillageStation(s, counted.GetValueOrDefault(s.Id)))];
    }
}
