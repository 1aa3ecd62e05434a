using System.ComponentModel.DataAnnotations;
using Yinong.Modules.Divisions;

namespace Yinong.Modules.Officers.Applications;

/// <summary>Who sent an application in.</summary>
public enum ApplicationChannel : short
{
    [Display(Name = "本人网上申请")] Self = 1,
    [Display(Name = "县里代报")] Authority = 2,
    [Display(Name = "运营商推荐")] Operator = 3,
}

/// <summary>
/// Somebody wants to become the officer of a village (S-13). The identity number is encrypted and found by a keyed hash; there is one open application per person.
/// </summary>
public sealed class OfficerApplication : IInDivision, IOfOrganisation
{
    public int Id { get; set; }

    /// <summary>Ten characters that nobody guesses; opens the state for the applicant.</summary>
    public required string Receipt { get; set; }

    /// <summary>The village (for a centre: town or county) he wants to serve.</summary>
    public long Division { get; set; }

    /// <summary>The station, when one was named.</summary>
    public int? StationId { get; set; }

    /// <summary>The operator who proposed him; its people see what they proposed.</summary>
    public int? OrganisationId { get; set; }

    public ApplicationChannel Channel { get; set; }

    /// <summary>The applicant's own account, when he was signed in.</summary>
    public int? AccountId { get; set; }

    /// <summary>Empty when the time for keeping it is over.</summary>
    public required string Name { get; set; }

    public string? Phone { get; set; }

    /// <summary>Encrypted identity number; null: its time is over.</summary>
    public string? IdentityCipher { get; set; }

    /// <summary>Keyed hash of it.</summary>
    public string? IdentityIndex { get; set; }

    /// <summary>Code in officer-rules.json.</summary>
    public required string Schooling { get; set; }

    public bool LivesInVillage { get; set; }

    /// <summary>Code of officer-rules.json: of whom he is preferred; null: of none.</summary>
    public string? Preferred { get; set; }

    /// <summary>Relatives among officials or the operator's people, one a line, the name first; null: declared to have none.</summary>
    public string? Conflicts { get; set; }

    /// <summary>Name of the rule of the day of application.</summary>
    public required string RuleEdition { get; set; }

    /// <summary>That rule as JSON.</summary>
    public required string Rule { get; set; }

    public ApplicationState State { get; set; }

    public DateOnly Since { get; set; }

    /// <summary>Until when the next step is due; null: nothing waits.</summary>
    public DateOnly? DueOn { get; set; }

    public DateOnly? PublicFrom { get; set; }

    /// <summary>Last day of the publicity.</summary>
    public DateOnly? PublicTo { get; set; }

    /// <summary>The officer he became.</summary>
    public int? OfficerId { get; set; }

    /// <summary>When it came, programme clock, UTC.</summary>
    public DateTime At { get; set; }

    /// <summary>Optimistic lock.</summary>
    public long Version { get; set; }

    /// <summary>Names of the relatives he declared: what stands first in each line.</summary>
    public IEnumerable<string> ConflictNames => (Conflicts ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(line => line.Split([',', '，', '、', ' ', '　', '：', ':', '；', ';'], 2)[0].Trim()).Where(name => name.Length > 0);
}

/// <summary>A step in the life of an application.</summary>
public sealed class OfficerApplicationStep : IInDivision
{
    public int Id { get; set; }

    public int ApplicationId { get; set; }

    public long Division { get; set; }

    public ApplicationState? FromState { get; set; }

    public ApplicationState ToState { get; set; }

    public DateOnly OnDate { get; set; }

    public DateTime At { get; set; }

    public required string Actor { get; set; }

    public string? ReasonCode { get; set; }

    public string? Reason { get; set; }
}

/// <summary>A document that came with an application; never shown to the public.</summary>
public sealed class OfficerApplicationFile : IInDivision
{
    public int Id { get; set; }

    public int ApplicationId { get; set; }

    public long Division { get; set; }

    /// <summary>SHA-256 of the file as it came, in hex.</summary>
    public required string Hash { get; set; }

    public required string ContentType { get; set; }

    public required string FileName { get; set; }

    public int Bytes { get; set; }
}

/// <summary>How an objection was decided.</summary>
public enum ObjectionOutcome : short
{
    [Display(Name = "异议成立")] Upheld = 1,
    [Display(Name = "异议不成立")] Unfounded = 2,
}

/// <summary>异议: somebody objects to an applicant during the publicity. He gets a receipt and finds the answer behind it.</summary>
public sealed class OfficerObjection : IInDivision
{
    public int Id { get; set; }

    public required string Receipt { get; set; }

    public int ApplicationId { get; set; }

    public long Division { get; set; }

    public required string Text { get; set; }

    /// <summary>Phone of who objects, when he wants to be called back.</summary>
    public string? Contact { get; set; }

    public DateTime At { get; set; }

    public DateOnly DueOn { get; set; }

    public ObjectionOutcome? Outcome { get; set; }

    /// <summary>What was found; read by who holds the receipt.</summary>
    public string? Finding { get; set; }

    public DateOnly? HandledOn { get; set; }

    public string? HandledBy { get; set; }
}
