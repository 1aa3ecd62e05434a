using System.ComponentModel.DataAnnotations;

namespace Yinong.Modules.Training.Courses;

/// <summary>Where an edition of a course is in its life. Only approved ones are studied.</summary>
public enum CourseState : short
{
    [Display(Name = "草稿")] Draft = 1,
    [Display(Name = "等待审定")] Waiting = 2,
    [Display(Name = "已审定")] Approved = 3,
    [Display(Name = "已停用")] Retired = 4,
}

/// <summary>
/// An edition of a course 课程. Written by one person, approved by another; what was approved is never changed, because hours rest on it: what shall change
/// comes as the next edition, and the one before it retires with the approval.
/// </summary>
public sealed class Course
{
    public int Id { get; set; }

    /// <summary>To which place it belongs; every place below studies it too.</summary>
    public long Division { get; set; }

    /// <summary>The same through all editions.</summary>
    public required string Code { get; set; }

    public short Edition { get; set; } = 1;

    /// <summary>Code in questions.json: courses and questions are about the same matter.</summary>
    public required string Topic { get; set; }

    public required string Title { get; set; }

    public required string Summary { get; set; }

    /// <summary>Also for farmers (S-16): once approved, anybody may read it.</summary>
    public bool ForFarmers { get; set; }

    public CourseState State { get; set; }

    /// <summary>Account of whoever last changed it; null: shipped with the product.</summary>
    public int? AuthorId { get; set; }

    public int? ApproverId { get; set; }

    /// <summary>Why it was given back, or retired.</summary>
    public string? Remark { get; set; }

    public DateTime CreatedAt { get; set; }

    public long Version { get; set; }
}

/// <summary>A lesson 课时 of a course: text, and files beside it.</summary>
public sealed class Lesson
{
    public int Id { get; set; }

    public int CourseId { get; set; }

    /// <summary>1, 2, 3 … within the course.</summary>
    public short Place { get; set; }

    public required string Title { get; set; }

    public required string Text { get; set; }

    /// <summary>Nominal duration; what self-study counts at most.</summary>
    public short Minutes { get; set; }

    public string? Source { get; set; }
}

/// <summary>What a file of a lesson is.</summary>
public enum LessonFileKind : short
{
    [Display(Name = "图片")] Picture = 1,
    [Display(Name = "音频")] Audio = 2,
    [Display(Name = "视频")] Video = 3,
}

/// <summary>A slide, a recording or a film of a lesson. The bytes stand in the file store under their hash; a smaller variant beside it for poor lines.</summary>
public sealed class LessonFile
{
    public int Id { get; set; }

    public int LessonId { get; set; }

    public LessonFileKind Kind { get; set; }

    /// <summary>As its sender called it; only ever shown as text.</summary>
    public required string FileName { get; set; }

    /// <summary>What is to be seen or heard, for those who cannot.</summary>
    public string? Caption { get; set; }

    /// <summary>What it is served as: from its bytes, never from its name.</summary>
    public required string ContentType { get; set; }

    public required string Hash { get; set; }

    public long Bytes { get; set; }

    public string? SmallType { get; set; }

    /// <summary>Null: there is no smaller variant.</summary>
    public string? SmallHash { get; set; }

    public long? SmallBytes { get; set; }

    public DateTime UploadedAt { get; set; }

    public required string Actor { get; set; }

    /// <summary>With the ending of its type, for those who keep it.</summary>
    public string NameOf(bool small) => $"{Id}{(small ? "-small" : "")}.{MediaTypes.EndingOf(small ? SmallType! : ContentType)}";
}
