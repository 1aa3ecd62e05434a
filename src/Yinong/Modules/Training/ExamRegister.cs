using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Modules.Officers;
using Yinong.Platform.Audit;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;

namespace Yinong.Modules.Training;

/// <summary>An examination to make.</summary>
public sealed record NewExam(string Name, string Division, IReadOnlyList<BlueprintLine> Lines, int Minutes, int PointsEach, int PassMark, int Attempts, int RestDays, DateOnly OpenFrom, DateOnly OpenTo, string CertificateKind, int ValidMonths, int LateMinutes = 0, ReviewRule Review = ReviewRule.AfterEnd);

/// <summary>The only writer of examinations 考试. A place sees its own, those of the places above it, and those within its reach.</summary>
public sealed class ExamRegister(AppDb db, Viewer viewer, QuestionBank bank, ProgrammeClock clock, AuditLog audit)
{
    public const int MostQuestions = 200;
    public const int MostMinutes = 480;
    public const int MostLateMinutes = 3 * 24 * 60;
    const int MostYears = 5;

    DivisionCode Place => viewer.Post?.Division ?? DivisionCode.Nation;

    public IQueryable<Exam> Visible()
    {
        var (from, to, above) = (viewer.Reach.From, viewer.Reach.To, QuestionRegister.Above(Place));
        return db.Exams.Where(e => (e.Division >= from && e.Division <= to) || above.Contains(e.Division));
    }

    /// <summary>The examination; 404 when there is none or it is of a place elsewhere.</summary>
    public async Task<Exam> GetAsync(int id, CancellationToken cancel = default) => await Visible().FirstOrDefaultAsync(e => e.Id == id, cancel) ?? throw Problem.NotFound();

    public bool MayChange(Exam exam) => viewer.Has(Permission.TrainingWrite) && viewer.Reach.Contains(new(exam.Division));

    /// <summary>Makes an examination; the bank must hold enough for its blueprint.</summary>
    public async Task<Exam> CreateAsync(NewExam input, CancellationToken cancel = default)
    {
        if (!viewer.Has(Permission.TrainingWrite)) throw TrainingProblems.NotYours();
        var today = clock.Today;
        if (!DivisionCode.TryParse(input.Division.Trim(), out var division) || !viewer.Reach.Contains(division)
            || (division != DivisionCode.Nation && !await db.Divisions.AnyAsync(d => d.Code == division.Value && (d.ValidTo == null || d.ValidTo >= today), cancel))) throw TrainingProblems.UnknownPlace();
        await CheckAsync(input, division);
        var exam = new Exam
        {
            Division = division.Value, Name = input.Name.Trim(), Blueprint = JsonSerializer.Serialize(input.Lines, JsonSerializerOptions.Web), Minutes = (short)input.Minutes,
            PointsEach = (short)input.PointsEach, PassMark = (short)input.PassMark, Attempts = (short)input.Attempts, RestDays = (short)input.RestDays, OpenFrom = input.OpenFrom, OpenTo = input.OpenTo,
            CertificateKind = input.CertificateKind, ValidMonths = (short)input.ValidMonths, LateMinutes = (short)input.LateMinutes, Review = input.Review, CreatedAt = clock.UtcNow,
        };
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        db.Add(exam);
        await db.SaveChangesAsync(cancel);
        audit.Record(db, "exam.made", Subject(exam), exam.Division, new { after = input });
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return exam;
    }

    /// <summary>From now on nobody begins; whoever is sitting goes on.</summary>
    public async Task CloseAsync(int id, CancellationToken cancel = default)
    {
        var exam = await GetAsync(id, cancel);
        if (!MayChange(exam)) throw TrainingProblems.NotYours();
        if (exam.ClosedAt is not null) throw TrainingProblems.ClosedAlready();
        exam.ClosedAt = clock.UtcNow;
        audit.Record(db, "exam.closed", Subject(exam), exam.Division);
        await db.SaveChangesAsync(cancel);
    }

    async Task CheckAsync(NewExam input, DivisionCode division)
    {
        if (input.Lines.Any(l => l.Count is < 1 or > MostQuestions || l.Difficulty is < 1 or > 3 || QuestionFile.Shipped.FindTopic(l.Topic) is null)) throw TrainingProblems.WrongBlueprint(MostQuestions);
        var questions = input.Lines.Sum(l => l.Count);
        if (questions is 0 or > MostQuestions) throw TrainingProblems.WrongBlueprint(MostQuestions);
        if (input.Minutes is < 1 or > MostMinutes) throw TrainingProblems.WrongNumber("Minutes", 1, MostMinutes);
        if (input.PointsEach is < 1 or > 20) throw TrainingProblems.WrongNumber("PointsEach", 1, 20);
        if (input.PassMark < 1 || input.PassMark > questions * input.PointsEach) throw TrainingProblems.PassMarkTooHigh(questions * input.PointsEach);
        if (input.Attempts is < 1 or > 20) throw TrainingProblems.WrongNumber("Attempts", 1, 20);
        if (input.RestDays is < 0 or > 365) throw TrainingProblems.WrongNumber("RestDays", 0, 365);
        if (input.ValidMonths is < 1 or > 120) throw TrainingProblems.WrongNumber("ValidMonths", 1, 120);
        if (input.LateMinutes is < 0 or > MostLateMinutes) throw TrainingProblems.WrongNumber("LateMinutes", 0, MostLateMinutes);
        if (!Enum.IsDefined(input.Review)) throw TrainingProblems.UnknownReview();
        if (input.CertificateKind is not (CertificateKinds.Duty or CertificateKinds.Training)) throw TrainingProblems.UnknownCertificate();
        if (input.Review is ReviewRule.AtHandIn && input.CertificateKind == CertificateKinds.Duty) throw TrainingProblems.ReviewTooEarly();
        if (input.OpenTo < input.OpenFrom || input.OpenTo < clock.Today || input.OpenTo > clock.Today.AddYears(MostYears)) throw TrainingProblems.WrongDays();
        var drawn = await bank.DrawnAtAsync(division);
        foreach (var line in input.Lines)
            if (drawn.Count(q => q.Topic == line.Topic && q.Difficulty == line.Difficulty) is var have && have < line.Count) throw TrainingProblems.TooFewQuestions(line, have);
    }

    static string Subject(Exam exam) => $"exam:{exam.Id}";
}
