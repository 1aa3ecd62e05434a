using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;

namespace Yinong.Modules.Stations.HandOvers.Pages;

/// <summary>交接: hand-overs that are open within reach, with what waits.</summary>
[Require(Permission.StationsRead)]
public sealed class ListModel(AppDb db, HandOverDesk desk) : PageModel
{
    public const int Most = 200;

    /// <summary>An open hand-over with its station and how many lines wait.</summary>
    public sealed record OpenLine(HandOver HandOver, string Station, int Waiting, int Required);

    public IReadOnlyList<OpenLine> Lines { get; private set; } = [];

    public async Task OnGetAsync()
    {
        var cancel = HttpContext.RequestAborted;
        var open = await desk.OpenAsync(Most, cancel);
        var (ids, stations) = (open.ConvertAll(h => h.Id), open.ConvertAll(h => h.StationId));
        var names = await db.Stations.IgnoreQueryFilters([ModelConventions.OrganisationFilter]).Where(s => stations.Contains(s.Id)).Select(s => new { s.Id, s.Name }).ToDictionaryAsync(s => s.Id, s => s.Name, cancel);
        var counts = await db.HandOverLines.Where(l => ids.Contains(l.HandOverId) && l.Required).GroupBy(l => l.HandOverId)
            .Select(g => new { g.Key, Waiting = g.Count(l => l.ReceivedAt == null), Required = g.Count() }).ToDictionaryAsync(c => c.Key, cancel);
        Lines = [.. open.Select(h => new OpenLine(h, names.GetValueOrDefault(h.StationId, ""), counts.GetValueOrDefault(h.Id)?.Waiting ?? 0, counts.GetValueOrDefault(h.Id)?.Required ?? 0))];
    }
}
