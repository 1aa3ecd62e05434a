using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Identity;
using Yinong.Modules.Stations;
using Yinong.Platform.Audit;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;

namespace Yinong.Modules.Officers.Standings;

/// <summary>What one who leaves hands over at a station.</summary>
public sealed record StationMatters(int StationId, string? Number, string Name, IReadOnlyList<OpenMatter> Matters);

/// <summary>
/// 辞职移交: for every station of the one who leaves, what lies open is listed and somebody signs for it: the officer who takes over, or the county. With the last receipt he is gone.
/// </summary>
public sealed class OfficerHandOverDesk(AppDb db, Viewer viewer, OfficerRegister officers, StandingRegister standings, ProgrammeClock clock, AuditLog audit, AuditActor actor)
{
    const string Resigned = "resigned";
    const int Ahead = 90;

    /// <summary>Where the officer serves, with what lies open there now.</summary>
    public async Task<IReadOnlyList<StationMatters>> OpenAsync(Officer officer, CancellationToken cancel = default)
    {
        var today = clock.Today;
        var stations = await db.Stations.AsNoTracking().Where(s => db.Postings.Any(p => p.OfficerId == officer.Id && p.StationId == s.Id && p.Kind == PostingKind.Term && (p.ToDate == null || (p.ToDate >= today && p.ToDate >= p.FromDate)))).OrderBy(s => s.Id).ToListAsync(cancel);
        return await ListAsync(stations, cancel);
    }

    /// <summary>What a receipt is about: what lay open when the hand-over was arranged and what came in since; once signed, what was signed for.</summary>
    public async Task<IReadOnlyList<OpenMatter>> MattersAsync(OfficerHandOver handOver, CancellationToken cancel = default)
    {
        if (handOver.SignedAt is not null) return handOver.Matters;
        var station = await db.Stations.IgnoreQueryFilters().AsNoTracking().FirstAsync(s => s.Id == handOver.StationId, cancel);
        return [.. handOver.Matters.UnionBy((await ListAsync([station], cancel))[0].Matters, m => (m.Kind, m.What, m.Key))];
    }

    // The stations were found by reach or by the receipt; the receiver may have no reach there.
    async Task<IReadOnlyList<StationMatters>> ListAsync(IReadOnlyList<Station> stations, CancellationToken cancel)
    {
        var ids = stations.Select(s => s.Id).ToList();
        var reports = (await db.StationReports.IgnoreQueryFilters().AsNoTracking().Where(r => ids.Contains(r.StationId) && r.Outcome == null).OrderBy(r => r.DueOn).ToListAsync(cancel)).ToLookup(r => r.StationId);
        var lost = (await db.LostCriteria.IgnoreQueryFilters().AsNoTracking().Where(l => ids.Contains(l.StationId)).ToListAsync(cancel)).ToLookup(l => l.StationId);
        return [.. stations.Select(s => new StationMatters(s.Id, s.Number, s.Name,
            [
                .. s.State is StationState.Warned or StationState.Rectifying or StationState.Suspended ? new[] { new OpenMatter("step", s.State.Code(), null, s.DueOn) } : [],
                .. reports[s.Id].Select(r => new OpenMatter("report", r.Kind, r.Receipt, r.DueOn)),
                .. lost[s.Id].Select(l => new OpenMatter("lost", l.Rule, l.Item, null)),
            ]))];
    }

    /// <summary>Arranges the leaving of somebody who resigns: his last day, and who takes over. A successor is posted from the day after.</summary>
    public async Task<int> ArrangeAsync(string number, DateOnly? lastDay, string? receiver, CancellationToken cancel = default)
    {
        var officer = await officers.GetAsync(number, cancel);
        if (viewer.Reach.Organisation is not null) throw StandingProblems.AuthorityOnly();
        if (!viewer.Has(Permission.OfficersWrite)) throw OfficerProblems.NotYours();
        if (officer.AccountId is not null && officer.AccountId == viewer.AccountId) throw StandingProblems.OwnMatter();
        if (officer.Standing is not OfficerStanding.Leaving) throw StandingProblems.NoSuchStep();
        if (lastDay is not { } last || last < clock.Today || last > clock.Today.AddDays(Ahead)) throw StandingProblems.LastDayWrong();
        if (await db.OfficerHandOvers.AnyAsync(h => h.OfficerId == officer.Id && h.SignedAt == null, cancel)) throw StandingProblems.Arranged();
        var successor = await ReceiverAsync(officer, receiver, last, cancel);
        var open = await OpenAsync(officer, cancel);
        foreach (var posting in await db.Postings.Where(p => p.OfficerId == officer.Id).NotOverOn(last.AddDays(1)).ToListAsync(cancel)) (posting.ToDate, posting.EndReasonCode) = (posting.EndingWith(last), Resigned);
        foreach (var place in open)
        {
            var station = await db.Stations.FirstAsync(s => s.Id == place.StationId, cancel);
            db.Add(new OfficerHandOver
            {
                OfficerId = officer.Id, StationId = station.Id, Division = station.Division, ReceiverId = successor?.Id, LastDay = last, Items = JsonSerializer.Serialize(place.Matters, JsonSerializerOptions.Web), At = clock.UtcNow, Actor = actor.Actor, DueOn = last.AddDays(OfficerDeadlines.HandOvers.Days),
            });
            if (successor is not null) await officers.SucceedAsync(successor, station, last.AddDays(1), cancel);
        }
        officer.StandingDue = last.AddDays(OfficerDeadlines.HandOvers.Days);
        audit.Record(db, "officer.hand-over-arranged", $"officer:{officer.Number}", officer.Division, new { last, receiver = successor?.Number, stations = open.Count, matters = open.Sum(o => o.Matters.Count) });
        if (successor is not null)
        {
            successor.Version++;
            standings.Tell(successor.Number);
        }
        if (open.Count == 0) await standings.TakeAsync(officer, StandingLaw.Find(OfficerStanding.Leaving, StandingAct.Depart)!, clock.Today, new(null, null), cancel);
        await standings.SaveAsync(officer, cancel);
        return open.Count;
    }

