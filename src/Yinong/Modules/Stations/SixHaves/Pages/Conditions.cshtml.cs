using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Stations.SixHaves.Pages;

/// <summary>核实条件: the host's licence, the check of the phone, the opening hours; the living acceptance judges by them.</summary>
[Require(Permission.StationsReview)]
public sealed class ConditionsModel(AppDb db, ConditionRegister register, ProgrammeClock clock, Texts t) : Stations.Pages.StationPage(db)
{
    readonly AppDb _db = db;

    [BindProperty]
    public ConditionInput Input { get; set; } = new();

    public DateOnly Today => clock.Today;

    public StationCondition? Condition { get; private set; }

    public async Task OnGetAsync(string key)
    {
        await ReadAsync(key);
        if (Condition is not { } known) return;
        Input = new()
        {
            LicenceEndsOn = known.LicenceEndsOn, PhoneCheckedOn = known.PhoneCheckedOn, PhoneAnswered = known.PhoneAnswered is { } answered ? answered ? "yes" : "no" : null,
            WeeklyHours = known.WeeklyHoursMilli is { } hours ? InspectionNumbers.Write(InspectionNumbers.FromMilli(hours)) : null, Version = known.Version,
        };
    }

    public async Task<IActionResult> OnPostAsync(string key)
    {
        await ReadAsync(key);
        if (!ModelState.IsValid) return Page();
        try
        {
            var hours = string.IsNullOrWhiteSpace(Input.WeeklyHours) ? (decimal?)null : InspectionNumbers.Read(Input.WeeklyHours) ?? throw SixHavesProblems.HoursWrong();
            await register.SaveAsync(Station, new(Input.LicenceEndsOn, Input.PhoneCheckedOn, Input.PhoneAnswered is null ? null : Input.PhoneAnswered == "yes", hours, Input.Version), HttpContext.RequestAborted);
            return Redirect($"/stations/{Key}");
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
            return Page();
        }
    }

    async Task ReadAsync(string key)
    {
        await FindAsync(key);
        Condition = await _db.StationConditions.AsNoTracking().FirstOrDefaultAsync(c => c.StationId == Station.Id, HttpContext.RequestAborted);
    }

    /// <summary>What the form holds.</summary>
    public sealed class ConditionInput
    {
        public DateOnly? LicenceEndsOn { get; set; }

        public DateOnly? PhoneCheckedOn { get; set; }

        [RegularExpression("^(yes|no)$", ErrorMessage = "请从列表里选")]
        public string? PhoneAnswered { get; set; }

        [StringLength(20)]
        public string? WeeklyHours { get; set; }

        public long Version { get; set; }
    }
}
