using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Yinong.Modules.Identity;
using Yinong.Modules.Officers.Assessments;
using Yinong.Platform.Access;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Officers.Standings.Pages;

/// <summary>One officer's year: the figures, what the rule makes of them, and the county's confirmation.</summary>
[Require(Permission.OfficersRead)]
public sealed class AssessmentModel(OfficerRegister register, AssessmentRegister assessments, Viewer viewer, ProgrammeClock clock, Texts t) : OfficerPage(register, clock, t)
{
    public int Year { get; private set; }

    public YearOf Known { get; private set; } = null!;

    public bool MayConfirm => viewer.Has(Permission.OfficersWrite) && viewer.Reach.Organisation is null && Known.Known.MonthsOnPost > 0 && IsOver;

    /// <summary>Whether the year can be confirmed already.</summary>
    public bool IsOver { get; private set; }

    [BindProperty]
    public ConfirmInput Input { get; set; } = new();

    public async Task OnGetAsync(string number, int year)
    {
        await ReadAsync(number, year);
        Input.Result = Known.Proposed;
    }

    public async Task<IActionResult> OnPostAsync(string number, int year)
    {
        await ReadAsync(number, year);
        return await ActAsync(() => assessments.ConfirmAsync(number, year, Input.Result, Input.Reason, HttpContext.RequestAborted), to: $"/officers/{number}/assessments/{year}");
    }

    async Task ReadAsync(string number, int year)
    {
        await FindAsync(number);
        Year = year;
        Known = await assessments.GetAsync(number, year, HttpContext.RequestAborted);
        IsOver = await assessments.IsOverAsync(Officer, year, HttpContext.RequestAborted);
    }

    /// <summary>What the form holds.</summary>
    public sealed class ConfirmInput
    {
        public AssessmentGrade? Result { get; set; }

        [StringLength(400)]
        public string? Reason { get; set; }
    }
}
