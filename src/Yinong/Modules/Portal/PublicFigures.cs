using Yinong.Modules.Catalogue;
using Yinong.Modules.Divisions;
using Yinong.Modules.Programme;
using Yinong.Modules.Supervision;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;

namespace Yinong.Modules.Portal;

/// <summary>Services of the nation in the running month of the programme clock.</summary>
/// <param name="Month">First day of the month.</param>
/// <param name="PersonTimes">All four kinds together.</param>
/// <param name="Public">Of these, public services.</param>
public sealed record MonthOfServices(DateOnly Month, long PersonTimes, long Public);

/// <summary>
/// The figures that everybody may see: progress of the programme, services of the month. Counts only, no rows, so they are open beyond anybody's reach.
/// </summary>
public sealed class PublicFigures(ProgrammeProgress progress, ServiceCounts counts, ProgrammeClock clock)
{
    /// <summary>Progress of the nation; null while no programme is installed.</summary>
    public async Task<Progress?> FindNationAsync(CancellationToken cancel)
    {
        try
        {
            return await progress.OfAsync(DivisionCode.Nation, cancel: cancel);
        }
        catch (Problem e) when (e.Status == 404)
        {
            return null;
        }
    }

    public async Task<MonthOfServices> ThisMonthAsync(CancellationToken cancel)
    {
        var today = clock.Today;
        var first = new DateOnly(today.Year, today.Month, 1);
        var plan = PeriodPlan.Make(DivisionLevel.Nation, items: false, first, today);
        var kinds = await counts.FromCellsAsync(plan, [DivisionCode.Nation.Value], items: false, CountKey.Subject, cancel);
        return new(first, kinds.Sum(k => k.Sum.PersonTimes), kinds.Where(k => k.Key == (long)ServiceKind.Public).Sum(k => k.Sum.PersonTimes));
    }
}
