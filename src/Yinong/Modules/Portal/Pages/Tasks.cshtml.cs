using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Modules.Officers;
using Yinong.Modules.Stations;
using Yinong.Modules.Stations.Photos;
using Yinong.Modules.Stations.Rechecks;
using Yinong.Modules.Stations.Reports;
using Yinong.Modules.Training.Courses;
using Yinong.Platform.Access;
using Yinong.Platform.Time;

namespace Yinong.Modules.Portal.Pages;

/// <summary>待办: what waits for the one who looks, read from where things stand: steps of stations, reports of farmers, certificates that end.</summary>
[Require(Permission.StationsRead)]
public sealed class TasksModel(StationTasks stations, ReportList reports, ReportDesk desk, RecheckDesk rechecks, RecheckList samples, PhotoDesk photoDesk, PhotoList photos, OfficerList officers, OfficerTasks matters,
    CourseRegister courses, DivisionTree places, Viewer viewer, ProgrammeClock clock) : PageModel
{
    /// <summary>Names shown of each group.</summary>
    public const int Shown = 8;

    public IReadOnlyList<StationTaskGroup> Stations { get; private set; } = [];

    public IReadOnlyList<ReportLine> Reports { get; private set; } = [];

    public (int Waiting, int Overdue) ReportCount { get; private set; }

    public (int Count, IReadOnlyList<RecheckLine> First) Rechecks { get; private set; } = (0, []);

    /// <summary>Photos that look alike, for the county's inspectors.</summary>
    public (int Count, IReadOnlyList<PhotoPairView> First) Photos { get; private set; } = (0, []);

    /// <summary>Officers whose certificate ends soon, for those who issue certificates.</summary>
    public IReadOnlyList<OfficerLine> Officers { get; private set; } = [];

    public bool MoreOfficers { get; private set; }

    /// <summary>Courses that a colleague wrote and that wait for a second person.</summary>
    public IReadOnlyList<Course> Courses { get; private set; } = [];

    public DateOnly Today => clock.Today;

    /// <summary>Applications, objections, measures, leaves, hand-overs and terms of officers.</summary>
    public IReadOnlyList<OfficerTaskGroup> Matters { get; private set; } = [];

    public bool IsEmpty => Matters.Count == 0 && Stations.Count == 0 && ReportCount.Waiting == 0 && Rechecks.Count == 0 && Photos.Count == 0 && Officers.Count == 0 && Courses.Count == 0;

    public int Overdue => Stations.Sum(g => g.Overdue) + Matters.Sum(g => g.Overdue) + ReportCount.Overdue;

    public int Waiting => Stations.Sum(g => g.Count) + Matters.Sum(g => g.Count) + ReportCount.Waiting + Rechecks.Count + Photos.Count + Courses.Count;

    public async Task OnGetAsync()
    {
        var cancel = HttpContext.RequestAborted;
        Stations = await stations.GroupsAsync(cancel);
        if (desk.MayAnswer && viewer.Post?.Division.Level == DivisionLevel.County)
        {
            ReportCount = await reports.CountAsync(Today, cancel);
            Reports = [.. (await reports.PageAsync(waiting: true, null, cancel)).Lines.Take(Shown)];
        }
        if (photoDesk.MayJudge && viewer.Post?.Division.Level == DivisionLevel.County) Photos = await photos.WaitingAsync(Shown, cancel);
        Matters = await matters.GroupsAsync(Shown, cancel);
        if (rechecks.MayDraw) Rechecks = await samples.WaitingAsync(Shown, cancel);
        if (viewer.Has(Permission.TrainingWrite)) Courses = await courses.WaitingForMe().OrderBy(c => c.Id).Take(Shown).ToListAsync(cancel);
        if (viewer.Has(Permission.OfficersWrite) && viewer.Has(Permission.CertificatesIssue))
        {
            var (from, to) = (viewer.Reach.From, viewer.Reach.To);
            (Officers, MoreOfficers) = await officers.PageAsync(OfficerView.Expiring, null, from, to, null, Today, cancel);
        }
    }

    public string PlaceOf(Station station) => places.Name(new DivisionCode(station.Division).At((DivisionLevel)Math.Min((int)DivisionLevel.Town, (int)new DivisionCode(station.Division).Level)));

    public static string KeyOf(Station station) => station.Number ?? station.Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
