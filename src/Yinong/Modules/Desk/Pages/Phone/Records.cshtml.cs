using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Desk.Pages.Phone;

/// <summary>What one recorded oneself at the station, by day of service.</summary>
[Require(Permission.DeskUse)]
public sealed class RecordsModel(OfficerDesk desk, OfficerRecords records, ProgrammeClock clock) : PageModel
{
    public DateOnly Today => clock.Today;

    public DateOnly Day { get; private set; }

    /// <summary>The nearest days with records.</summary>
    public DateOnly? Before { get; private set; }

    public DateOnly? After { get; private set; }

    public IReadOnlyList<OwnRecord> Records { get; private set; } = [];

    public async Task OnGetAsync()
    {
        Day = Request.Query.Day("day") ?? clock.Today;
        var officer = await desk.GetAsync();
        Records = await records.DayAsync(officer, Day);
        Before = await records.NextDayAsync(officer, Day, back: true);
        After = await records.NextDayAsync(officer, Day, back: false);
    }
}
