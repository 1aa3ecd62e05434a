using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Training.Hours.Pages;

/// <summary>学时规定: what a province asks, edition by edition; its own authority writes the next.</summary>
[Require(Permission.OfficersRead)]
public sealed class HoursModel(HourRequirements requirements, DivisionTree places, Viewer viewer, ProgrammeClock clock, Texts t) : PageModel
{
    [InDigits, BindProperty(SupportsGet = true)]
    public string? Division { get; set; }

    public DivisionCode? Province { get; private set; }

    public IReadOnlyList<DivisionInfo> Provinces => places.Children(DivisionCode.Nation);

    public IReadOnlyList<HourRequirement> Editions { get; private set; } = [];

    public HourRequirement? InForce { get; private set; }

    public bool MayWrite => Province is { } province && requirements.MayWrite(province);

    [BindProperty]
    public RequirementInput Input { get; set; } = new();

    public async Task OnGetAsync()
    {
        await ReadAsync();
        Input = new() { EffectiveFrom = clock.Today, NoticeDays = TrainingRules.RefresherNoticeDays };
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await ReadAsync();
        if (Province is not { } province) throw Problem.NotFound();
        if (!ModelState.IsValid) return Page();
        try
        {
            await requirements.WriteAsync(province, new(Input.EffectiveFrom!.Value, Input.DutyHours!.Value, Input.RefresherHours!.Value, Input.RefresherExam, Input.RenewalMonths, Input.NoticeDays!.Value, Input.Source));
            return Redirect($"/training/hours?division={province}");
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
            return Page();
        }
    }

    async Task ReadAsync()
    {
        var place = string.IsNullOrEmpty(Division) ? viewer.Post?.Division ?? DivisionCode.Nation : DivisionCode.TryParse(Division, out var code) && places.Exists(code) ? code : throw Problem.NotFound();
        if (place.Level == DivisionLevel.Nation) return;
        Province = place.At(DivisionLevel.Province);
        Editions = await requirements.HistoryAsync(Province.Value, HttpContext.RequestAborted);
        InForce = await requirements.InForceAsync(Province.Value, clock.Today, HttpContext.RequestAborted);
    }

    /// <summary>What the form holds. How many hours has no proposal: the province decides.</summary>
    public sealed class RequirementInput
    {
        [Required]
        public DateOnly? EffectiveFrom { get; set; }

        [Required, Range(0d, HourRequirements.MostHours)]
        public decimal? DutyHours { get; set; }

        [Required, Range(0d, HourRequirements.MostHours)]
        public decimal? RefresherHours { get; set; }

        public bool RefresherExam { get; set; }

        [Range(1, 120)]
        public int? RenewalMonths { get; set; }

        [Required, Range(1, 730)]
        public int? NoticeDays { get; set; }

        [Required, StringLength(200, MinimumLength = 2)]
        public string Source { get; set; } = "";
    }
}
