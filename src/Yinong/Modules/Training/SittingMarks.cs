using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Identity;
using Yinong.Modules.Officers;
using Yinong.Platform.Audit;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;

namespace Yinong.Modules.Training;

/// <summary>
/// Ends sittings: marks what a machine can mark, lets short answers wait for a person who is not the taker, and gives whoever passed the ground for a
/// certificate. Sittings whose time is over are ended by whoever looks at them first.
/// </summary>
public sealed class SittingMarks(AppDb db, QuestionBank bank, Viewer viewer, ProgrammeClock clock, AuditLog audit)
{
    const int Batch = 200;

    /// <summary>Hands in the own sitting; the caller has made sure that it is his. One that was handed in meanwhile stays as it is.</summary>
    public async Task SubmitAsync(Guid id, CancellationToken cancel = default)
    {
        // Before the transaction: to fill it takes a connection of its own, and nobody who holds one waits for another.
        await bank.AllAsync();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var now = clock.UtcNow;
        // The row first: an answer that is being saved is waited for, and a later one is refused.
        if (await db.ExamSittings.IgnoreQueryFilters().Where(s => s.Id == id && s.SubmittedAt == null).ExecuteUpdateAsync(set => set.SetProperty(s => s.SubmittedAt, s => s.EndsAt < now ? s.EndsAt : now), cancel) == 0) return;
        var sitting = await db.ExamSittings.IgnoreQueryFilters().FirstAsync(s => s.Id == id, cancel);
        await EndAsync([sitting], cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>Ends those of the sittings that run and whose time is over.</summary>
    public async Task CloseAsync(IReadOnlyList<Guid> ids, CancellationToken cancel = default)
    {
        var now = clock.UtcNow;
        foreach (var batch in ids.Chunk(Batch))
        {
            try
            {
                var over = await db.ExamSittings.IgnoreQueryFilters().Where(s => batch.Contains(s.Id) && s.State == SittingState.Running && s.SubmittedAt == null && s.EndsAt < now && (s.ClosesAt == null || s.ClosesAt < now)).ToListAsync(cancel);
                foreach (var sitting in over) sitting.SubmittedAt = sitting.EndsAt;
                await EndAsync(over, cancel);
            }
            catch (DbUpdateConcurrencyException)
            {
                // Somebody else looked at the same moment and has ended them.
            }
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>Ends what is over of an examination (or of all) within the viewer's reach, so that a list of results is complete.</summary>
    public async Task CloseOverAsync(int? exam, CancellationToken cancel = default)
    {
        var now = clock.UtcNow;
        var over = await db.ExamSittings.Where(s => s.State == SittingState.Running && s.EndsAt < now && (s.ClosesAt == null || s.ClosesAt < now) && (exam == null || s.ExamId == exam)).Select(s => s.Id).ToListAsync(cancel);
        if (over.Count > 0) await CloseAsync(over, cancel);
    }

    /// <summary>The points that a person gives for the short answers, by question; the result is worked out with them.</summary>
    public async Task MarkAsync(Guid id, IReadOnlyDictionary<int, int> points, CancellationToken cancel = default)
    {
        var sitting = await WaitingAsync(id, cancel);
        var exam = await db.Exams.FirstAsync(e => e.Id == sitting.ExamId, cancel);
        var answers = await db.ExamAnswers.Where(a => a.SittingId == id).ToListAsync(cancel);
        foreach (var answer in await ShortAsync(sitting, answers))
        {
            if (!points.TryGetValue(answer.QuestionId, out var given) || given < 0 || given > exam.PointsEach) throw TrainingProblems.PointsMissing(exam.PointsEach);
            answer.Points = (short)given;
        }
        sitting.MarkerId = viewer.AccountId;
        await DecideAsync(sitting, exam, answers, cancel);
        audit.Record(db, "exam.marked", Subject(sitting), sitting.Division, new { points, sitting.Score, result = sitting.State.ToString() });
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>A sitting within reach that waits for a person who is not its taker.</summary>
    public async Task<ExamSitting> WaitingAsync(Guid id, CancellationToken cancel = default)
    {
        if (!viewer.Has(Permission.TrainingMark)) throw TrainingProblems.NotYours();
        var sitting = await db.ExamSittings.FirstOrDefaultAsync(s => s.Id == id, cancel) ?? throw Problem.NotFound();
        if (sitting.State is not SittingState.Marking) throw TrainingProblems.NotWaiting();
        if (await db.Officers.IgnoreQueryFilters().AnyAsync(o => o.Id == sitting.OfficerId && o.AccountId == viewer.AccountId, cancel)) throw TrainingProblems.OwnPaper();
        return sitting;
    }

    /// <summary>The short answers of a paper that say something, in the order of the paper.</summary>
    public async Task<IReadOnlyList<ExamAnswer>> ShortAsync(ExamSitting sitting, IReadOnlyList<ExamAnswer> answers)
    {
        var questions = await bank.AllAsync();
        var order = sitting.Questions;
        return [.. answers.Where(a => a.Answer.Length > 0 && questions[a.QuestionId].Kind is QuestionKind.Short).OrderBy(a => Array.IndexOf(order, a.QuestionId))];
    }

    async Task EndAsync(IReadOnlyList<ExamSitting> sittings, CancellationToken cancel)
    {
        if (sittings.Count == 0) return;
        var (ids, exams) = (sittings.Select(s => s.Id).ToList(), sittings.Select(s => s.ExamId).Distinct().ToList());
        var rules = await db.Exams.AsNoTracking().Where(e => exams.Contains(e.Id)).ToDictionaryAsync(e => e.Id, cancel);
        var answers = (await db.ExamAnswers.AsNoTracking().Where(a => ids.Contains(a.SittingId)).ToListAsync(cancel)).ToLookup(a => a.SittingId);
        foreach (var sitting in sittings)
        {
            await DecideAsync(sitting, rules[sitting.ExamId], [.. answers[sitting.Id]], cancel);
            audit.Record(db, "exam.handed-in", Subject(sitting), sitting.Division, new { sitting.Score, result = sitting.State.ToString(), answers = Digest(answers[sitting.Id]) });
        }
        await db.SaveChangesAsync(cancel);
    }

    async Task DecideAsync(ExamSitting sitting, Exam exam, IReadOnlyList<ExamAnswer> answers, CancellationToken cancel)
    {
        var questions = await bank.AllAsync();
        var given = answers.ToDictionary(a => a.QuestionId);
        var score = 0;
        foreach (var id in sitting.Questions)
        {
            var answer = given.GetValueOrDefault(id);
            if (Marking.PointsOf(questions[id], answer?.Answer, exam.PointsEach) is { } points) score += points;
            else if (answer!.Points is { } byPerson) score += byPerson;
            else
            {
                sitting.State = SittingState.Marking;
                return;
            }
        }
        (sitting.Score, sitting.State) = ((short)score, score >= exam.PassMark ? SittingState.Passed : SittingState.Failed);
        if (sitting.State is SittingState.Passed) await QualifyAsync(sitting, exam, cancel);
    }

    // What Officers knows of an examination: that it was passed, and for which certificate it stands.
    async Task QualifyAsync(ExamSitting sitting, Exam exam, CancellationToken cancel)
    {
        var source = ExamSitting.SourceOf(sitting.Id);
        if (await db.Qualifications.IgnoreQueryFilters().AnyAsync(q => q.Source == source, cancel)) return;
        db.Add(new Qualification
        {
            OfficerId = sitting.OfficerId, Division = sitting.Division, Title = exam.Name, Score = sitting.Score!.Value, OutOf = (short)exam.OutOf, PassedOn = ProgrammeClock.DayOf(sitting.SubmittedAt!.Value),
            CertificateKind = exam.CertificateKind, ValidMonths = exam.ValidMonths, Source = source,
        });
    }

    // The audit keeps what was handed in by its fingerprint; the answers themselves stand in their table.
    static string Digest(IEnumerable<ExamAnswer> answers) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', answers.OrderBy(a => a.QuestionId).Select(a => $"{a.QuestionId}:{a.Answer}")))));

    static string Subject(ExamSitting sitting) => ExamSitting.SourceOf(sitting.Id);
}
