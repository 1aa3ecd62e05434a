using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Programme.Pages;

/// <summary>目标进度: targets with their sources against what is built, operating and alive, by cohort for the nation and by place below.</summary>
[Require(Permission.ProgrammeRead)]
public sealed class TargetsModel(ProgrammeProgress progress, ProgrammePlan plan, DivisionTree tree, Viewer viewer, ProgrammeClock clock, Frame frame, Texts t) : PlacePage(tree, viewer, frame, t)
{
    readonly Texts _t = t;

    public Progress Progress { get; private set; } = null!;

    /// <summary>The target of the notice, when the place has a higher one of its own.</summary>
    public Target? Notice { get; private set; }

    public Target? Target => Progress.Book.Targets.GetValueOrDefault(Place.Code.Value);

    public Cohort? Cohort => Progress.Book.CohortOf(Place.Code);

    public VillageRoster? Roster => IsNation ? null : Progress.Book.Rosters.GetValueOrDefault(Place.Code.At(DivisionLevel.Province).Value);

    public IReadOnlyList<Goal> Goals => Verdict.Goals(Progress.Book, Progress.Total, clock.Today);

    /// <summary>What the parts make together; null when none has a number.</summary>
    public int? SumOfParts => Progress.Rows.Any(r => r.TargetStations is not null) ? Progress.Rows.Sum(r => r.TargetStations ?? 0) : null;

    /// <summary>Places that are more than five points behind the clock, the slowest first.</summary>
    public IReadOnlyList<ProgressRow> Late => [.. Progress.Rows.Where(r => r.Met != true && r.Gap < -0.05).OrderBy(r => r.Gap)];

    public int SilentDays => Progress.Book.Parameter(ProgrammeParameter.SilentAfterDays, Place.Code, clock.Today);

    public bool MayRegister => MayWrite && IsProvince && Cohort is null;

    public bool MaySetTarget => MayWrite && IsProvince && Cohort is not null;

    public bool MayBreakDown => MayWrite && !IsNation && Place.Code.Level < DivisionLevel.Town && Target?.Stations is not null;

    public string NameOf(Cohort cohort) => _t.English ? cohort.NameEn : cohort.Name;

    /// <summary>The rows under their cohorts for the nation, one group below; the slowest first.</summary>
    public IEnumerable<(Cohort? Cohort, IReadOnlyList<ProgressRow> Rows)> Groups => IsNation
        ? Progress.Book.Cohorts.Values.Select(c => ((Cohort?)c, Slowest(Progress.Rows.Where(r => r.Cohort == c.Code)))).Where(g => g.Item2.Count > 0)
        : [(null, Slowest(Progress.Rows))];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Find(place => $"/programme?division={place}");
        Progress = await progress.OfAsync(Place.Code, cancel: cancel);
        if (IsProvince && Target?.Own == true) Notice = await plan.NoticeAsync(ProgrammeProgress.Current, Place.Code, cancel);
    }

    static IReadOnlyList<ProgressRow> Slowest(IEnumerable<ProgressRow> rows) => [.. rows.OrderBy(r => r.Gap ?? double.MaxValue).ThenBy(r => r.Division)];
}
