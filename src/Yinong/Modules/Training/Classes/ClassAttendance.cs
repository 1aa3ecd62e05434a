using System.Threading.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Identity;
using Yinong.Modules.Officers;
using Yinong.Modules.Training.Hours;
using Yinong.Platform.Audit;
using Yinong.Platform.Database;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;

namespace Yinong.Modules.Training.Classes;

/// <summary>How often one person may type a code: some slips, no guessing.</summary>
public sealed class CodeTries : IDisposable
{
    /// <summary>How many at once; then one in so many seconds.</summary>
    public const int Burst = 6, EverySeconds = 20;

    readonly PartitionedRateLimiter<int> _limiter = PartitionedRateLimiter.Create<int, int>(officer => RateLimitPartition.GetTokenBucketLimiter(officer,
        _ => new TokenBucketRateLimiterOptions { TokenLimit = Burst, TokensPerPeriod = 1, ReplenishmentPeriod = TimeSpan.FromSeconds(EverySeconds), QueueLimit = 0 }));

    public void Check(int officer)
    {
        using var lease = _limiter.AttemptAcquire(officer);
        if (!lease.IsAcquired) throw ClassProblems.TooManyTries(EverySeconds);
    }

    public void Dispose() => _limiter.Dispose();
}

/// <summary>A person of a class with what was credited, by unit.</summary>
public sealed record RollLine(ClassEnrolment Enrolment, Officer Officer, IReadOnlyDictionary<int, int> Minutes);

/// <summary>
/// Who came: by the code that changes, or by the roll that the trainer enters (also later, from paper). One person is credited once for a unit; what is wrong
/// is put right by a further row with a reason. Nobody credits hours of his own.
/// </summary>
public sealed class ClassAttendance(AppDb db, Viewer viewer, ClassRegister classes, CodeTries tries, ProgrammeClock clock, AuditLog audit, AuditActor actor)
{
    /// <summary>Those in a class, with their hours; who left without any is not among them. Who lives outside the viewer's reach is, to the one who teaches.</summary>
    public async Task<IReadOnlyList<RollLine>> RollAsync(TrainingClass one, CancellationToken cancel = default)
    {
        var teaches = classes.MayTeach(one);
        var enrolments = await (teaches ? db.ClassEnrolments.IgnoreQueryFilters() : db.ClassEnrolments).AsNoTracking().Where(e => e.ClassId == one.Id && e.LeftAt == null).ToListAsync(cancel);
        var ids = enrolments.Select(e => e.OfficerId).ToList();
        var people = await db.Officers.IgnoreQueryFilters().AsNoTracking().Where(o => ids.Contains(o.Id)).ToDictionaryAsync(o => o.Id, cancel);
        var units = db.ClassUnits.Where(u => u.ClassId == one.Id).Select(u => u.Id);
        var hours = (await db.HourCredits.IgnoreQueryFilters().Where(h => h.UnitId != null && units.Contains(h.UnitId.Value) && ids.Contains(h.OfficerId)).Select(h => new { h.OfficerId, Unit = h.UnitId!.Value, h.Minutes }).ToListAsync(cancel)).ToLookup(h => h.OfficerId);
        return [.. enrolments.Select(e => new RollLine(e, people[e.OfficerId], hours[e.OfficerId].GroupBy(h => h.Unit).ToDictionary(g => g.Key, g => g.Sum(h => h.Minutes)))).OrderBy(l => l.Officer.Number, StringComparer.Ordinal)];
    }

    /// <summary>A unit of the class; 404 else.</summary>
    public async Task<ClassUnit> UnitAsync(TrainingClass one, int place, CancellationToken cancel = default) =>
        await db.ClassUnits.AsNoTracking().FirstOrDefaultAsync(u => u.ClassId == one.Id && u.Place == place, cancel) ?? throw Problem.NotFound();

    /// <summary>The officer types the code on the screen; typed twice it is credited once.</summary>
    public async Task CheckInAsync(TrainingClass one, int place, Officer officer, string? typed, CancellationToken cancel = default)
    {
        var unit = await UnitAsync(one, place, cancel);
        if (one.CancelledAt is not null) throw ClassProblems.CancelledAlready();
        if (one.TrainerId is { } trainer && trainer == officer.AccountId) throw ClassProblems.Teaches();
        if (!await db.ClassEnrolments.IgnoreQueryFilters().AnyAsync(e => e.ClassId == one.Id && e.OfficerId == officer.Id && e.LeftAt == null, cancel)) throw ClassProblems.NotEnrolled();
        if (await db.HourCredits.IgnoreQueryFilters().AnyAsync(h => h.UnitId == unit.Id && h.OfficerId == officer.Id, cancel)) return;
        var now = clock.UtcNow;
        if (!unit.TakesCodesAt(now)) throw ClassProblems.NotNow(TrainingRules.CodeEarlyMinutes);
        tries.Check(officer.Id);
        var digits = string.Concat((typed ?? "").Normalize(System.Text.NormalizationForm.FormKC).Where(char.IsAsciiDigit));
        if (digits.Length != 6 || !ChangingCode.IsRight(unit, digits, now)) throw ClassProblems.WrongCode(TrainingRules.CodeSeconds);
        await CreditAsync(one, unit, [officer], HourWay.Code, cancel);
    }

