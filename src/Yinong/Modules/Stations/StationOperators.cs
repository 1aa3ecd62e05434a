using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;

namespace Yinong.Modules.Stations;

/// <summary>
/// Who may operate a station: an open operator that works at its place. Asked past the reach, because an operator of the province lies above the county that names it.
/// Until one is named nobody applies for a planned station: an operator's people see only what is their own.
/// </summary>
public sealed class StationOperators(AppDb db, Viewer viewer)
{
    /// <summary>Whether the viewer names the operator: the authority that plans and reviews. An operator's people enter stations for their own.</summary>
    public bool MayName => viewer.Has(Permission.StationsReview) && viewer.Reach.Organisation is null;

    /// <summary>Operators that work at a place, and the present one whatever became of it.</summary>
    public Task<List<Organisation>> AtAsync(DivisionCode place, int? present = null, CancellationToken cancel = default)
    {
        var above = Above(place);
        return All().Where(o => o.Id == present || o.Kind == OrganisationKind.Operator && o.ClosedAt == null && above.Contains(o.Division)).OrderBy(o => o.Name).ThenBy(o => o.Id).ToListAsync(cancel);
    }

    /// <summary>Operators that work somewhere in the viewer's reach, for a station whose place is not known yet.</summary>
    public Task<List<Organisation>> InReachAsync(CancellationToken cancel = default)
    {
        var (from, to, above) = (viewer.Reach.From, viewer.Reach.To, Above(viewer.Post?.Division ?? DivisionCode.Nation));
        return All().Where(o => o.Kind == OrganisationKind.Operator && o.ClosedAt == null && (above.Contains(o.Division) || o.Division >= from && o.Division <= to)).OrderBy(o => o.Name).ThenBy(o => o.Id).ToListAsync(cancel);
    }

    /// <summary>Throws at the field unless the organisation may become the operator of a station at the place.</summary>
    public async Task CheckAsync(int organisation, DivisionCode place, CancellationToken cancel = default)
    {
        var above = Above(place);
        if (!await All().AnyAsync(o => o.Id == organisation && o.Kind == OrganisationKind.Operator && o.ClosedAt == null && above.Contains(o.Division), cancel)) throw StationProblems.UnknownOperator();
    }

    IQueryable<Organisation> All() => db.Organisations.IgnoreQueryFilters().AsNoTracking();

    static long[] Above(DivisionCode place) => [DivisionCode.Nation.Value, .. place.Path().Select(p => p.Value)];
}
