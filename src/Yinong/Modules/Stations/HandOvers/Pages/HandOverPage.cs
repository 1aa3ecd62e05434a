using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Web;

namespace Yinong.Modules.Stations.HandOvers.Pages;

/// <summary>A page about one hand-over: its station, the one that takes over, who gave and who received.</summary>
public abstract class HandOverPage(AppDb db, HandOverDesk desk, Texts t) : PageModel
{
    IReadOnlyDictionary<string, string> _names = new Dictionary<string, string>();

    public HandOver HandOver { get; private set; } = null!;

    public IReadOnlyList<HandOverLine> Lines { get; private set; } = [];

    public Station Station { get; private set; } = null!;

    /// <summary>Whether the viewer's reach still has the station, so that its page opens.</summary>
    public bool IsStationReached { get; private set; }

    public Station? Successor { get; private set; }

    /// <summary>A person's name, 系统 for a command of the platform.</summary>
    public string Who(string? actor) => actor is null ? "" : _names.Who(actor, t);

    protected async Task<HandOverView> FindAsync(int id)
    {
        var cancel = HttpContext.RequestAborted;
        var view = await desk.GetAsync(id, cancel);
        (HandOver, Lines) = (view.HandOver, view.Lines);
        // Who may read the hand-over sees whose it is: the people of the station that takes over, and those of the place that it has left.
        Station = await db.Stations.IgnoreQueryFilters().AsNoTracking().SingleAsync(s => s.Id == HandOver.StationId, cancel);
        IsStationReached = await db.Stations.AnyAsync(s => s.Id == HandOver.StationId, cancel);
        if (HandOver.SuccessorId is { } successor) Successor = await db.Stations.IgnoreQueryFilters().AsNoTracking().FirstOrDefaultAsync(s => s.Id == successor, cancel);
        _names = await db.NamesOfAsync(Lines.Select(l => l.ReceivedBy).Append(HandOver.DrawnBy).Append(HandOver.EndedBy).OfType<string>(), cancel);
        return view;
    }
}
