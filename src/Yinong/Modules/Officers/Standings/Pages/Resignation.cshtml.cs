using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Officers.Standings.Pages;

/// <summary>安排移交: the last day of one who resigns, and who takes over what lies open.</summary>
[Require(Permission.OfficersWrite)]
public sealed class ResignationModel(OfficerRegister register, OfficerHandOverDesk desk, ProgrammeClock clock, Texts t) : OfficerPage(register, clock, t)
{
    public IReadOnlyList<StationMatters> Matters { get; private set; } = [];

    [BindProperty]
    public ResignationInput Input { get; set; } = new();

    public async Task OnGetAsync(string number)
    {
        await ReadAsync(number);
        if (Officer.Standing is not OfficerStanding.Leaving) throw StandingProblems.NoSuchStep();
        Input.LastDay = Today;
    }

    public async Task<IActionResult> OnPostAsync(string number)
    {
        await ReadAsync(number);
        return await ActAsync(() => desk.ArrangeAsync(number, Input.LastDay, Input.Receiver, HttpContext.RequestAborted));
    }

    async Task ReadAsync(string number)
    {
        await FindAsync(number);
        Matters = await desk.OpenAsync(Officer, HttpContext.RequestAborted);
    }

    /// <summary>What the form holds.</summary>
    public sealed class ResignationInput
    {
        public DateOnly? LastDay { get; set; }

        [StringLength(40)]
        public string? Receiver { get; set; }
    }
}
