using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Identity;
using Yinong.Modules.Officers;
using Yinong.Modules.Training.Hours;
using Yinong.Platform.Audit;
using Yinong.Platform.Database;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;

namespace Yinong.Modules.Training;

/// <summary>An examination as its taker sees it.</summary>
/// <param name="Exam">The examination.</param>
/// <param name="Sittings">Own sittings, the last one first.</param>
/// <param name="Refusal">Why nobody begins now; null: one may begin.</param>
public sealed record ExamForOfficer(Exam Exam, IReadOnlyList<ExamSitting> Sittings, Problem? Refusal)
{
    public ExamSitting? Running => Sittings.FirstOrDefault(s => s.State is SittingState.Running);
}

/// <summary>
/// The taker's side of an examination: begin, answer, hand in. Everything here is the viewer's own and found by the officer of the account, not by reach;
/// somebody else's sitting is not found. A start is one row, an answer is one statement: two thousand may begin in the same minute.
/// </summary>
public sealed class SittingRegister(AppDb db, SqlDatabase database, Viewer viewer, QuestionBank bank, SittingMarks marks, HourLedger hours, ProgrammeClock clock, AuditLog audit)
{
    public const int MostWords = 800;

    Task<Officer?>? _officer;

    /// <summary>The officer of the account; null when there is none.</summary>
    public Task<Officer?> OfficerAsync() => _officer ??= FindOfficerAsync();

    /// <summary>What the officer may take today, and what he has taken; open ones first.</summary>
    public async Task<IReadOnlyList<ExamForOfficer>> MineAsync(CancellationToken cancel = default)
    {
        if (await OfficerAsync() is not { } officer) return [];
        var (above, today) = (QuestionRegister.Above(new(officer.Division)), clock.Today);
        var sittings = (await EndedAsync(Own(officer).OrderByDescending(s => s.StartedAt), cancel)).ToLookup(s => s.ExamId);
        var taken = sittings.Select(s => s.Key).ToList();
        var exams = await db.Exams.AsNoTracking().Where(e => taken.Contains(e.Id) || (above.Contains(e.Division) && e.ClosedAt == null && e.OpenTo >= today)).ToListAsync(cancel);
        var lack = await LackAsync(officer, exams, cancel);
        return [.. exams.Select(e => new ExamForOfficer(e, [.. sittings[e.Id]], Refusal(e, [.. sittings[e.Id]], lack))).OrderByDescending(e => e.Running is not null).ThenByDescending(e => e.Refusal is null).ThenByDescending(e => e.Exam.OpenFrom)];
    }

    /// <summary>One examination; 404 when it is not for the officer's place.</summary>
    public async Task<ExamForOfficer> ExamAsync(int id, CancellationToken cancel = default)
    {
        var officer = await OfficerAsync() ?? throw Problem.NotFound();
        var above = QuestionRegister.Above(new(officer.Division));
        var sittings = await EndedAsync(Own(officer).Where(s => s.ExamId == id).OrderByDescending(s => s.Attempt), cancel);
        var exam = await db.Exams.AsNoTracking().FirstOrDefaultAsync(e => e.Id == id, cancel);
        return exam is not null && (above.Contains(exam.Division) || sittings.Count > 0) ? new(exam, sittings, Refusal(exam, sittings, await LackAsync(officer, [exam], cancel))) : throw Problem.NotFound();
    }

