using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Platform.Audit;
using Yinong.Platform.Database;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;

namespace Yinong.Modules.Training;

/// <summary>What became of a sealed entry.</summary>
/// <param name="Number">Of the chain.</param>
/// <param name="Result"><c>taken</c>, <c>known</c> or <c>refused</c>.</param>
/// <param name="Problem">Why it was refused.</param>
public sealed record SealOutcome(int Number, string Result, Problem? Problem = null);

/// <summary>
/// Takes answers that a phone sealed while it had no line. The chain must be unbroken, the times must lie within the sitting, and the paper must not be handed
/// in. An answer that was saved later on a line stays; what was taken carries its sealed time, for whoever reviews.
/// </summary>
public sealed partial class SealedAnswers(AppDb db, SqlDatabase database, SittingRegister sittings, QuestionBank bank, ProgrammeClock clock, AuditLog audit)
{
    public const int MostEntries = 500;

    /// <summary>How far a phone's clock may be ahead after it was put right.</summary>
    static readonly TimeSpan Ahead = TimeSpan.FromMinutes(2);

    /// <summary>Takes a stretch of a chain; answers an outcome for each entry, and whether the paper is handed in now.</summary>
    public async Task<(IReadOnlyList<SealOutcome> Outcomes, bool HandedIn)> TakeAsync(Guid id, string chain, IReadOnlyList<SealedEntry> entries, CancellationToken cancel = default)
    {
        if (!Chain().IsMatch(chain) || entries.Count is 0 or > MostEntries || entries.Any(IsOddlyShaped)) throw TrainingProblems.SealForm(MostEntries);
        var (sitting, _) = await sittings.GetAsync(id, cancel);
        var outcomes = await database.InWritingAsync(() => TakeAsync(sitting, chain, [.. entries.OrderBy(e => e.Number)], cancel), cancel);
        var handedIn = entries.Any(e => e.Place == 0 && outcomes.Any(o => o.Number == e.Number && o.Result != "refused"));
        if (handedIn) await sittings.SubmitAsync(id, cancel);
        return (outcomes, handedIn);
    }

    async Task<List<SealOutcome>> TakeAsync(ExamSitting sitting, string chain, IReadOnlyList<SealedEntry> entries, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        // The row first: handing in waits for this, or this finds it handed in.
        var open = sitting.TakesSealedAt(clock.UtcNow)
            && await db.ExamSittings.IgnoreQueryFilters().Where(s => s.Id == sitting.Id && s.SubmittedAt == null).ExecuteUpdateAsync(set => set.SetProperty(s => s.SealKey, s => s.SealKey), cancel) == 1;
        var known = await db.ExamSeals.AsNoTracking().Where(s => s.SittingId == sitting.Id && s.Chain == chain).ToDictionaryAsync(s => s.Number, cancel);
        var last = known.Values.MaxBy(s => s.Number);
        var outcomes = new List<SealOutcome>();
        var taken = new List<ExamSeal>();
        var isBroken = false;
        var after = known.Values.Where(s => s.Refusal is null).Max(s => (DateTime?)s.SealedAt);
        foreach (var entry in entries)
        {
            if (known.GetValueOrDefault(entry.Number) is { } before)
            {
                outcomes.Add(before.Seal != entry.Seal ? new(entry.Number, "refused", TrainingProblems.SealConflict()) : before.Refusal is null ? new(entry.Number, "known") : new(entry.Number, "refused", Named(before.Refusal)));
                continue;
            }
            isBroken |= sitting.SealKey is null || entry.Number != (last?.Number ?? 0) + 1 || !AnswerSeal.Fits(sitting.SealKey, sitting.Id, chain, entry, last?.Seal ?? "");
            if (isBroken || !open)
            {
                outcomes.Add(new(entry.Number, "refused", open ? TrainingProblems.SealBroken() : TrainingProblems.SealsClosed()));
                continue;
            }
            var why = await WrongAsync(sitting, entry, after);
            last = Kept(sitting, chain, entry, why);
            known[entry.Number] = last;
            db.Add(last);
            if (why is null)
            {
                taken.Add(last);
                after = last.SealedAt;
            }
            outcomes.Add(why is null ? new(entry.Number, "taken") : new(entry.Number, "refused", why));
        }
        // The last word on each question; one statement each.
        foreach (var seal in taken.Where(s => s.QuestionId is not null).GroupBy(s => s.QuestionId).Select(g => g.Last())) await SaveAsync(sitting, seal, cancel);
        if (taken.Count > 0)
            audit.Record(db, "exam.sealed-taken", ExamSitting.SourceOf(sitting.Id), sitting.Division, new { chain, from = taken[0].Number, to = taken[^1].Number, sealedFrom = taken[0].SealedAt, sealedTo = taken[^1].SealedAt, late = clock.UtcNow > sitting.EndsAt });
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return outcomes;
    }

