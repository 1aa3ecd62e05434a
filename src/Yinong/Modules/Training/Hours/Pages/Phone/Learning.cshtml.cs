using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Identity;
using Yinong.Modules.Training.Classes;
using Yinong.Modules.Training.Courses;
using Yinong.Platform.Access;
using Yinong.Platform.Time;

namespace Yinong.Modules.Training.Hours.Pages.Phone;

/// <summary>学习: the officer's hours against the rule, classes, courses, and when a refresher is due.</summary>
[Require(Permission.DeskUse)]
public sealed class LearningModel(StudyRegister study, HourLedger ledger, MyClasses classes, CourseLibrary library, ProgrammeClock clock) : PageModel
{
    public HourStanding? Standing { get; private set; }

    public IReadOnlyList<(TrainingClass Class, bool IsIn)> Classes { get; private set; } = [];

    public IReadOnlyList<Course> Courses { get; private set; } = [];

    public IReadOnlyList<HourCredit> Rows { get; private set; } = [];

    public bool EndsSoon => Standing?.Certificate is { } certificate && certificate.ValidTo <= clock.Today.AddDays(Standing.Rule?.NoticeDays ?? TrainingRules.RefresherNoticeDays);

    public async Task OnGetAsync()
    {
        var cancel = HttpContext.RequestAborted;
        if (await study.OfficerAsync() is not { } officer) return;
        Standing = await ledger.StandingAsync(officer, cancel);
        Classes = await classes.ListAsync(cancel);
        Courses = await library.StudiedAtAsync(new(officer.Division), cancel: cancel);
        Rows = await ledger.RowsAsync(officer.Id, 20, cancel);
    }
}
