using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions.Import;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Web;

namespace Yinong.Modules.Divisions.Pages;

/// <summary>区划调整的去向: what the last lists hung elsewhere, and what still hangs on units that are gone.</summary>
[Require("divisions:import")]
public sealed class RebasedModel(AppDb db, DivisionDecisions decisions, DivisionTree tree, Texts t) : PageModel
{
    public const int PageSize = 100;

    [BindProperty(SupportsGet = true)]
    public int? Before { get; set; }

    [BindProperty]
    public DecisionInput Input { get; set; } = new();

    public IReadOnlyList<RebaseCount> Counts { get; private set; } = [];

    public IReadOnlyList<HangingUnit> Hanging { get; private set; } = [];

    public string? Next { get; private set; }

    public string NameOf(long code) => tree.FullName(new(code));

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var counts = db.RebaseCounts.AsNoTracking();
        if (Before is { } before) counts = counts.Where(c => c.Id < before);
        var found = await counts.OrderByDescending(c => c.Id).Take(PageSize + 1).ToListAsync(cancel);
        Counts = [.. found.Take(PageSize)];
        if (found.Count > PageSize) Next = $"/divisions/rebased?before={Counts[^1].Id}";
        Hanging = await decisions.HangingAsync(cancel);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await OnGetAsync(cancel);
        if (!ModelState.IsValid) return Page();
        try
        {
            await decisions.DecideAsync(Input.Unit, Input.Successor, Input.Why, cancel);
            return Redirect("/divisions/rebased");
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
            return Page();
        }
    }

    /// <summary>What the form of a unit holds.</summary>
    public sealed class DecisionInput
    {
        [StringLength(12)]
        public string? Unit { get; set; }

        [InDigits, StringLength(12)]
        public string? Successor { get; set; }

        [StringLength(300)]
        public string? Why { get; set; }
    }
}
