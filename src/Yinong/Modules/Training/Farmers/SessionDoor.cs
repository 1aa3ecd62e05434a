using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Identity;
using Yinong.Modules.Stations;
using Yinong.Platform.Audit;
using Yinong.Platform.Database;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;

namespace Yinong.Modules.Training.Farmers;

/// <summary>How a session was found: answers, mean grade, and by check how many can and cannot.</summary>
public sealed record SessionEffect(int Answers, double? Grade, IReadOnlyDictionary<string, (int Can, int Cannot)> Checks);

/// <summary>
/// What anybody does with the number of a session: sign up, say how it was. A name and, if he likes, a phone, for this session only; feedback without a name.
/// Names are seen by the officer of the session; a whole phone only for a reason that is audited.
/// </summary>
public sealed class SessionDoor(AppDb db, SessionRegister own, FeedbackOnce once, Viewer viewer, ProgrammeClock clock, AuditLog audit)
{
    const int LongestName = 20, LongestWords = 300, MostTries = 20;

    /// <summary>The session of a number, with its station; for anybody.</summary>
    public async Task<(FarmerSession Session, Station Station)> FindAsync(string number, CancellationToken cancel = default)
    {
        var wanted = number.Trim().ToUpperInvariant();
        var session = await db.FarmerSessions.IgnoreQueryFilters().AsNoTracking().FirstOrDefaultAsync(s => s.Number == wanted, cancel) ?? throw Problem.NotFound();
        return (session, await db.Stations.IgnoreQueryFilters().AsNoTracking().FirstAsync(s => s.Id == session.StationId, cancel));
    }

    public bool TakesNames(FarmerSession session) => session.State is SessionState.Planned && clock.Today <= session.OnDate;

    public bool TakesFeedback(FarmerSession session) => session.State is not SessionState.Cancelled && clock.UtcNow >= session.StartsAt && clock.Today <= session.OnDate.AddDays(TrainingRules.FeedbackDays);

