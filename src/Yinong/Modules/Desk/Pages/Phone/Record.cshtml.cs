using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Catalogue;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Desk.Pages.Phone;

/// <summary>Records one service: item → 记下. Without script a form like any other; the island takes the same form into its sheet.</summary>
[Require(Permission.DeskUse)]
public sealed class RecordModel(OfficerDesk desk, OfficerRecords records, ServiceDesk services, RecordReader reader, ProgrammeClock clock, DeskLimits limits, Texts t) : PageModel
{
    [BindProperty]
    public RecordInput Input { get; set; } = new();

    public DeskOfficer Officer { get; private set; } = null!;

    public ServiceKind Kind { get; private set; }

    public RecordForm Form { get; private set; } = null!;

    /// <summary>Whether something was sent and not recorded.</summary>
    public bool Posted { get; private set; }

    public Task OnGetAsync(string kind, string? item)
    {
        Input.Item = item;
        return LoadAsync(kind);
    }

    public async Task<IActionResult> OnPostAsync(string kind)
    {
        Posted = true;
        await LoadAsync(kind);
        if (!Officer.MayRecord) return Page();
        var station = string.IsNullOrEmpty(Input.Station) ? Officer.Station : Officer.Stations.FirstOrDefault(s => s.Number == Input.Station);
        if (station is null) RecordInput.Show(DeskProblems.StationUnknown(), ModelState, t.English);
        if (station is null || Input.Read(reader, Officer.Number, station.Number, clock.UtcNow, ModelState, t.English) is not { } line) return Page();
        var answer = (await services.RecordAsync([line]))[0];
        if (answer.Problem is null) return Redirect($"/desk?{(answer.Result == "known" ? "known" : "done")}={answer.Id}");
        Refuse(answer.Problem);
        return Page();
    }

    void Refuse(Problem problem)
    {
        // The form was sent, changed with the browser's way back, and sent again: it is another service, so it gets another id.
        if (problem.Code == DeskProblems.Conflict().Code) Input.Id = Guid.CreateVersion7().ToString();
        RecordInput.Show(problem.Code == DeskProblems.Conflict().Code ? DeskProblems.SentAlready() : problem, ModelState, t.English);
    }

    async Task LoadAsync(string kind)
    {
        if (!ServiceKinds.TryParse(kind, out var parsed)) throw Problem.NotFound();
        Kind = parsed;
        Officer = await desk.GetAsync();
        Form = new(Input, await records.ItemsAsync(Officer, Kind), Officer.Stations.Count > 1 ? Officer.Stations : [], clock.UtcNow, limits, Posted && Input.HasMore);
        if (Form.Stations.Count > 1) Input.Station ??= Officer.Station!.Number;
    }
}
