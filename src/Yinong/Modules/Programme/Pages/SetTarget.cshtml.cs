using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Web;

namespace Yinong.Modules.Programme.Pages;

/// <summary>A province sets its own target, or registers as self-run with one.</summary>
[Require(Permission.ProgrammeWrite)]
public sealed class SetTargetModel(ProgrammePlan plan, ProgrammeShelf shelf, DivisionTree tree, Viewer viewer, Frame frame, Texts t) : PlacePage(tree, viewer, frame, t)
{
    readonly Texts _t = t;

    [BindProperty]
    public TargetInput Input { get; set; } = new();

    public ProgrammeBook Book { get; private set; } = null!;

    public Cohort? Cohort => Book.CohortOf(Place.Code);

    public Target? Notice { get; private set; }

    public async Task OnGetAsync()
    {
        await ReadAsync();
        if (Book.Targets.GetValueOrDefault(Place.Code.Value) is { } target)
            Input = new() { Stations = target.Stations, Coverage = target.Coverage / 100m, Document = target.Own ? target.Document : "", DocumentDate = target.Own ? target.DocumentDate : null };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await ReadAsync();
        if (!ModelState.IsValid) return Page();
        var own = new OwnTarget(Input.Stations, Input.Coverage is { } percent ? (int)(percent * 100) : null, Input.Document.Trim(), Input.DocumentDate!.Value);
        try
        {
            if (Cohort is null) await plan.RegisterAsync(Book.Year.Code, Place.Code, own, cancel);
            else await plan.SetTargetAsync(Book.Year.Code, Place.Code, own, cancel);
            return Redirect($"/programme?division={Place.Code}");
        }
        catch (Problem problem)
        {
            this.Show(problem, _t);
            return Page();
        }
    }

    async Task ReadAsync()
    {
        FindToWrite(_t["定本省目标"]);
        if (!IsProvince) throw ProgrammeProblems.NotAProvince();
        Book = await shelf.GetAsync(ProgrammeProgress.Current);
        Notice = await plan.NoticeAsync(Book.Year.Code, Place.Code);
    }

    /// <summary>What the form holds.</summary>
    public sealed class TargetInput
    {
        [Range(1, 1_000_000)]
        public int? Stations { get; set; }

        /// <summary>Percent.</summary>
        [Range(typeof(decimal), "1", "100", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
        public decimal? Coverage { get; set; }

        [Required, StringLength(200)]
        public string Document { get; set; } = "";

        [Required]
        public DateOnly? DocumentDate { get; set; }
    }
}
