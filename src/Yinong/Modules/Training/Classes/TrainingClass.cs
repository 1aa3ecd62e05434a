using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using OtpNet;
using Yinong.Modules.Divisions;
using Yinong.Platform.Time;

namespace Yinong.Modules.Training.Classes;

/// <summary>An existing training body 培训机构 that holds classes (S-15): one of the register, not made for the programme.</summary>
public sealed class TrainingBody
{
    public int Id { get; set; }

    /// <summary>Whose register it stands in; every place below takes it as organiser too.</summary>
    public long Division { get; set; }

    /// <summary>Code in training-rules.json.</summary>
    public required string Kind { get; set; }

    public required string Name { get; set; }

    /// <summary>Of the office, public.</summary>
    public string? Phone { get; set; }

    /// <summary>The document that names it.</summary>
    public required string Source { get; set; }

    /// <summary>Last day on which it takes classes; null: open.</summary>
    public DateOnly? EndedOn { get; set; }

    public long Version { get; set; }
}

/// <summary>Where a class is held.</summary>
public enum ClassMode : short
{
    [Display(Name = "现场")] OnSite = 1,
    [Display(Name = "线上")] Online = 2,
}

/// <summary>A class 培训班 for officers, in one or several units. Its days and seats are fixed; one that is wrong is cancelled and another made.</summary>
public sealed class TrainingClass
{
    public int Id { get; set; }

    /// <summary>Officers of this place and everything below may enrol.</summary>
    public long Division { get; set; }

    public int BodyId { get; set; }

    /// <summary>Its material; null: the trainer's own.</summary>
    public int? CourseId { get; set; }

    public required string Title { get; set; }

    public ClassMode Mode { get; set; }

    /// <summary>The address, or how one comes in on line.</summary>
    public required string Place { get; set; }

    public required string Trainer { get; set; }

    /// <summary>Account of the trainer, who then keeps the roll; null: has none.</summary>
    public int? TrainerId { get; set; }

    public short Seats { get; set; }

    public DateOnly EnrolUntil { get; set; }

    public DateOnly FirstDay { get; set; }

    public DateOnly LastDay { get; set; }

    public DateTime? CancelledAt { get; set; }

    public string? CancelReason { get; set; }

    public DateTime CreatedAt { get; set; }

    public long Version { get; set; }

    public bool IsOpenOn(DateOnly day) => CancelledAt is null && day <= EnrolUntil;
}

/// <summary>A unit 课次 of a class: what is attended, and credited once.</summary>
public sealed class ClassUnit
{
    public int Id { get; set; }

    public int ClassId { get; set; }

    public short Place { get; set; }

    public DateOnly OnDate { get; set; }

    /// <summary>Minutes since midnight in China.</summary>
    public short FromMinute { get; set; }

    public short Minutes { get; set; }

    public required string Topic { get; set; }

    /// <summary>Key of the changing code; shown to nobody.</summary>
    public required string Secret { get; set; }

    public DateTime StartsAt => ProgrammeClock.StartOf(OnDate).AddMinutes(FromMinute);

    public DateTime EndsAt => StartsAt.AddMinutes(Minutes);

    /// <summary>Whether codes are taken at this moment.</summary>
    public bool TakesCodesAt(DateTime now) => now >= StartsAt.AddMinutes(-TrainingRules.CodeEarlyMinutes) && now <= EndsAt.AddMinutes(TrainingRules.CodeEarlyMinutes);
}

/// <summary>An officer's place in a class; who left keeps the row.</summary>
public sealed class ClassEnrolment : IInDivision
{
    public int Id { get; set; }

    public int ClassId { get; set; }

    public int OfficerId { get; set; }

    public long Division { get; set; }

    public DateTime At { get; set; }

    public required string Actor { get; set; }

    public DateTime? LeftAt { get; set; }

    public string? LeftBy { get; set; }
}

/// <summary>The code that changes (RFC 6238, SHA-1, six digits): shown on the trainer's screen, typed by whoever sits in the room. By the server's clock.</summary>
public static class ChangingCode
{
    public static string NewSecret() => Base32Encoding.ToString(RandomNumberGenerator.GetBytes(20));

    /// <summary>What the screen shows now, and for how many seconds it still holds.</summary>
    public static (string Code, int Seconds) Now(ClassUnit unit, DateTime now) => (Of(unit).ComputeTotp(now), Of(unit).RemainingSeconds(now));

    /// <summary>Whether a typed code is the present one or the one before, which somebody may still be typing.</summary>
    public static bool IsRight(ClassUnit unit, string typed, DateTime now) => Of(unit).VerifyTotp(now, typed, out _, new VerificationWindow(previous: 1));

    static Totp Of(ClassUnit unit) => new(Base32Encoding.ToBytes(unit.Secret), step: TrainingRules.CodeSeconds);
}
