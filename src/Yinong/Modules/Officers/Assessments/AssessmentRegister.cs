using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Modules.Officers.Rules;
using Yinong.Modules.Officers.Standings;
using Yinong.Modules.Stations.Reports;
using Yinong.Platform.Audit;
using Yinong.Platform.Database;
using Yinong.Platform.Time;

namespace Yinong.Modules.Officers.Assessments;

/// <summary>An officer's year: what is known, what the rule proposes, and what was confirmed.</summary>
public sealed record YearOf(Officer Officer, AssessmentFigures Known, AssessmentGrade Proposed, IReadOnlyList<AssessmentLine> Lines, string RuleEdition, OfficerAssessment? Confirmed);

/// <summary>年度考评: computes a year from real services and decisions, and the only writer of what the county confirms.</summary>
public sealed class AssessmentRegister(AppDb db, Viewer viewer, OfficerRegister officers, OfficerRules rules, SqlDatabase database, ProgrammeClock clock, AuditLog audit, AuditActor actor)
{
    public const int PageSize = 50;

    readonly AssessmentSql _sql = new(database);

    /// <summary>Whether a year can be assessed: this one or one of the five before.</summary>
    public bool IsYear(int year) => year <= clock.Today.Year && year >= clock.Today.Year - 5;

    /// <summary>Officers on post in the year, by place and number (never by figures), and the key of the next page.</summary>
    public async Task<(IReadOnlyList<YearOf> Years, (long Division, int Id)? Next)> PageAsync(int year, (long Division, int Id)? after, CancellationToken cancel = default)
    {
        var (from, to) = SpanOf(year);
        var found = officers.Visible().AsNoTracking().Where(o => db.Postings.Any(p => p.OfficerId == o.Id && p.FromDate <= to && (p.ToDate == null || p.ToDate >= from)));
        if (after is { } last) found = found.Where(o => o.Division >= last.Division && (o.Division > last.Division || o.Id > last.Id));
        var page = await found.OrderBy(o => o.Division).ThenBy(o => o.Id).Take(PageSize + 1).ToListAsync(cancel);
        var shown = page.Take(PageSize).ToList();
        return (await YearsAsync(shown, year, cancel), page.Count > PageSize ? (shown[^1].Division, shown[^1].Id) : null);
    }

    /// <summary>One officer's year.</summary>
    public async Task<YearOf> GetAsync(string number, int year, CancellationToken cancel = default)
    {
        var officer = await officers.GetAsync(number, cancel);
        if (!IsYear(year)) throw AssessmentProblems.WrongYear();
        return (await YearsAsync([officer], year, cancel))[0];
    }

    /// <summary>Whether a year can be confirmed: it is over, or the officer serves nowhere any more. Before that its figures still grow.</summary>
    public async Task<bool> IsOverAsync(Officer officer, int year, CancellationToken cancel = default) =>
        year < clock.Today.Year || !await db.Postings.IgnoreQueryFilters().Where(p => p.OfficerId == officer.Id).NotOverOn(clock.Today).AnyAsync(cancel);

