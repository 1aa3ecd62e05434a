using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Identity;
using Yinong.Platform.Audit;
using Yinong.Platform.Problems;

namespace Yinong.Modules.Stations.Photos;

/// <summary>The only writer of judgements on photos that look alike. A judgement changes nothing else: what follows from it people do in the inspection.</summary>
public sealed class PhotoDesk(AppDb db, Viewer viewer, TimeProvider time, AuditLog audit, AuditActor actor)
{
    const int ShortestReason = 5;

    /// <summary>Whether the viewer's post allows it at all.</summary>
    public bool MayJudge => viewer.Has(Permission.StationsReview) && viewer.Reach.Organisation is null;

    /// <summary>Enters a judgement beside earlier ones. Throws 403, 404, 409 when somebody was faster, or 400 with the field.</summary>
    public async Task JudgeAsync(int id, PhotoVerdict? verdict, string? reason, long version, CancellationToken cancel = default)
    {
        if (!MayJudge) throw PhotoProblems.NotYours();
        var pair = await db.PhotoPairs.FirstOrDefaultAsync(p => p.Id == id, cancel) ?? throw Problem.NotFound();
        var station = await db.Stations.AsNoTracking().FirstOrDefaultAsync(s => s.Id == pair.StationId, cancel) ?? throw Problem.NotFound();
        if (await db.Evidence.Where(e => e.Id == pair.PhotoId).Select(e => e.Actor).FirstOrDefaultAsync(cancel) == actor.Actor) throw PhotoProblems.OwnPhoto();
        if (verdict is not { } said || !Enum.IsDefined(said)) throw PhotoProblems.VerdictNeeded();
        if (reason is null || reason.Trim().Length < ShortestReason) throw PhotoProblems.ReasonNeeded();
        if (pair.Version != version) throw Web.WebProblems.ChangedMeanwhile();
        var before = pair.Verdict?.ToString();
        (pair.Verdict, pair.Version) = (said, version + 1);
        db.Add(new PhotoJudgement { PairId = id, Division = pair.Division, Verdict = said, Reason = reason.Trim(), At = time.GetUtcNow().UtcDateTime, Actor = actor.Actor });
        audit.Record(db, "photo.judged", station.Number is null ? $"station:#{station.Id}" : $"station:{station.Number}", pair.Division,
            new { pair = id, photo = pair.PhotoId, other = pair.OtherId, pair.Distance, pair.Mirrored, pair.SameFile, before, verdict = said.ToString() }, reason.Trim());
        await db.SaveChangesAsync(cancel);
    }
}
