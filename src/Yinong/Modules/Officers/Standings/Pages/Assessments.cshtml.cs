using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Modules.Officers.Assessments;
using Yinong.Modules.Stations;
using Yinong.Platform.Access;
using Yinong.Platform.Time;

namespace Yinong.Modules.Officers.Standings.Pages;

/// <summary>年度考评: the officers of a year by place and number, with what the rule proposes and what was confirmed. Never ordered by figures.</summary>
[Require(Permission.OfficersRead)]
public sealed class AssessmentsModel(AssessmentRegister register, DivisionTree places, ProgrammeClock clock) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "year")]
    public string? Word { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public int Year { get; private set; }

    public IReadOnlyList<YearOf> Years { get; private set; } = [];

    public string? Next { get; private set; }

    public DateOnly Today => clock.Today;

    public string PlaceOf(Officer officer) => places.Name(new(officer.Division));

    public async Task OnGetAsync()
    {
        Year = YearOf(Word, register, Today);
        (long, int)? after = string.IsNullOrEmpty(After) ? null : StationCursor.TryParse(After, out var cursor) ? (cursor.Division, cursor.Id) : throw OfficerProblems.BadAfter();
        (Years, var next) = await register.PageAsync(Year, after, HttpContext.RequestAborted);
        if (next is { } end) Next = $"/officers/assessments?year={Year}&after={new StationCursor(end.Division, end.Id)}";
    }

    /// <summary>The year of an address; this one when it says none.</summary>
    public static int YearOf(string? word, AssessmentRegister register, DateOnly today) =>
        string.IsNullOrEmpty(word) ? today.Year : int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && register.IsYear(year) ? year : throw AssessmentProblems.WrongYear();
}