    /// <summary>Confirms a year; another result than the proposal needs a reason. Once per officer and year.</summary>
    public async Task<OfficerAssessment> ConfirmAsync(string number, int year, AssessmentGrade? result, string? reason, CancellationToken cancel = default)
    {
        var officer = await officers.GetAsync(number, cancel);
        if (viewer.Reach.Organisation is not null) throw StandingProblems.AuthorityOnly();
        if (!viewer.Has(Permission.OfficersWrite)) throw OfficerProblems.NotYours();
        if (officer.AccountId is not null && officer.AccountId == viewer.AccountId) throw StandingProblems.OwnMatter();
        var known = await GetAsync(number, year, cancel);
        if (known.Confirmed is not null) throw AssessmentProblems.Confirmed();
        if (known.Known.MonthsOnPost == 0) throw AssessmentProblems.NotOnPost();
        if (!await IsOverAsync(officer, year, cancel)) throw AssessmentProblems.YearRuns(year);
        if (result is not { } grade || !Enum.IsDefined(grade)) throw AssessmentProblems.ResultNeeded();
        if (grade != known.Proposed && (reason ?? "").Trim().Length < 5) throw AssessmentProblems.ReasonNeeded();
        var assessment = new OfficerAssessment
        {
            OfficerId = officer.Id, Division = officer.Division, Year = (short)year, Figures = JsonSerializer.Serialize(known.Known, JsonSerializerOptions.Web), RuleEdition = known.RuleEdition, Proposed = known.Proposed, Result = grade,
            Reason = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim(), ConfirmedOn = clock.Today, ConfirmedBy = actor.Actor,
        };
        db.Add(assessment);
        audit.Record(db, "officer.assessed", $"officer:{officer.Number}", officer.Division, new { year, proposed = known.Proposed.ToString(), result = grade.ToString(), known.RuleEdition, known.Known }, assessment.Reason);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException e) when (e.IsTaken("ux_officer_assessments_year", "officer_assessments.officer_id, officer_assessments.year"))
        {
            throw AssessmentProblems.Confirmed();
        }
        return assessment;
    }

    async Task<IReadOnlyList<YearOf>> YearsAsync(IReadOnlyList<Officer> page, int year, CancellationToken cancel)
    {
        var (from, to) = SpanOf(year);
        var ids = page.Select(o => o.Id).ToArray();
        var services = await _sql.ReadAsync(ids, from, to, cancel);
        var postings = (await db.Postings.AsNoTracking().Where(p => ids.Contains(p.OfficerId) && p.FromDate <= to && (p.ToDate == null || p.ToDate >= from)).ToListAsync(cancel)).ToLookup(p => p.OfficerId);
        var stations = postings.SelectMany(p => p).Select(p => p.StationId).Distinct().ToList();
        var reports = (await db.StationReports.AsNoTracking().Where(r => stations.Contains(r.StationId) && r.Outcome == ReportOutcome.Confirmed && r.HandledOn >= from && r.HandledOn <= to).Select(r => new { r.StationId, r.At }).ToListAsync(cancel)).ToLookup(r => r.StationId);
        var steps = (await db.OfficerStandingSteps.AsNoTracking().Where(s => ids.Contains(s.OfficerId) && s.OnDate >= from && s.OnDate <= to).OrderBy(s => s.Id).ToListAsync(cancel)).ToLookup(s => s.OfficerId);
        var confirmed = await db.OfficerAssessments.AsNoTracking().Where(a => ids.Contains(a.OfficerId) && a.Year == year).ToDictionaryAsync(a => a.OfficerId, cancel);
        var pauses = (await db.OfficerPauses.AsNoTracking().Where(p => ids.Contains(p.OfficerId) && p.State == PauseState.Holds && p.FromDate <= to).ToListAsync(cancel)).ToLookup(p => p.OfficerId);
        var inForce = new Dictionary<long, OfficerRule>();
        var years = new List<YearOf>(page.Count);
        foreach (var officer in page)
        {
            var province = new DivisionCode(officer.Division).At(DivisionLevel.Province);
            if (!inForce.TryGetValue(province.Value, out var rule)) inForce[province.Value] = rule = await rules.InForceAsync(province, to, cancel);
            var own = postings[officer.Id].ToList();
            var upheld = own.SelectMany(p => reports[p.StationId].Where(r => p.HoldsOn(ProgrammeClock.DayOf(r.At)))).Count();
            var known = FiguresOf(own, services.TryGetValue(officer.Id, out var served) ? served : null, steps[officer.Id].ToList(), pauses[officer.Id].ToList(), upheld, from, to);
            var (grade, lines) = AssessmentRule.Propose(rule, known);
            years.Add(new(officer, known, grade, lines, rule.Edition, confirmed.GetValueOrDefault(officer.Id)));
        }
        return years;
    }

    static AssessmentFigures FiguresOf(List<Posting> postings, (long Services, long PersonTimes, DateOnly Last)? served, List<OfficerStandingStep> steps, List<OfficerPause> pauses, int upheld, DateOnly from, DateOnly to)
    {
        var days = 0;
        var quiet = 0;
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            if (!postings.Any(p => p.HoldsOn(day)) || pauses.Any(p => p.HoldsOn(day))) continue;
            days++;
            quiet = served is { } known && day <= known.Last ? 0 : quiet + 1;
        }
        var failing = steps.FirstOrDefault(s => s.ToState is OfficerStanding.Suspended or OfficerStanding.Noticed or OfficerStanding.Dismissed && NationalOfficerRule.Failing.Contains(s.ReasonCode));
        return new((int)Math.Round(days / 30.4), served?.Services ?? 0, served?.PersonTimes ?? 0, served?.Last, quiet, upheld, steps.Count(s => s.ToState is OfficerStanding.Warned), steps.Count(s => s.ToState is OfficerStanding.Suspended), failing?.ReasonCode, null);
    }

    // A year that still runs is looked at up to today.
    (DateOnly From, DateOnly To) SpanOf(int year) => (new(year, 1, 1), year == clock.Today.Year ? clock.Today : new(year, 12, 31));
}
