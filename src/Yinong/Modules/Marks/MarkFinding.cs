namespace Yinong.Modules.Marks;

/// <summary>What was found about a mark. <see cref="MarkFindings"/> spells it for the outside.</summary>
public enum MarkResult
{
    /// <summary>There was nothing to verify.</summary>
    NoMark,

    /// <summary>Signed by the platform, and still the one that holds.</summary>
    Genuine,

    /// <summary>Not signed by the platform, or not what was signed.</summary>
    Forged,

    /// <summary>A certificate whose last day is over.</summary>
    Expired,

    /// <summary>A certificate before its first day.</summary>
    NotYet,

    /// <summary>A certificate that rests for a time.</summary>
    Suspended,

    /// <summary>A certificate that was taken away.</summary>
    Revoked,

    /// <summary>Genuine, but a later issue replaced it.</summary>
    Superseded,

    /// <summary>Genuine, but the station has moved since the issue: to another place, or to another address in its own.</summary>
    Moved,

    /// <summary>Genuine, but the station has left or was merged.</summary>
    Ended,

    /// <summary>Genuine, but shown at the address of another number.</summary>
    Elsewhere,
}

/// <summary>Why a mark is forged.</summary>
public enum MarkFault
{
    None,

    /// <summary>It has not the shape of a mark.</summary>
    Shape,

    /// <summary>It names a key that the platform never had.</summary>
    UnknownKey,

    /// <summary>The signature does not fit the words.</summary>
    Signature,

    /// <summary>Its key was given up before its day of issue.</summary>
    RevokedKey,

    /// <summary>The signature is right, but the register does not hold this mark.</summary>
    NotRegistered,
}

/// <summary>What was found about a mark, and what its subject is today.</summary>
/// <param name="Result">In one word.</param>
/// <param name="Fault">Why it is forged.</param>
/// <param name="Mark">What it says; null when it cannot be read. Of a forged mark nothing is to be believed.</param>
/// <param name="Now">What the register says today; null: nothing.</param>
public sealed record MarkFinding(MarkResult Result, MarkFault Fault, Mark? Mark, MarkedNow? Now)
{
    public static MarkFinding Of(MarkResult result, MarkFault fault = MarkFault.None, Mark? mark = null) => new(result, fault, mark, null);

    /// <summary>Signed by the platform, whatever became of it since.</summary>
    public bool IsSigned => Result is not (MarkResult.NoMark or MarkResult.Forged);
}

/// <summary>What the register says today of the station or certificate of a mark.</summary>
/// <param name="Number">Its number; after a merger, that of the successor.</param>
/// <param name="Name">Its name; masked for a person.</param>
/// <param name="Place">Where it is, in full.</param>
/// <param name="State">Code of the state of the station or the status of the certificate.</param>
public sealed record MarkedNow(string Number, string Name, string Place, string State)
{
    /// <summary>Where in that place, of a station that has moved; null: not said.</summary>
    public string? Address { get; init; }

    /// <summary>Its place has another code or name since the issue because the list of divisions changed 区划调整; the station did not move.</summary>
    public bool Rezoned { get; init; }
}

/// <summary>The outer spelling of the results and faults.</summary>
public static class MarkFindings
{
    public static string Word(this MarkResult result) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(result.ToString());

    public static string? Word(this MarkFault fault) => fault is MarkFault.None ? null : System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(fault.ToString());
}