    async Task<Problem?> WrongAsync(ExamSitting sitting, SealedEntry entry, DateTime? after)
    {
        var at = Time(entry);
        if (at < sitting.StartedAt.AddSeconds(-1) || at > sitting.EndsAt || at > clock.UtcNow + Ahead || at < after) return TrainingProblems.SealTime();
        if (entry.Place == 0) return null;
        try
        {
            await AnswerOfAsync(sitting, entry.Place, entry.Answer);
            return null;
        }
        catch (Problem problem)
        {
            return problem;
        }
    }

    async Task<string> AnswerOfAsync(ExamSitting sitting, int place, string answer)
    {
        var paper = sitting.Questions;
        if (place > paper.Length) throw TrainingProblems.UnknownOption();
        var question = (await bank.AllAsync())[paper[place - 1]];
        return ShownAnswer.Read(question.Kind, answer, false).Keep(question, PaperDraw.OptionOrder(question, sitting.Seed));
    }

    ExamSeal Kept(ExamSitting sitting, string chain, SealedEntry entry, Problem? why) => new()
    {
        SittingId = sitting.Id, Chain = chain, Number = entry.Number, QuestionId = entry.Place == 0 || entry.Place > sitting.Questions.Length ? null : sitting.Questions[entry.Place - 1], Answer = entry.Answer,
        Flagged = entry.Flagged, SealedAt = Time(entry), ReceivedAt = clock.UtcNow, Seal = entry.Seal, Refusal = why?.Code,
    };

    async Task SaveAsync(ExamSitting sitting, ExamSeal seal, CancellationToken cancel)
    {
        var answer = await AnswerOfAsync(sitting, Array.IndexOf(sitting.Questions, seal.QuestionId!.Value) + 1, seal.Answer);
        var (id, question, now, at) = (database.Stored(sitting.Id), seal.QuestionId.Value, database.Stored(seal.ReceivedAt), database.Stored(seal.SealedAt));
        await db.Database.ExecuteSqlAsync($"""
            insert into exam_answers (sitting_id, question_id, answer, flagged, saved_at, sealed_at) values ({id}, {question}, {answer}, {seal.Flagged}, {now}, {at})
            on conflict (sitting_id, question_id) do update set answer = excluded.answer, flagged = excluded.flagged, saved_at = excluded.saved_at, sealed_at = excluded.sealed_at
            where coalesce(exam_answers.sealed_at, exam_answers.saved_at) <= excluded.sealed_at
            """, cancel);
    }

    static bool IsOddlyShaped(SealedEntry? entry) =>
        entry is null || entry.Number < 1 || entry.Place is < 0 or > ExamRegister.MostQuestions || entry.Answer is not { Length: <= SittingRegister.MostWords } || entry.Answer.Contains('\0') || entry.Seal is not { Length: 64 } || entry.At is < 0 or > 253402300799000;

    static DateTime Time(SealedEntry entry) => DateTime.UnixEpoch.AddMilliseconds(entry.At);

    static Problem Named(string code) => code == "exam.seal-time" ? TrainingProblems.SealTime() : TrainingProblems.UnknownOption();

    [GeneratedRegex("^[0-9a-f]{16}$")]
    private static partial Regex Chain();
}
