using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Stations.Rechecks.Pages;

/// <summary>抽查复核: the samples drawn so far, and the form to draw one.</summary>
[Require(Permission.StationsRead)]
public sealed class RechecksModel(RecheckList list, RecheckDesk desk, DivisionTree places, ProgrammeClock clock, Texts t) : PageModel
{
    [BindProperty]
    public DrawInput Input { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public int? Before { get; set; }

    public IReadOnlyList<RecheckDrawLine> Lines { get; private set; } = [];

    public string? Next { get; private set; }

    public bool MayDraw => desk.MayDraw;

    public DateOnly Today => clock.Today;

    public string PlaceOf(RecheckDraw draw) => places.Name(new(draw.Division));

    public async Task OnGetAsync()
    {
        await ReadAsync();
        Input = new() { Size = 20, From = new(Today.Year, 1, 1), To = Today };
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await ReadAsync();
        if (!ModelState.IsValid) return Page();
        try
        {
            var draw = await desk.DrawAsync(Input.Size!.Value, Input.From!.Value, Input.To!.Value, Input.Seed, HttpContext.RequestAborted);
            return Redirect($"/rechecks/{draw.Id.ToString(CultureInfo.InvariantCulture)}");
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
            return Page();
        }
    }

    async Task ReadAsync()
    {
        (Lines, var next) = await list.DrawsAsync(Before, HttpContext.RequestAborted);
        if (next is { } id) Next = $"/rechecks?before={id.ToString(CultureInfo.InvariantCulture)}";
    }

    /// <summary>What the form holds.</summary>
    public sealed class DrawInput
    {
        [Required]
        public int? Size { get; set; }

        [Required]
        public DateOnly? From { get; set; }

        [Required]
        public DateOnly? To { get; set; }

        [StringLength(64)]
        public string? Seed { get; set; }
    }
}