    /// <summary>Signs somebody up. The audit says that somebody did, not who.</summary>
    public async Task SignUpAsync(string number, string? name, string? phone, CancellationToken cancel = default)
    {
        var (session, _) = await FindAsync(number, cancel);
        if (!TakesNames(session)) throw SessionProblems.Over();
        if (name?.Trim() is not { Length: >= 1 and <= LongestName } known) throw SessionProblems.NameLength();
        var digits = PhoneOf(phone);
        if (await db.SessionSignups.IgnoreQueryFilters().CountAsync(s => s.SessionId == session.Id, cancel) is var count && count >= session.Planned * 2) throw SessionProblems.Full(count);
        // Pressed twice he stands once.
        if (await db.SessionSignups.IgnoreQueryFilters().AnyAsync(s => s.SessionId == session.Id && s.Name == known && s.Phone == digits, cancel)) return;
        db.Add(new SessionSignup { SessionId = session.Id, Division = session.Division, Name = known, Phone = digits, DeleteOn = session.OnDate.AddDays(TrainingRules.SignupKeepDays), At = clock.UtcNow });
        audit.Record(db, "session.signed-up", SessionRegister.Subject(session), session.Division, new { phone = digits is not null });
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>Takes what somebody says about the session; the same of the same form once.</summary>
    public async Task SayAsync(string number, string? form, int? grade, IReadOnlyCollection<string> can, string? words, CancellationToken cancel = default)
    {
        var (session, _) = await FindAsync(number, cancel);
        if (!TakesFeedback(session)) throw SessionProblems.NoFeedbackNow(TrainingRules.FeedbackDays);
        if (grade is not (>= 1 and <= 5)) throw SessionProblems.GradeNeeded();
        if (words?.Trim().Length > LongestWords) throw SessionProblems.WordsLength(LongestWords);
        var checks = TrainingRules.FindTopic(session.Topic)!.Checks.Select(c => c.Code).ToList();
        var said = new SessionFeedback
        {
            SessionId = session.Id, Division = session.Division, Grade = (short)grade.Value, CanNow = string.Join(',', checks.Where(can.Contains)), CannotYet = string.Join(',', checks.Where(c => !can.Contains(c))),
            Words = string.IsNullOrWhiteSpace(words) ? null : words.Trim(), At = clock.UtcNow,
        };
        if (string.IsNullOrEmpty(form)) await KeepAsync(session, said, cancel);
        else await once.DoAsync(string.Join('\n', session.Id, form, said.Grade, said.CanNow, said.Words), () => KeepAsync(session, said, CancellationToken.None));
    }

    // Many press at the end of a session: whoever loses the race for a number takes the next.
    async Task KeepAsync(FarmerSession session, SessionFeedback said, CancellationToken cancel)
    {
        for (var tries = 1; ; tries++)
        {
            var count = await db.SessionFeedback.IgnoreQueryFilters().CountAsync(f => f.SessionId == session.Id, cancel);
            if (count >= (session.HeadCount ?? session.Planned)) throw SessionProblems.FeedbackFull();
            said.Nth = (short)(count + 1);
            db.Add(said);
            try
            {
                await db.SaveChangesAsync(cancel);
                return;
            }
            catch (DbUpdateException e) when (e.IsTaken("ux_session_feedback_nth", "session_feedback.session_id"))
            {
                if (tries == MostTries) throw Web.WebProblems.ChangedMeanwhile();
                db.ChangeTracker.Clear();
                said.Id = 0;
            }
        }
    }

    /// <summary>What came of it, for whoever may see the session.</summary>
    public async Task<SessionEffect> EffectAsync(int session, CancellationToken cancel = default)
    {
        var rows = await db.SessionFeedback.IgnoreQueryFilters().AsNoTracking().Where(f => f.SessionId == session).Select(f => new { f.Grade, f.CanNow, f.CannotYet }).ToListAsync(cancel);
        var checks = rows.SelectMany(r => Codes(r.CanNow).Select(c => (Code: c, Can: 1)).Concat(Codes(r.CannotYet).Select(c => (Code: c, Can: 0)))).GroupBy(c => c.Code).ToDictionary(g => g.Key, g => (g.Sum(c => c.Can), g.Count(c => c.Can == 0)));
        return new(rows.Count, rows.Count == 0 ? null : rows.Average(r => r.Grade), checks);
    }

    /// <summary>Who signed up, for the officer of the session.</summary>
    public async Task<IReadOnlyList<SessionSignup>> NamesAsync(string number, CancellationToken cancel = default)
    {
        var session = await own.GetAsync(number, cancel);
        return await db.SessionSignups.IgnoreQueryFilters().AsNoTracking().Where(s => s.SessionId == session.Id).OrderBy(s => s.Id).ToListAsync(cancel);
    }

    /// <summary>The same with whole phones, for a reason that is audited.</summary>
    public async Task<IReadOnlyList<SessionSignup>> RevealAsync(string number, string? why, CancellationToken cancel = default)
    {
        var session = await own.GetAsync(number, cancel);
        if (why?.Trim() is not { Length: >= 4 and <= 200 } said) throw SessionProblems.WhyNeeded();
        audit.Record(db, "personal.revealed", SessionRegister.Subject(session), session.Division, new { field = "phone", by = viewer.AccountId }, said);
        await db.SaveChangesAsync(cancel);
        return await NamesAsync(number, cancel);
    }

    static string[] Codes(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries);

    static string? PhoneOf(string? phone)
    {
        if (string.IsNullOrWhiteSpace(phone)) return null;
        var digits = string.Concat(phone.Normalize(System.Text.NormalizationForm.FormKC).Where(c => c is not (' ' or '-' or '(' or ')')));
        return digits.Length is >= 7 and <= 15 && digits.All(char.IsAsciiDigit) ? digits : throw SessionProblems.BadPhone();
    }
}