    /// <summary>Enters the roll of a unit: those ticked are credited, those credited already are left. How many were new.</summary>
    public async Task<int> EnterRollAsync(TrainingClass one, int place, IReadOnlyCollection<int> present, CancellationToken cancel = default)
    {
        var unit = await RollableAsync(one, place, cancel);
        if (present.Count == 0) throw ClassProblems.NobodyTicked();
        var roll = (await RollAsync(one, cancel)).Where(l => present.Contains(l.Officer.Id)).ToList();
        if (roll.Count < present.Distinct().Count()) throw Problem.NotFound();
        var fresh = roll.Where(l => !l.Minutes.ContainsKey(unit.Id)).Select(l => l.Officer).ToList();
        if (fresh.Any(o => IsOwn(one, o))) throw ClassProblems.Teaches();
        return await CreditAsync(one, unit, fresh, HourWay.Roll, cancel);
    }

    /// <summary>Puts the minutes of one person in one unit right, with a reason: a further row with the difference.</summary>
    public async Task CorrectAsync(TrainingClass one, int place, int officerId, int minutes, string? reason, CancellationToken cancel = default)
    {
        var unit = await RollableAsync(one, place, cancel);
        var line = (await RollAsync(one, cancel)).FirstOrDefault(l => l.Officer.Id == officerId) ?? throw Problem.NotFound();
        if (IsOwn(one, line.Officer)) throw ClassProblems.Teaches();
        if (!line.Minutes.TryGetValue(unit.Id, out var before)) throw ClassProblems.NotCredited();
        if (minutes < 0 || minutes > unit.Minutes || minutes == before) throw ClassProblems.WrongMinutes(unit.Minutes);
        if (reason?.Trim() is not { Length: >= 2 and <= 200 } said) throw ClassProblems.ReasonNeeded();
        var nth = await db.HourCredits.IgnoreQueryFilters().CountAsync(h => h.UnitId == unit.Id && h.OfficerId == officerId, cancel) + 1;
        db.Add(Row(unit, line.Officer, HourWay.Correction, minutes - before, (short)nth, said));
        audit.Record(db, "hours.corrected", $"officer:{line.Officer.Number}", line.Officer.Division, new { trainingClass = one.Id, unit = unit.Place, before, after = minutes }, said);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException e) when (IsTaken(e))
        {
            throw Web.WebProblems.ChangedMeanwhile();
        }
    }

    async Task<ClassUnit> RollableAsync(TrainingClass one, int place, CancellationToken cancel)
    {
        if (!classes.MayTeach(one)) throw ClassProblems.NotYours();
        if (one.CancelledAt is not null) throw ClassProblems.CancelledAlready();
        var unit = await UnitAsync(one, place, cancel);
        return unit.OnDate <= clock.Today ? unit : throw ClassProblems.NotYet();
    }

    async Task<int> CreditAsync(TrainingClass one, ClassUnit unit, IReadOnlyList<Officer> officers, HourWay way, CancellationToken cancel)
    {
        if (officers.Count == 0) return 0;
        db.AddRange(officers.Select(o => Row(unit, o, way, unit.Minutes, 1, null)));
        foreach (var officer in officers) audit.Record(db, "hours.credited", $"officer:{officer.Number}", officer.Division, new { trainingClass = one.Id, unit = unit.Place, unit.Minutes, way = way.ToString() });
        try
        {
            await db.SaveChangesAsync(cancel);
            return officers.Count;
        }
        catch (DbUpdateException e) when (IsTaken(e))
        {
            // Code and roll at the same moment: the first one stands. A roll is entered once more with those who are left.
            db.ChangeTracker.Clear();
            return way is HourWay.Code ? 0 : throw Web.WebProblems.ChangedMeanwhile();
        }
    }

    HourCredit Row(ClassUnit unit, Officer officer, HourWay way, int minutes, short nth, string? reason) => new()
    {
        OfficerId = officer.Id, Division = officer.Division, UnitId = unit.Id, Nth = nth, Way = way, Minutes = minutes, OnDate = unit.OnDate, At = clock.UtcNow, Actor = actor.Actor, Reason = reason,
    };

    bool IsOwn(TrainingClass one, Officer officer) => officer.AccountId is { } account && (account == viewer.AccountId || account == one.TrainerId);

    static bool IsTaken(DbUpdateException e) => e.IsTaken("ux_hour_credits_unit", "hour_credits.unit_id");
}
