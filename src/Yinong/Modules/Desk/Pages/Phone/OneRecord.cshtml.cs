using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Desk.Pages.Phone;

/// <summary>One record of one's own: what it says, taking it back, correcting it with a reason. Somebody else's is not found.</summary>
[Require(Permission.DeskUse)]
public sealed class OneRecordModel(OfficerDesk desk, OfficerRecords records, ServiceDesk services, RecordCorrections corrections, RecordReader reader, ProgrammeClock clock, DeskLimits limits, Texts t) : PageModel
{
    public const int MostReason = CorrectionApi.MostReason;

    [BindProperty]
    public RecordInput Input { get; set; } = new();

    [BindProperty]
    public string? Reason { get; set; }

    public OwnRecord Own { get; private set; } = null!;

    public RecordForm Form { get; private set; } = null!;

    public bool MayUndo => Own.MayUndo(clock.UtcNow, limits);

    /// <summary>Whether this record has just taken the place of another.</summary>
    public bool Corrected { get; private set; }

    public async Task OnGetAsync(Guid id, bool corrected)
    {
        Own = await records.GetAsync(await desk.GetAsync(), id);
        Corrected = corrected;
        Input = RecordInput.Of(Own, await StationAsync());
        await LoadAsync();
    }

    /// <summary>Puts what the form says in the place of the record.</summary>
    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        var officer = await desk.GetAsync();
        Own = await records.GetAsync(officer, id);
        if (!await MayAsync()) return Page();
        if (Input.Read(reader, officer.Number, await StationAsync(), Own.Record.ServedAt, ModelState, t.English) is not { } line) return Page();
        try
        {
            var replacement = await services.CheckAsync(line);
            await corrections.ReplaceAsync(id, replacement, Reason!);
            return Redirect($"/desk/records/{replacement.Id}?corrected=true");
        }
        catch (Problem problem) when (problem.Status is 404 or 409)
        {
            RecordInput.Show(problem, ModelState, t.English);
            return Page();
        }
    }

    /// <summary>Takes the record out of the count, with a reason.</summary>
    public async Task<IActionResult> OnPostWithdrawAsync(Guid id)
    {
        Own = await records.GetAsync(await desk.GetAsync(), id);
        if (!await MayAsync()) return Page();
        await corrections.WithdrawAsync(id, Reason!);
        return Redirect($"/desk?undone={id}");
    }

    /// <summary>Takes the record back within the undo window; no reason is asked.</summary>
    public async Task<IActionResult> OnPostUndoAsync(Guid id)
    {
        await records.GetAsync(await desk.GetAsync(), id);
        await corrections.UndoAsync(id);
        return Redirect($"/desk?undone={id}");
    }

    async Task<bool> MayAsync()
    {
        await LoadAsync();
        Reason = Reason?.Trim();
        if (Reason is not { Length: > 0 and <= MostReason } || Reason.Any(char.IsControl)) ModelState.AddModelError(nameof(Reason), DeskProblems.ReasonMissing(MostReason).Detail(t.English));
        return ModelState.IsValid;
    }

    Task<string> StationAsync() => records.StationOfAsync(Own.Record);

    async Task LoadAsync()
    {
        var officer = await desk.GetAsync();
        Form = new(Input, await records.ItemsAsync(officer, on: ProgrammeClock.DayOf(Own.Record.ServedAt)), [], clock.UtcNow, limits, Open: true, AllKinds: true);
    }
}
