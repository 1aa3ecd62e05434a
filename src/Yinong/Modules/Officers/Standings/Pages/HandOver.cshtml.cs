using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Officers.Standings.Pages;

/// <summary>移交清单: what lay open at a station, and the receipt of the county. Officers sign on their own page.</summary>
[Require(Permission.OfficersRead)]
public sealed class HandOverModel(AppDb db, OfficerHandOverDesk desk, Viewer viewer, ProgrammeClock clock, Texts t) : PageModel
{
    public OfficerHandOver HandOver { get; private set; } = null!;

    public string StationName { get; private set; } = "";

    public string From { get; private set; } = "";

    /// <summary>Name of the officer who takes over; null: the county.</summary>
    public string? To { get; private set; }

    public IReadOnlyList<OpenMatter> Matters { get; private set; } = [];

    public DateOnly Today => clock.Today;

    public bool MaySign => HandOver.ReceiverId is null && viewer.Has(Permission.OfficersWrite) && viewer.Reach.Organisation is null;

    [BindProperty]
    public SignInput Input { get; set; } = new();

    public Task OnGetAsync(int id) => ReadAsync(id);

    public async Task<IActionResult> OnPostAsync(int id)
    {
        try
        {
            if (ModelState.IsValid)
            {
                await desk.SignAsync(id, Input.Remark, HttpContext.RequestAborted);
                return Redirect($"/officers/handovers/{id}");
            }
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
        }
        await ReadAsync(id);
        return Page();
    }

    async Task ReadAsync(int id)
    {
        var cancel = HttpContext.RequestAborted;
        HandOver = await desk.GetAsync(id, cancel);
        Matters = await desk.MattersAsync(HandOver, cancel);
        StationName = await db.Stations.IgnoreQueryFilters().Where(s => s.Id == HandOver.StationId).Select(s => s.Name).FirstAsync(cancel);
        var people = await db.Officers.IgnoreQueryFilters().Where(o => o.Id == HandOver.OfficerId || o.Id == HandOver.ReceiverId).ToDictionaryAsync(o => o.Id, o => o.Name, cancel);
        From = people[HandOver.OfficerId];
        To = HandOver.ReceiverId is { } receiver ? people[receiver] : null;
    }

    /// <summary>What the form holds.</summary>
    public sealed class SignInput
    {
        [StringLength(300)]
        public string? Remark { get; set; }
    }
}
