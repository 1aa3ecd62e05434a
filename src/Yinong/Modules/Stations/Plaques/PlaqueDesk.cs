using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Modules.Marks;
using Yinong.Modules.Stations.HandOvers;
using Yinong.Platform.Problems;

namespace Yinong.Modules.Stations.Plaques;

/// <summary>Issues the marks of plaques and signs 门牌签发, and says what a station's mark means today (S-11).</summary>
public sealed class PlaqueDesk(AppDb db, Viewer viewer, MarkRegister marks, DivisionTree places)
{
    /// <summary>Whether the viewer issues: the authority, never an operator's people.</summary>
    public bool MayIssue => viewer.Has(Permission.PlaquesIssue) && viewer.Reach.Organisation is null;

    /// <summary>The station within the viewer's reach, by number or key; 404 otherwise.</summary>
    public async Task<Station> GetAsync(string key, CancellationToken cancel = default)
    {
        var stations = db.Stations.AsNoTracking();
        if (key.Length <= 9 && int.TryParse(key, NumberStyles.None, null, out var id)) return await stations.FirstOrDefaultAsync(s => s.Id == id, cancel) ?? throw Problem.NotFound();
        var number = StationNumber.Parse(key).Text;
        return await stations.FirstOrDefaultAsync(s => s.Number == number, cancel) ?? throw Problem.NotFound();
    }

    /// <summary>Issues a mark for plaque and sign. Throws 403, 404, 409, or 400 with the field.</summary>
    public async Task<MarkIssue> IssueAsync(string key, NewMark input, CancellationToken cancel = default)
    {
        var station = await GetAsync(key, cancel);
        if (viewer.Reach.Organisation is not null) throw MarkProblems.AuthorityOnly();
        if (!MayIssue) throw MarkProblems.NotYours();
        if (station.Number is null) throw MarkProblems.NoNumber();
        if (station.State.IsEnd()) throw MarkProblems.StationEnded();
        return await marks.IssueAsync(new(MarkKinds.Station, station.Number, station.Name, new(station.Division), null), input, cancel);
    }

    /// <summary>Adds to a finding what the register of stations says today: left, merged, moved.</summary>
    public async Task<MarkFinding> JudgeAsync(MarkFinding finding, CancellationToken cancel = default)
    {
        if (!finding.IsSigned || finding.Mark is not { Kind: MarkKinds.Station } mark) return finding;
        // Anybody may ask, wherever the station stands.
        if (await db.Stations.IgnoreQueryFilters().AsNoTracking().FirstOrDefaultAsync(s => s.Number == mark.Number, cancel) is not { } station) return finding;
        if (station.State.IsEnd())
        {
            var successor = station.MergedInto is { } into ? await db.Stations.IgnoreQueryFilters().AsNoTracking().FirstOrDefaultAsync(s => s.Id == into, cancel) : null;
            return finding with { Result = MarkResult.Ended, Now = Of(successor ?? station) };
        }
        var issue = await db.MarkIssues.IgnoreQueryFilters().AsNoTracking().FirstAsync(i => i.Kind == mark.Kind && i.Number == mark.Number && i.Serial == mark.Serial, cancel);
        if (await db.HasMovedSinceAsync(station.Id, issue.IssuedOn, issue.IssuedAt, cancel)) return finding with { Result = MarkResult.Moved, Now = Of(station) with { Address = station.Address } };
        // Another code without a move: the list of divisions has changed, the plaque hangs where it was hung.
        return finding with { Now = Of(station) with { Rezoned = new DivisionCode(station.Division).ToString() != mark.Division } };
    }

    MarkedNow Of(Station station) => new(station.Number!, station.Name, places.FullName(new(station.Division)), station.State.Code());
}
