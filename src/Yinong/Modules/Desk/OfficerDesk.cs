using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Modules.Officers;
using Yinong.Modules.Officers.Standings;
using Yinong.Modules.Stations;
using Yinong.Platform.Time;

namespace Yinong.Modules.Desk;

/// <summary>
/// Who sits at the desk: the officer of the account, the station of today's posting, and what is missing. Scoped, read once per request.
/// What is asked here is the viewer's own, found by the account and not by reach: a post that does not reach the station is one of the things to be told.
/// </summary>
public sealed class OfficerDesk(AppDb db, Viewer viewer, ProgrammeClock clock, IHttpContextAccessor http)
{
    /// <summary>The cookie that remembers at which of several stations the officer works.</summary>
    public const string StationCookie = "yn-station";

    Task<DeskOfficer>? _officer;

    /// <summary>The officer; one without number and with <see cref="Lack.Officer"/> when the account belongs to none.</summary>
    public Task<DeskOfficer> GetAsync() => _officer ??= LoadAsync();

    async Task<DeskOfficer> LoadAsync()
    {
        var account = viewer.AccountId;
        var officer = account is null ? null : await db.Officers.IgnoreQueryFilters().AsNoTracking().FirstOrDefaultAsync(o => o.AccountId == account);
        if (officer is null)
            return new(0, "", viewer.Name, null, viewer.Post?.Division ?? DivisionCode.Nation, null, [], new HashSet<string>(), null, [Lack.Officer]);
        var today = clock.Today;
        var certificate = await CertificateAsync(officer.Id, today);
        var (stations, everywhere) = await StationsAsync(officer.Id, today);
        var wanted = http.HttpContext?.Request.Cookies[StationCookie];
        var station = stations.FirstOrDefault(s => s.Number == wanted) ?? stations.FirstOrDefault();
        return new(officer.Id, officer.Number, officer.Name, officer.Phone, station?.Division ?? new DivisionCode(officer.Division), certificate, stations, everywhere, station,
            [.. await PauseAsync(officer.Id, today) is { } pause ? new[] { pause } : [], .. Lacks(certificate, station, today)]);
    }

    static IEnumerable<Lack> Lacks(DutyCertificate? certificate, DeskStation? station, DateOnly today)
    {
        if (station is null) yield return Lack.Posting;
        else if (!station.InReach) yield return Lack.Reach;
        else if (!station.State.Serves()) yield return Lack.StationClosed;
        if (certificate is null) yield return Lack.Certificate;
        else if (today < certificate.From) yield return Lack.CertificateNotYet;
        else if (today > certificate.To) yield return certificate.Revoked ? Lack.CertificateRevoked : Lack.CertificateEnded;
        else if (certificate.RestsFrom is not null) yield return Lack.CertificateSuspended;
    }

    async Task<Lack?> PauseAsync(int officer, DateOnly today)
    {
        var pauses = await db.OfficerPauses.IgnoreQueryFilters().AsNoTracking().Where(p => p.OfficerId == officer && p.State == PauseState.Holds && p.FromDate <= today).ToListAsync();
        return pauses.Where(p => p.HoldsOn(today)).MaxBy(p => p.Kind)?.Kind switch
        {
            null => null,
            PauseKind.Leave => Lack.OnLeave,
            PauseKind.Suspension => Lack.Suspended,
            _ => Lack.Dismissed,
        };
    }

    // Of several the one that holds today, else the one that ends last.
    async Task<DutyCertificate?> CertificateAsync(int officer, DateOnly today)
    {
        var all = await db.Certificates.IgnoreQueryFilters().AsNoTracking().Where(c => c.OfficerId == officer && c.Kind == CertificateKinds.Duty).ToListAsync();
        return all.Select(c => Shown(c, today))
            .OrderByDescending(c => c.HoldsOn(today) && c.RestsFrom is null).ThenByDescending(c => c.To).FirstOrDefault();
    }

    static DutyCertificate Shown(Certificate c, DateOnly today)
    {
        if (c.RevokedOn is { } on && on <= c.ValidTo) return new(c.Number, c.ValidFrom, on.AddDays(-1), true, c.Issuer);
        var rest = c.Suspensions.FirstOrDefault(s => s.HoldsOn(today));
        return new(c.Number, c.ValidFrom, c.ValidTo, false, c.Issuer, rest?.FromDate, rest?.UntilDate);
    }

    async Task<(IReadOnlyList<DeskStation> Today, IReadOnlySet<string> Everywhere)> StationsAsync(int officer, DateOnly today)
    {
        var rows = await (from posting in db.Postings.IgnoreQueryFilters().AsNoTracking()
                          join station in db.Stations.IgnoreQueryFilters() on posting.StationId equals station.Id
                          where posting.OfficerId == officer && station.Number != null
                          orderby posting.FromDate, posting.Id
                          select new { Posting = posting, Station = station }).ToListAsync();
        var now = rows.Where(r => r.Posting.FromDate <= today && (r.Posting.ToDate is null || today <= r.Posting.ToDate)).DistinctBy(r => r.Station.Id).ToList();
        var reasons = await ReasonsAsync([.. now.Where(r => r.Station.State != StationState.Operating).Select(r => r.Station.Id)]);
        return ([.. now.Select(r => new DeskStation(r.Station.Id, r.Station.Number!, r.Station.Name, new(r.Station.Division), r.Station.State, r.Station.Since,
                reasons.GetValueOrDefault(r.Station.Id), r.Posting.FromDate, r.Posting.ToDate, IsInReach(r.Station)))],
            rows.Select(r => r.Station.Number!).ToHashSet());
    }

    async Task<Dictionary<int, StateReason>> ReasonsAsync(List<int> stations)
    {
        if (stations.Count == 0) return [];
        var steps = await db.StationTransitions.IgnoreQueryFilters().AsNoTracking().Where(t => stations.Contains(t.StationId)).OrderBy(t => t.OnDate).ThenBy(t => t.Id).ToListAsync();
        return steps.GroupBy(t => t.StationId).ToDictionary(t => t.Key, t => new StateReason(t.Last().ReasonCode, t.Last().Reason, t.Last().DueOn));
    }

    bool IsInReach(Station station) =>
        viewer.Reach.Contains(new(station.Division)) && (viewer.Reach.Organisation is null || viewer.Reach.Organisation == station.OrganisationId);
}