    /// <summary>A hand-over that the viewer may see: within reach, or his own as receiver or as the one who leaves.</summary>
    public async Task<OfficerHandOver> GetAsync(int id, CancellationToken cancel = default)
    {
        var handOver = await db.OfficerHandOvers.IgnoreQueryFilters().FirstOrDefaultAsync(h => h.Id == id, cancel) ?? throw Problem.NotFound();
        var within = viewer.Has(Permission.OfficersRead) && await db.OfficerHandOvers.AnyAsync(h => h.Id == id && db.Stations.Any(s => s.Id == h.StationId), cancel);
        return within || await IsOwnAsync(handOver, cancel) ? handOver : throw Problem.NotFound();
    }

    /// <summary>Signs the receipt. Without a receiver the county signs; with the last one the officer has left.</summary>
    public async Task SignAsync(int id, string? remark, CancellationToken cancel = default)
    {
        var handOver = await GetAsync(id, cancel);
        if (handOver.ReceiverId is { } receiver)
        {
            if (viewer.AccountId is not { } account || !await db.Officers.IgnoreQueryFilters().AnyAsync(o => o.Id == receiver && o.AccountId == account, cancel)) throw StandingProblems.NotReceiver();
        }
        else if (viewer.Reach.Organisation is not null || !viewer.Has(Permission.OfficersWrite)) throw StandingProblems.NotReceiver();
        if (handOver.SignedAt is not null) throw StandingProblems.Signed();
        if (clock.Today < handOver.LastDay) throw StandingProblems.TooEarlyToSign(handOver.LastDay);
        handOver.Items = JsonSerializer.Serialize(await MattersAsync(handOver, cancel), JsonSerializerOptions.Web);
        (handOver.SignedAt, handOver.SignedBy, handOver.Remark) = (clock.UtcNow, actor.Actor, string.IsNullOrWhiteSpace(remark) ? null : remark.Trim());
        var officer = await db.Officers.IgnoreQueryFilters().FirstAsync(o => o.Id == handOver.OfficerId, cancel);
        audit.Record(db, "officer.hand-over-signed", $"officer:{officer.Number}", handOver.Division, new { handOver.Id, handOver.LastDay, matters = handOver.Matters.Count }, handOver.Remark);
        if (officer.Standing is OfficerStanding.Leaving && !await db.OfficerHandOvers.IgnoreQueryFilters().AnyAsync(h => h.OfficerId == officer.Id && h.Id != id && h.SignedAt == null, cancel))
            await standings.TakeAsync(officer, StandingLaw.Find(OfficerStanding.Leaving, StandingAct.Depart)!, clock.Today, new(null, null), cancel);
        await standings.SaveAsync(officer, cancel);
    }

    /// <summary>Hand-overs that the county itself has to sign.</summary>
    public async Task<IReadOnlyList<(OfficerHandOver HandOver, Officer Officer)>> WaitingAsync(int shown, CancellationToken cancel = default)
    {
        if (!viewer.Has(Permission.OfficersWrite) || !OfficerDeadlines.HandOvers.IsFor(viewer)) return [];
        var found = await db.OfficerHandOvers.AsNoTracking().Where(h => h.SignedAt == null && h.ReceiverId == null).Join(db.Officers, h => h.OfficerId, o => o.Id, (h, o) => new { HandOver = h, Officer = o }).OrderBy(x => x.HandOver.DueOn).Take(shown).ToListAsync(cancel);
        return [.. found.Select(f => (f.HandOver, f.Officer))];
    }

    async Task<bool> IsOwnAsync(OfficerHandOver handOver, CancellationToken cancel) =>
        viewer.AccountId is { } account && await db.Officers.IgnoreQueryFilters().AnyAsync(o => o.AccountId == account && (o.Id == handOver.ReceiverId || o.Id == handOver.OfficerId), cancel);

    async Task<Officer?> ReceiverAsync(Officer officer, string? typed, DateOnly last, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        var other = OfficerNumber.Find(typed) is { } known ? await officers.Visible().FirstOrDefaultAsync(o => o.Number == known, cancel) : null;
        if (other is null || other.Id == officer.Id) throw StandingProblems.ReceiverUnknown();
        var day = last.AddDays(1);
        var certified = await db.Certificates.HoldingOn(day).AnyAsync(c => c.OfficerId == other.Id, cancel);
        return certified && other.Standing.MayBePosted() ? other : throw StandingProblems.ReceiverUnfit();
    }
}
