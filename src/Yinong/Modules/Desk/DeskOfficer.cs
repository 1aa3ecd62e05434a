using Yinong.Modules.Divisions;
using Yinong.Modules.Stations;

namespace Yinong.Modules.Desk;

/// <summary>The officer behind the account that is looking, with everything that decides whether a service may be recorded today.</summary>
/// <param name="Id">Key; 0 when the account belongs to no officer.</param>
/// <param name="Number">Permanent number.</param>
/// <param name="Name">Own name, in full: it is the officer's own page.</param>
/// <param name="Phone">Own number.</param>
/// <param name="Place">Whose authority is asked when something is missing.</param>
/// <param name="Certificate">The certificate of duty that ends last; null: never had one.</param>
/// <param name="Stations">Where the officer is on post today.</param>
/// <param name="Everywhere">Numbers of all stations the officer was ever posted at: late records may belong there.</param>
/// <param name="Station">The one chosen, else the first; null: on post nowhere.</param>
/// <param name="Lacks">What stands in the way of recording today; empty: nothing.</param>
public sealed record DeskOfficer(int Id, string Number, string Name, string? Phone, DivisionCode Place, DutyCertificate? Certificate,
    IReadOnlyList<DeskStation> Stations, IReadOnlySet<string> Everywhere, DeskStation? Station, IReadOnlyList<Lack> Lacks)
{
    public bool MayRecord => Lacks.Count == 0;
}

/// <summary>A certificate of duty.</summary>
/// <param name="Number">As printed.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day on which it holds, revocation included.</param>
/// <param name="Revoked">Whether it was taken away before its end.</param>
/// <param name="Issuer">Who issued it.</param>
/// <param name="RestsFrom">Suspended today, since this day; null: not suspended today.</param>
/// <param name="RestsTo">Last day of that suspension; null: until it is lifted.</param>
public sealed record DutyCertificate(string Number, DateOnly From, DateOnly To, bool Revoked, string Issuer, DateOnly? RestsFrom = null, DateOnly? RestsTo = null)
{
    public bool HoldsOn(DateOnly day) => From <= day && day <= To;
}

/// <summary>A station at which the officer is on post.</summary>
/// <param name="Id">Key.</param>
/// <param name="Number">Unified number.</param>
/// <param name="Name">As on the plaque.</param>
/// <param name="Division">Where it is.</param>
/// <param name="State">Its state today.</param>
/// <param name="Since">From which day.</param>
/// <param name="Why">Why it was warned, has to rectify or is suspended; null while it simply operates.</param>
/// <param name="From">First day of the posting.</param>
/// <param name="To">Last day of the posting; null: open.</param>
/// <param name="InReach">Whether the account's post reaches it.</param>
public sealed record DeskStation(int Id, string Number, string Name, DivisionCode Division, StationState State, DateOnly Since, StateReason? Why, DateOnly From, DateOnly? To, bool InReach);

/// <summary>Why a station is in its state.</summary>
/// <param name="Code">Code of the reason; null: none was given.</param>
/// <param name="Words">What whoever ordered it wrote.</param>
/// <param name="Deadline">Until when it has to be put right.</param>
public sealed record StateReason(string? Code, string? Words, DateOnly? Deadline)
{
    /// <summary>For people, in their language.</summary>
    public string? Text(bool english)
    {
        var name = StationLists.FindReason(Code) is { } reason ? english ? reason.NameEn : reason.Name : null;
        return name is null || string.IsNullOrEmpty(Words) ? name ?? Words : name + Web.Show.Colon + Words;
    }
}

/// <summary>What may stand in the way of recording (S-14 for the certificate).</summary>
public enum Lack
{
    /// <summary>No officer is linked to the account.</summary>
    Officer,

    /// <summary>On leave today.</summary>
    OnLeave,

    /// <summary>Suspended.</summary>
    Suspended,

    /// <summary>Dismissed.</summary>
    Dismissed,

    /// <summary>On post at no station today.</summary>
    Posting,

    /// <summary>Never had a certificate of duty.</summary>
    Certificate,

    /// <summary>The certificate begins later.</summary>
    CertificateNotYet,

    /// <summary>The certificate has ended.</summary>
    CertificateEnded,

    /// <summary>The certificate was taken away.</summary>
    CertificateRevoked,

    /// <summary>The certificate is suspended today.</summary>
    CertificateSuspended,

    /// <summary>The account's post does not reach the station.</summary>
    Reach,

    /// <summary>The station does not serve today.</summary>
    StationClosed,
}
