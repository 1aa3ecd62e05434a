using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Officers.Standings.Pages;

/// <summary>请假和顶岗: the county enters or decides on a leave and names the substitute.</summary>
[Require(Permission.OfficersWrite)]
public sealed class LeaveModel(AppDb db, OfficerRegister register, LeaveDesk leaves, ProgrammeClock clock, Texts t) : OfficerPage(register, clock, t)
{
    /// <summary>Those that wait or still hold.</summary>
    public IReadOnlyList<OfficerPause> Leaves { get; private set; } = [];

    [BindProperty]
    public LeaveInput Input { get; set; } = new();

    public Task OnGetAsync(string number) => ReadAsync(number);

    public async Task<IActionResult> OnPostAsync(string number)
    {
        await ReadAsync(number);
        return await ActAsync(() => leaves.GrantAsync(number, Input.From, Input.To, Input.Note, Input.Substitute, HttpContext.RequestAborted), () => AgainAsync(number));
    }

    public async Task<IActionResult> OnPostDecideAsync(string number, int id, bool granted)
    {
        await ReadAsync(number);
        return await ActAsync(() => leaves.DecideAsync(number, id, granted, Input.Reason, Input.Substitute, HttpContext.RequestAborted), () => AgainAsync(number));
    }

    public async Task<IActionResult> OnPostReturnAsync(string number, int id)
    {
        await ReadAsync(number);
        return await ActAsync(() => leaves.ReturnAsync(number, id, HttpContext.RequestAborted), () => AgainAsync(number));
    }

    Task AgainAsync(string number)
    {
        db.ChangeTracker.Clear();
        return ReadAsync(number);
    }

    async Task ReadAsync(string number)
    {
        await FindAsync(number);
        var (id, today) = (Officer.Id, Today);
        var found = await db.OfficerPauses.AsNoTracking().Where(p => p.OfficerId == id && p.Kind == PauseKind.Leave && p.State != PauseState.Refused && p.ToDate >= today).OrderBy(p => p.FromDate).ToListAsync(HttpContext.RequestAborted);
        Leaves = [.. found.Where(p => p.LastDay >= today)];
    }

    /// <summary>What the forms hold.</summary>
    public sealed class LeaveInput
    {
        public DateOnly? From { get; set; }

        public DateOnly? To { get; set; }

        [StringLength(200)]
        public string? Note { get; set; }

        [StringLength(40)]
        public string? Substitute { get; set; }

        [StringLength(200)]
        public string? Reason { get; set; }
    }
}
