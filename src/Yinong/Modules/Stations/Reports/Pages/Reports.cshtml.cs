using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Time;

namespace Yinong.Modules.Stations.Reports.Pages;

/// <summary>群众反映: reports about stations within reach, the longest waiting first; the answered ones, newest first.</summary>
[Require(Permission.StationsRead)]
public sealed class ReportsModel(ReportList list, ProgrammeClock clock) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "state")]
    public string? Word { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public bool Waiting { get; private set; } = true;

    public IReadOnlyList<ReportLine> Lines { get; private set; } = [];

    public string? Next { get; private set; }

    public DateOnly Today => clock.Today;

    public async Task OnGetAsync()
    {
        Waiting = ReportList.IsWaiting(Word);
        (Lines, var next) = await list.PageAsync(Waiting, After, HttpContext.RequestAborted);
        if (next is not null) Next = $"/reports?state={(Waiting ? "waiting" : "answered")}&after={next}";
    }
}
