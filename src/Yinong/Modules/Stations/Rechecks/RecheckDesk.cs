using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Platform.Audit;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;

namespace Yinong.Modules.Stations.Rechecks;

/// <summary>The only writer of samples and their results.</summary>
public sealed partial class RecheckDesk(AppDb db, Viewer viewer, ProgrammeClock clock, AuditLog audit, AuditActor actor)
{
    public const int Most = 500;

    /// <summary>Whether the viewer draws and checks: an authority above the county that supervises stations.</summary>
    public bool MayDraw => viewer.Has(Permission.StationsSupervise) && viewer.Reach.Organisation is null && viewer.Post is { } post && post.Division.Level < DivisionLevel.County;

    /// <summary>
    /// Draws among the stations of the viewer's place accepted from one day to another and not yet gone. Throws 403, or 400 with the field.
    /// </summary>
    /// <param name="size">How many, 1 to 500; fewer are drawn when there are fewer.</param>
    /// <param name="from">First day of acceptance.</param>
    /// <param name="to">Last day of acceptance, not after today.</param>
    /// <param name="seed">Made known before, e.g. drawn in public; null: random.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<RecheckDraw> DrawAsync(int size, DateOnly from, DateOnly to, string? seed, CancellationToken cancel = default)
    {
        if (!MayDraw) throw RecheckProblems.NotYours();
        if (size is < 1 or > Most) throw RecheckProblems.BadSize();
        if (to < from || to > clock.Today) throw RecheckProblems.BadSpan();
        seed = string.IsNullOrWhiteSpace(seed) ? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)) : seed.Trim();
        if (!Seeds().IsMatch(seed)) throw RecheckProblems.BadSeed();
        var stations = await db.Stations.AsNoTracking()
            .Where(s => s.Number != null && s.AcceptedOn >= from && s.AcceptedOn <= to && s.State >= StationState.Accepted && s.State <= StationState.Suspended)
            .Select(s => new { s.Id, Number = s.Number!, s.Division }).ToDictionaryAsync(s => s.Number, cancel);
        if (stations.Count == 0) throw RecheckProblems.NothingToDraw();
        var drawn = Sample.Draw(seed, stations.Keys, size);
        var draw = new RecheckDraw
        {
            Division = viewer.Post!.Division.Value, DrawnAt = clock.UtcNow, Actor = actor.Actor, Seed = seed, AcceptedFrom = from, AcceptedTo = to, Population = stations.Count, Size = drawn.Count,
        };
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        db.Add(draw);
        await db.SaveChangesAsync(cancel);
        db.AddRange(drawn.Select((number, i) => new RecheckItem { DrawId = draw.Id, StationId = stations[number].Id, Division = stations[number].Division, Rank = i + 1, Version = 1 }));
        audit.Record(db, "recheck.drawn", $"recheck:{draw.Id}", draw.Division, new { draw.Seed, draw.AcceptedFrom, draw.AcceptedTo, draw.Population, draw.Size, stations = drawn });
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return draw;
    }

    /// <summary>Enters what was found at a station of a sample, once. Throws 403, 404, 409, or 400 with the field.</summary>
    public async Task CheckAsync(int draw, int item, RecheckResult? result, string? note, long version, CancellationToken cancel = default)
    {
        if (!MayDraw) throw RecheckProblems.NotYours();
        var row = await db.RecheckItems.FirstOrDefaultAsync(i => i.Id == item && i.DrawId == draw, cancel) ?? throw Problem.NotFound();
        if (row.Result is not null || row.Version != version) throw RecheckProblems.AlreadyChecked();
        if (result is not { } found || !Enum.IsDefined(found)) throw RecheckProblems.ResultNeeded();
        if (found is not RecheckResult.Passed && (note is null || note.Trim().Length < 5)) throw RecheckProblems.NoteNeeded();
        // Nobody judges his own work: who accepted the station does not check it again.
        var accepted = await db.StationTransitions.Where(t => t.StationId == row.StationId && t.ToState == StationState.Accepted).OrderByDescending(t => t.Id).Select(t => t.Actor).FirstOrDefaultAsync(cancel);
        if (accepted == actor.Actor) throw StationProblems.OwnWork();
        (row.Result, row.Note, row.CheckedOn, row.CheckedBy, row.Version) = (found, string.IsNullOrWhiteSpace(note) ? null : note.Trim(), clock.Today, actor.Actor, version + 1);
        var number = await db.Stations.Where(s => s.Id == row.StationId).Select(s => s.Number).FirstAsync(cancel);
        audit.Record(db, "recheck.checked", $"station:{number}", row.Division, new { recheck = draw, row.Rank, result = found.ToString(), row.CheckedOn }, row.Note);
        await db.SaveChangesAsync(cancel);
    }

    [GeneratedRegex("^[A-Za-z0-9-]{4,64}$")]
    private static partial Regex Seeds();
}
