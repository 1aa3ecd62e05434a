using System.ComponentModel.DataAnnotations;
using Yinong.Modules.Divisions;
using Yinong.Platform.Time;

namespace Yinong.Modules.Training.Farmers;

/// <summary>How far a session is.</summary>
public enum SessionState : short
{
    [Display(Name = "准备")] Planned = 1,
    [Display(Name = "已办")] Held = 2,
    [Display(Name = "已取消")] Cancelled = 3,
}

/// <summary>
/// A session of phone-skills training for farmers 农民手机应用技能培训 at a station (S-16), held by its officer. When it is closed it counts as one group
/// service through the service desk, under an id made with the session, so that it counts once however often it is sent.
/// </summary>
public sealed class FarmerSession : IInDivision
{
    public int Id { get; set; }

    /// <summary>Under which farmers find it; not to be guessed.</summary>
    public required string Number { get; set; }

    public int StationId { get; set; }

    public int OfficerId { get; set; }

    /// <summary>The station's place.</summary>
    public long Division { get; set; }

    /// <summary>Code in training-rules.json.</summary>
    public required string Topic { get; set; }

    /// <summary>Its material: a course for farmers; null: none.</summary>
    public int? CourseId { get; set; }

    public DateOnly OnDate { get; set; }

    /// <summary>Minutes since midnight in China.</summary>
    public short FromMinute { get; set; }

    public required string Place { get; set; }

    /// <summary>How many are expected.</summary>
    public short Planned { get; set; }

    public SessionState State { get; set; }

    /// <summary>How many came, as it was recorded; a later correction stands with the record.</summary>
    public int? HeadCount { get; set; }

    /// <summary>Id of the service record.</summary>
    public Guid RecordId { get; set; }

    /// <summary>What came of it, or why it was cancelled.</summary>
    public string? Note { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime? ClosedAt { get; set; }

    public long Version { get; set; }

    public DateTime StartsAt => ProgrammeClock.StartOf(OnDate).AddMinutes(FromMinute);
}

/// <summary>Who wants to come. Only a name, and a phone if he likes; deleted some days after the session.</summary>
public sealed class SessionSignup : IInDivision
{
    public int Id { get; set; }

    public int SessionId { get; set; }

    public long Division { get; set; }

    public required string Name { get; set; }

    public string? Phone { get; set; }

    /// <summary>On this day it is deleted.</summary>
    public DateOnly DeleteOn { get; set; }

    public DateTime At { get; set; }
}

/// <summary>How somebody who came found it, and what he can do now. Without a name.</summary>
public sealed class SessionFeedback : IInDivision
{
    public int Id { get; set; }

    public int SessionId { get; set; }

    public long Division { get; set; }

    /// <summary>1, 2 … of the session: there are never more than people who came.</summary>
    public short Nth { get; set; }

    /// <summary>1 very bad … 5 very good.</summary>
    public short Grade { get; set; }

    /// <summary>Codes of what he can do now, with commas.</summary>
    public required string CanNow { get; set; }

    /// <summary>Codes of what he cannot do yet.</summary>
    public required string CannotYet { get; set; }

    public string? Words { get; set; }

    public DateTime At { get; set; }
}