    /// <summary>Begins a sitting, or leads back to the one that runs: pressed twice is begun once.</summary>
    public async Task<Guid> StartAsync(int examId, CancellationToken cancel = default)
    {
        var officer = await OfficerAsync() ?? throw Problem.NotFound();
        var mine = await ExamAsync(examId, cancel);
        if (mine.Running is { } running) return running.Id;
        if (mine.Refusal is { } no) throw no;
        var exam = mine.Exam;
        var seed = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(8));
        var paper = PaperDraw.Draw(await bank.DrawnAtAsync(new(exam.Division)), exam.Lines, seed);
        var now = clock.UtcNow;
        var sitting = new ExamSitting
        {
            Id = Guid.CreateVersion7(), ExamId = exam.Id, OfficerId = officer.Id, Division = officer.Division, Attempt = (short)(mine.Sittings.Count + 1), Seed = seed, Paper = string.Join(',', paper),
            StartedAt = now, EndsAt = now.AddMinutes(exam.Minutes), ClosesAt = now.AddMinutes(exam.Minutes + exam.LateMinutes), SealKey = AnswerSeal.NewKey(), State = SittingState.Running,
        };
        db.Add(sitting);
        audit.Record(db, "exam.begun", ExamSitting.SourceOf(sitting.Id), sitting.Division, new { exam = exam.Id, officer = officer.Number, sitting.Attempt, sitting.Seed, sitting.Paper });
        return await database.InWritingAsync(() => SaveStartAsync(sitting, cancel), cancel);
    }

    /// <summary>The viewer's own sitting with its examination; anybody else's is not found. One whose time is over is closed before it is shown.</summary>
    public async Task<(ExamSitting Sitting, Exam Exam)> GetAsync(Guid id, CancellationToken cancel = default)
    {
        var officer = await OfficerAsync() ?? throw Problem.NotFound();
        var sitting = await Own(officer).FirstOrDefaultAsync(s => s.Id == id, cancel) ?? throw Problem.NotFound();
        if (sitting.State is SittingState.Running && sitting.IsOverAt(clock.UtcNow))
        {
            await marks.CloseAsync([id], cancel);
            sitting = await Own(officer).FirstAsync(s => s.Id == id, cancel);
        }
        return (sitting, await db.Exams.AsNoTracking().FirstAsync(e => e.Id == sitting.ExamId, cancel));
    }

    public Task<Dictionary<int, ExamAnswer>> AnswersAsync(Guid sitting, CancellationToken cancel = default) =>
        db.ExamAnswers.AsNoTracking().Where(a => a.SittingId == sitting).ToDictionaryAsync(a => a.QuestionId, cancel);

    /// <summary>
    /// Saves one answer at once. The statement itself asks whether the sitting still takes answers, under a lock that handing in waits for: what was
    /// answered with "saved" is marked, and what comes too late is refused.
    /// </summary>
    public async Task SaveAsync(ExamSitting sitting, int questionId, string answer, bool flagged, CancellationToken cancel = default)
    {
        var (id, now) = (database.Stored(sitting.Id), database.Stored(clock.UtcNow));
        var saved = await database.InWritingAsync(() => database.Engine is Engine.Postgres
            ? db.Database.ExecuteSqlAsync($"""
                insert into exam_answers (sitting_id, question_id, answer, flagged, saved_at)
                select {id}, {questionId}, {answer}, {flagged}, {now} from exam_sittings where id = {id} and submitted_at is null and ends_at >= {now} for share
                on conflict (sitting_id, question_id) do update set answer = excluded.answer, flagged = excluded.flagged, saved_at = excluded.saved_at, sealed_at = null
                """, cancel)
            : db.Database.ExecuteSqlAsync($"""
                insert into exam_answers (sitting_id, question_id, answer, flagged, saved_at)
                select {id}, {questionId}, {answer}, {flagged}, {now} from exam_sittings where id = {id} and submitted_at is null and ends_at >= {now}
                on conflict (sitting_id, question_id) do update set answer = excluded.answer, flagged = excluded.flagged, saved_at = excluded.saved_at, sealed_at = null
                """, cancel), cancel);
        if (saved == 0) throw TrainingProblems.Ended();
    }

    /// <summary>Hands the paper in; pressed twice it is handed in once.</summary>
    public async Task SubmitAsync(Guid id, CancellationToken cancel = default)
    {
        var (sitting, _) = await GetAsync(id, cancel);
        if (sitting.SubmittedAt is null) await database.InWritingAsync(() => marks.SubmitAsync(id, cancel), cancel);
    }

    // Hours are asked for once, and only when an examination for duty is among them.
    Task<Problem?> LackAsync(Officer officer, IReadOnlyList<Exam> exams, CancellationToken cancel) =>
        exams.Any(e => e.CertificateKind == CertificateKinds.Duty) ? hours.LackAsync(officer, cancel) : Task.FromResult<Problem?>(null);

    Problem? Refusal(Exam exam, IReadOnlyList<ExamSitting> sittings, Problem? lack)
    {
        if (sittings.Any(s => s.State is SittingState.Passed)) return TrainingProblems.PassedAlready();
        if (!exam.IsOpenOn(clock.Today)) return TrainingProblems.NotOpen();
        if (sittings.Any(s => s.State is SittingState.Marking)) return TrainingProblems.BeingMarked();
        if (sittings.Any(s => s.State is SittingState.Running)) return null;
        if (sittings.Count >= exam.Attempts) return TrainingProblems.NoAttemptLeft(exam.Attempts);
        var from = sittings.Count == 0 ? DateOnly.MinValue : sittings.Max(s => ProgrammeClock.DayOf(s.StartedAt)).AddDays(exam.RestDays);
        if (clock.Today < from) return TrainingProblems.TooSoon(from);
        return exam.CertificateKind == CertificateKinds.Duty ? lack : null;
    }

    async Task<Guid> SaveStartAsync(ExamSitting sitting, CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
            return sitting.Id;
        }
        // Begun on two phones at once: the index lets one through, the other is led to it.
        catch (DbUpdateException e) when (e.IsTaken("ux_exam_sittings_attempt", "exam_sittings.exam_id"))
        {
            db.ChangeTracker.Clear();
            return await db.ExamSittings.IgnoreQueryFilters().Where(s => s.ExamId == sitting.ExamId && s.OfficerId == sitting.OfficerId && s.Attempt == sitting.Attempt).Select(s => s.Id).FirstAsync(cancel);
        }
    }

    // Whoever looks first ends what is over, so that nobody is told to go on with it.
    async Task<List<ExamSitting>> EndedAsync(IQueryable<ExamSitting> wanted, CancellationToken cancel)
    {
        var sittings = await wanted.ToListAsync(cancel);
        var over = sittings.Where(s => s.State is SittingState.Running && s.IsOverAt(clock.UtcNow)).Select(s => s.Id).ToList();
        if (over.Count == 0) return sittings;
        await marks.CloseAsync(over, cancel);
        return await wanted.ToListAsync(cancel);
    }

    IQueryable<ExamSitting> Own(Officer officer) => db.ExamSittings.IgnoreQueryFilters().AsNoTracking().Where(s => s.OfficerId == officer.Id);

    async Task<Officer?> FindOfficerAsync() => viewer.AccountId is { } account ? await db.Officers.IgnoreQueryFilters().AsNoTracking().FirstOrDefaultAsync(o => o.AccountId == account) : null;
}
