using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Catalogue;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Time;
using Yinong.Web;
using Yinong.Web.Kit;

namespace Yinong.Modules.Desk.Pages.Phone;

/// <summary>The officer's first screen: what was served today, the four tiles, what waits. No targets, no ranking, no punch-in.</summary>
[Require(Permission.DeskUse)]
public sealed class HomeModel(OfficerDesk desk, OfficerRecords records, ProgrammeClock clock, DeskLimits limits, Texts t) : PageModel
{
    public DeskOfficer Officer { get; private set; } = null!;

    public IReadOnlyDictionary<ServiceKind, long> Today { get; private set; } = new Dictionary<ServiceKind, long>();

    public IReadOnlyDictionary<ServiceKind, long> Month { get; private set; } = new Dictionary<ServiceKind, long>();

    public IReadOnlyList<DeskTodo> Todos { get; private set; } = [];

    /// <summary>The record that was just dealt with.</summary>
    public OwnRecord? Said { get; private set; }

    /// <summary>done, known or undone.</summary>
    public string SaidHow { get; private set; } = "";

    public int UndoMinutes => limits.UndoMinutes;

    public IReadOnlyList<MixPart> Mix => [.. ServiceLook.All.Select(look => new MixPart(look.Css, t[look.Name], Month.GetValueOrDefault(look.Kind)))];

    public async Task OnGetAsync(Guid? done, Guid? known, Guid? undone)
    {
        Officer = await desk.GetAsync();
        (Today, Month) = await records.TotalsAsync(Officer);
        Todos = DeskTodo.Of(Officer, clock.Today, limits);
        SaidHow = done is not null ? "done" : known is not null ? "known" : "undone";
        // An address kept or copied says nothing that is not so.
        if ((done ?? known ?? undone) is { } id && await records.FindAsync(Officer, id) is { } own && own.Counts != undone is not null) Said = own;
    }

    public string NameOf(OwnRecord own) => t.English ? own.Item.NameEn : own.Item.Name;

    public bool IsLate(OwnRecord own) => ProgrammeClock.DayOf(own.Record.ServedAt) != ProgrammeClock.DayOf(own.Record.RecordedAt);

    public bool MayUndo(OwnRecord own) => own.MayUndo(clock.UtcNow, limits);
}
