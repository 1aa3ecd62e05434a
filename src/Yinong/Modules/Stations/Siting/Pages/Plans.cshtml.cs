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

/// <summary>选点: the plans within reach, newest first, and the form to ask for one.</summary>
[Require(Permission.StationsRead)]
public sealed class PlansModel(AppDb db, SitingDesk desk, DivisionTree places, Viewer viewer, Texts t) : PageModel
{
    public const int PageSize = 50;

    [BindProperty]
    public AskInput Input { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public int? Before { get; set; }

    public IReadOnlyList<SitingPlan> Plans { get; private set; } = [];

    public string? Next { get; private set; }

    public bool MayPlan => desk.MayPlan;

    public static SitingRules Rules => SitingRules.Current;

    public string PlaceOf(SitingPlan plan) => places.FullName(new(plan.Division));

    public async Task OnGetAsync()
    {
        await ReadAsync();
        Input = new()
        {
            County = viewer.Post is { Division.Level: DivisionLevel.County } post ? post.Division.ToString() : null,
            RadiusMetres = Rules.RadiusMetres.Default, Sites = Rules.Sites.Default, PoorWeight = Rules.PoorWeight.Default,
        };
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await ReadAsync();
        if (!ModelState.IsValid) return Page();
        try
        {
            var plan = await desk.AskAsync(new(Input.County, Input.RadiusMetres, Input.Sites, Input.PoorWeight, Input.Facilities), HttpContext.RequestAborted);
            return Redirect($"/siting/{plan.Id.ToString(CultureInfo.InvariantCulture)}");
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
            return Page();
        }
    }

    async Task ReadAsync()
    {
        var plans = db.SitingPlans.AsNoTracking();
        if (Before is { } before) plans = plans.Where(p => p.Id < before);
        var found = await plans.OrderByDescending(p => p.Id).Take(PageSize + 1).ToListAsync(HttpContext.RequestAborted);
        Plans = [.. found.Take(PageSize)];
        if (found.Count > PageSize) Next = $"/siting?before={Plans[^1].Id.ToString(CultureInfo.InvariantCulture)}";
    }

    /// <summary>What the form holds.</summary>
    public sealed class AskInput
    {
        [InDigits, StringLength(12)]
        public string? County { get; set; }

        public int? RadiusMetres { get; set; }

        public int? Sites { get; set; }

        public int? PoorWeight { get; set; }

        [StringLength(4000)]
        public string? Facilities { get; set; }
    }
}
