using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Officers.Standings;
using Yinong.Modules.Stations;
using Yinong.Modules.Stations.HandOvers;
using Yinong.Platform.Audit;
using Yinong.Platform.Jobs;
using Yinong.Platform.Time;

namespace Yinong.Modules.Officers;

/// <summary>
/// The officers of a station that leaves: their postings end with it. When it is merged, those who may serve go on at the station that takes over, from that day on.
/// When it moves they move with it.
/// </summary>
sealed class PostingsHandedOver(AppDb db, ProgrammeClock clock, AuditLog audit, ChangeFeed feed) : HandOverSource
{
    const string Closed = "station-closed", Transferred = "transferred";

    public override string Type => "postings";

    public override async Task<IReadOnlyList<string>> OpenAsync(Station station, CancellationToken cancel) =>
        await db.Postings.Where(p => p.StationId == station.Id).NotOverOn(clock.Today).Join(db.Officers.IgnoreQueryFilters(), p => p.OfficerId, o => o.Id, (_, o) => o.Number).Distinct().OrderBy(n => n).ToListAsync(cancel);

    public override async Task CarryAsync(HandOver handOver, Station station, DateOnly on, CancellationToken cancel)
    {
        if (handOver.Kind is HandOverKind.Move) return;
        var successor = handOver.SuccessorId is { } id ? await db.Stations.IgnoreQueryFilters().FirstOrDefaultAsync(s => s.Id == id, cancel) : null;
        foreach (var posting in await db.Postings.Where(p => p.StationId == station.Id).NotOverOn(on).ToListAsync(cancel))
        {
            var officer = await db.Officers.IgnoreQueryFilters().FirstAsync(o => o.Id == posting.OfficerId, cancel);
            var goesOn = successor is not null && await MayGoOnAsync(officer, successor, on, cancel);
            var termEnd = posting.ToDate;
            (posting.ToDate, posting.EndReasonCode, posting.EndReason) = (posting.EndingWith(on.AddDays(-1)), goesOn ? Transferred : Closed, handOver.Reason);
            audit.Record(db, "officer.posting-ended", $"officer:{officer.Number}", posting.Division, new { station = station.Number, posting.FromDate, posting.ToDate, handOver = handOver.Id }, posting.EndReasonCode);
            feed.Announce(db, OfficerRegister.Topic, officer.Number);
            if (!goesOn) continue;
            db.Add(new Posting { OfficerId = officer.Id, StationId = successor!.Id, Division = successor.Division, FromDate = on > posting.FromDate ? on : posting.FromDate, ToDate = termEnd, Kind = posting.Kind, PauseId = posting.PauseId });
            audit.Record(db, "officer.posted", $"officer:{officer.Number}", successor.Division, new { station = successor.Number, from = on, handOver = handOver.Id });
            feed.Announce(db, StationRegister.Topic, successor.Number!);
        }
    }

    // The gate of S-14 holds here too: without a valid certificate nobody is posted anywhere.
    async Task<bool> MayGoOnAsync(Officer officer, Station successor, DateOnly from, CancellationToken cancel)
    {
        if (!officer.Standing.MayBePosted() || await db.Postings.Where(p => p.OfficerId == officer.Id && p.StationId == successor.Id).NotOverOn(from).AnyAsync(cancel)) return false;
        return await db.Certificates.IgnoreQueryFilters().HoldingOn(from).AnyAsync(c => c.OfficerId == officer.Id, cancel);
    }
}
