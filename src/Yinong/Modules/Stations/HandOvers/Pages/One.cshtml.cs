using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Yinong.Database;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Web;

namespace Yinong.Modules.Stations.HandOvers.Pages;

/// <summary>交接单: the lines, who received which, and the step when all is received.</summary>
[Require(Permission.StationsRead)]
public sealed class OneModel(AppDb db, HandOverDesk desk, StationRegister register, Texts t) : HandOverPage(db, desk, t)
{
    readonly HandOverDesk _desk = desk;
    readonly Texts _t = t;
    readonly HashSet<int> _mine = [];

    [BindProperty]
    public ReceiptInput Input { get; set; } = new();

    /// <summary>Whether the viewer could sign for a line.</summary>
    public bool MayReceive(HandOverLine line) => _mine.Contains(line.Id);

    public bool MayDraw => _desk.MayDraw && _desk.IsOwn(HandOver);

    public bool MayWithdraw => _desk.MayWithdraw(HandOver);

    public bool IsOpen => HandOver.State is HandOverState.Open;

    /// <summary>The step that the hand-over is for, when the viewer may take it once everything is received; null: not his.</summary>
    public StationStep? Step { get; private set; }

    public async Task OnGetAsync(int id) => await ReadAsync(id);

    public Task<IActionResult> OnPostAsync(int id) => DoAsync(id, cancel => _desk.ReceiveAsync(id, Input.Line, Input.Note, Input.Version, cancel));

    public Task<IActionResult> OnPostRecountAsync(int id) => DoAsync(id, cancel => _desk.RecountAsync(id, cancel));

    public Task<IActionResult> OnPostWithdrawAsync(int id) => DoAsync(id, cancel => _desk.WithdrawAsync(id, cancel));

    async Task<IActionResult> DoAsync(int id, Func<CancellationToken, Task> work)
    {
        await ReadAsync(id);
        if (!ModelState.IsValid) return Page();
        try
        {
            await work(HttpContext.RequestAborted);
            return Redirect($"/hand-overs/{id.ToString(CultureInfo.InvariantCulture)}");
        }
        catch (Problem problem)
        {
            this.Show(problem, _t);
            return Page();
        }
    }

    async Task ReadAsync(int id)
    {
        var view = await FindAsync(id);
        foreach (var line in Lines)
            if (await _desk.MayReceiveAsync(HandOver, line, HttpContext.RequestAborted)) _mine.Add(line.Id);
        if (IsOpen && _desk.IsOwn(HandOver) && view.Waiting.Count == 0) Step = (await register.NextAsync(Station, HttpContext.RequestAborted)).FirstOrDefault(s => HandOverGate.KindOf(s) == HandOver.Kind);
    }

    /// <summary>What the form of a line holds.</summary>
    public sealed class ReceiptInput
    {
        public int Line { get; set; }

        public long Version { get; set; }

        [StringLength(400, ErrorMessage = "最多400个字")]
        public string? Note { get; set; }
    }
}
