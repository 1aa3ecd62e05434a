using Yinong.Modules.Divisions;

namespace Yinong.Modules.Stations.Hosting;

/// <summary>A licence or agreement that the host shows. A renewed one is a new row; the one before it ends.</summary>
public sealed class StationLicence : IInDivision
{
    public int Id { get; set; }

    public int StationId { get; set; }

    public long Division { get; set; }

    /// <summary>Code in hosting.json.</summary>
    public required string Kind { get; set; }

    public required string Number { get; set; }

    /// <summary>Last valid day; null: without an end.</summary>
    public DateOnly? ValidTo { get; set; }

    /// <summary>Hash of its photo in the store of files.</summary>
    public string? Photo { get; set; }

    public DateOnly AddedOn { get; set; }

    public required string AddedBy { get; set; }

    /// <summary>Since when it does not count any more; null: it does.</summary>
    public DateOnly? EndedOn { get; set; }

    public string? EndedBy { get; set; }

    public string? EndReason { get; set; }
}

/// <summary>The weekly plan of opening hours from a day on; the latest one holds.</summary>
public sealed class StationHours : IInDivision
{
    public int Id { get; set; }

    public int StationId { get; set; }

    public long Division { get; set; }

    /// <summary>See <see cref="OpeningPlan"/>.</summary>
    public required string Days { get; set; }

    public int WeeklyMinutes { get; set; }

    public DateOnly FromDay { get; set; }

    public required string Actor { get; set; }
}

/// <summary>Days on which a station is closed, told beforehand or on the day.</summary>
public sealed class StationClosure : IInDivision
{
    public int Id { get; set; }

    public int StationId { get; set; }

    public long Division { get; set; }

    public DateOnly FromDay { get; set; }

    /// <summary>Last day.</summary>
    public DateOnly ToDay { get; set; }

    /// <summary>Code in hosting.json.</summary>
    public required string Reason { get; set; }

    /// <summary>Read by anybody on the public page.</summary>
    public string? Note { get; set; }

    public DateOnly ToldOn { get; set; }

    public required string Actor { get; set; }

    /// <summary>When it was taken back; null: it holds.</summary>
    public DateOnly? WithdrawnOn { get; set; }

    public string? WithdrawnBy { get; set; }
}

/// <summary>A number under which a station can be reached.</summary>
public sealed class StationContact : IInDivision
{
    public int Id { get; set; }

    public int StationId { get; set; }

    public long Division { get; set; }

    /// <summary>Code in hosting.json.</summary>
    public required string Kind { get; set; }

    public required string Number { get; set; }

    /// <summary>Shown on the public page.</summary>
    public bool IsPublic { get; set; }

    public DateOnly AddedOn { get; set; }

    public required string AddedBy { get; set; }

    public DateOnly? EndedOn { get; set; }

    public string? EndedBy { get; set; }
}

/// <summary>Somebody rang a number.</summary>
public sealed class ContactCheck : IInDivision
{
    public int Id { get; set; }

    public int ContactId { get; set; }

    public int StationId { get; set; }

    public long Division { get; set; }

    public DateOnly OnDay { get; set; }

    public bool Answered { get; set; }

    public required string Actor { get; set; }
}
