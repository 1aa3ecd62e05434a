using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Modules.Officers;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Training.Pages;

/// <summary>一场考试: its rules, the results within reach, and the certificate with one button.</summary>
[Require(Permission.OfficersRead)]
public sealed class ExamOneModel(AppDb db, ExamRegister register, SittingMarks marks, ResultList results, OfficerRegister officers, CertificateRegister certificates, DivisionTree places, Viewer viewer, ProgrammeClock clock, Texts t) : PageModel
{
    public required Exam Exam { get; set; }

    [BindProperty(SupportsGet = true, Name = "state")]
    public string? StateWord { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    /// <summary>Number of the certificate that was just issued.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Issued { get; set; }

    public SittingState? State => string.IsNullOrEmpty(StateWord) ? null : TrainingWords.Find<SittingState>(StateWord) ?? throw TrainingProblems.UnknownState();

    public IReadOnlyList<ResultLine> Lines { get; private set; } = [];

    public IReadOnlyDictionary<SittingState, int> Counts { get; private set; } = new Dictionary<SittingState, int>();

    public string? Next { get; private set; }

    public DateOnly Today => clock.Today;

    public bool MayIssue => viewer.Has(Permission.CertificatesIssue) && viewer.Reach.Organisation is null;

    public bool MayClose => register.MayChange(Exam) && Exam.ClosedAt is null && Today <= Exam.OpenTo;

    public string PlaceOf(long division) => places.Name(new(division));

    public async Task OnGetAsync(int id)
    {
        var cancel = HttpContext.RequestAborted;
        Exam = await register.GetAsync(id, cancel);
        Guid? after = string.IsNullOrEmpty(After) ? null : Guid.TryParse(After, out var last) ? last : throw TrainingProblems.BadAfter();
        if (Issued is not null && !await db.Certificates.AnyAsync(c => c.Number == Issued, cancel)) Issued = null;
        await marks.CloseOverAsync(id, cancel);
        var place = viewer.Post?.Division ?? DivisionCode.Nation;
        (Lines, var more) = await results.PageAsync(id, State, place, after, cancel: cancel);
        Counts = await results.CountsAsync(id, place, cancel);
        if (more) Next = Href(after: Lines[^1].Sitting.Id.ToString());
    }

    public async Task<IActionResult> OnPostStopAsync(int id)
    {
        await register.CloseAsync(id);
        return Redirect($"/training/exams/{id}");
    }

    /// <summary>Issues the certificate that a passed sitting stands for, from today or from the day after the one it renews.</summary>
    public async Task<IActionResult> OnPostIssueAsync(int id, Guid sitting)
    {
        await register.GetAsync(id);
        if (!viewer.Has(Permission.CertificatesIssue)) throw TrainingProblems.NotYours();
        var passed = await db.ExamSittings.FirstOrDefaultAsync(s => s.Id == sitting && s.ExamId == id) ?? throw Problem.NotFound();
        var source = ExamSitting.SourceOf(sitting);
        var ground = await db.Qualifications.FirstOrDefaultAsync(q => q.Source == source) ?? throw TrainingProblems.NotPassed();
        var officer = await officers.Visible().FirstOrDefaultAsync(o => o.Id == passed.OfficerId) ?? throw Problem.NotFound();
        var county = new DivisionCode(officer.Division).At(DivisionLevel.County);
        var from = await certificates.FirstDayAsync(officer, ground.CertificateKind);
        var certificate = await certificates.IssueAsync(officer.Number, new(ground.CertificateKind, from, ground.ValidTo(from), t["{0}农业农村局", places.Name(county)], ground.Id));
        return Redirect($"/training/exams/{id}?issued={certificate.Number}");
    }

    /// <summary>This page, or its table, with these choices.</summary>
    public string Href(SittingState? state = null, string? after = null, bool all = false, string? path = null)
    {
        var shown = all ? null : state ?? State;
        return (path ?? $"/training/exams/{Exam.Id}") + QueryString.Create(new Dictionary<string, string?>
        {
            ["exam"] = path is null ? null : Exam.Id.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["state"] = shown is { } s ? TrainingWords.Word(s) : null,
            ["after"] = after,
        }.Where(p => !string.IsNullOrEmpty(p.Value))).ToUriComponent();
    }
}
