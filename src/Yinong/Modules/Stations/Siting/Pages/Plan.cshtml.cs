using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Web;

namespace Yinong.Modules.Stations.Siting.Pages;

/// <summary>一个选点方案: how far it is, what it covers, how far from the best it may be, the map, the chosen villages and what is lost when a site closes.</summary>
[Require(Permission.StationsRead)]
public sealed class PlanModel(AppDb db, SitingDesk desk, DivisionTree places, Texts t) : PageModel
{
    [BindProperty]
    public PlanInput Input { get; set; } = new();

    public SitingPlan Plan { get; private set; } = null!;

    public IReadOnlyList<SitingVillage> Villages { get; private set; } = [];

    public string MadeBy { get; private set; } = "";

    public bool MayPlan => desk.MayPlan;

    public bool IsRunning => Plan.State is SitingState.Waiting or SitingState.Running;

    public bool HasResult => Plan.Objective is not null;

    public SitingMap? Map => Villages.Count == 0 ? null : new(Plan, Villages);

    public IEnumerable<SitingVillage> Chosen => Villages.Where(v => v.Role is SiteRole.Chosen).OrderBy(v => v.Rank);

    /// <summary>Sites, those whose closing would lose most first.</summary>
    public IEnumerable<SitingVillage> ByLoss => Villages.Where(v => v.Role is not SiteRole.None).OrderByDescending(v => v.Loses).ThenBy(v => v.Division);

    public string NameOf(SitingVillage village) => places.Name(new(village.Division));

    public string PlaceName => places.FullName(new(Plan.Division));

    public async Task OnGetAsync(int id)
    {
        await ReadAsync(id);
        Input = new() { Version = Plan.Version, Type = "standard", HostClass = StationLists.HostClasses[0].Code };
    }

    public Task<IActionResult> OnPostAsync(int id) => DoAsync(id, cancel => desk.PlanAsync(id, Input.Type, Input.HostClass, Input.Version, cancel));

    public Task<IActionResult> OnPostStopAsync(int id) => DoAsync(id, cancel => desk.StopAsync(id, cancel));

    async Task<IActionResult> DoAsync(int id, Func<CancellationToken, Task> work)
    {
        await ReadAsync(id);
        if (!ModelState.IsValid) return Page();
        try
        {
            await work(HttpContext.RequestAborted);
            return Redirect($"/siting/{id.ToString(CultureInfo.InvariantCulture)}");
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
            return Page();
        }
    }

    async Task ReadAsync(int id)
    {
        var cancel = HttpContext.RequestAborted;
        Plan = await db.SitingPlans.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id, cancel) ?? throw Problem.NotFound();
        Villages = await db.SitingVillages.AsNoTracking().Where(v => v.PlanId == id).OrderBy(v => v.Division).ToListAsync(cancel);
        MadeBy = (await db.NamesOfAsync([Plan.MadeBy], cancel)).Who(Plan.MadeBy, t);
        if (IsRunning) Response.Headers["Refresh"] = "2";
    }

    /// <summary>What the form holds.</summary>
    public sealed class PlanInput
    {
        [StringLength(20)]
        public string? Type { get; set; }

        [StringLength(40)]
        public string? HostClass { get; set; }

        public long Version { get; set; }
    }
}
