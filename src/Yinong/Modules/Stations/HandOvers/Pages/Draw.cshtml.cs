using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Yinong.Database;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Web;

namespace Yinong.Modules.Stations.HandOvers.Pages;

/// <summary>列交接单: why a station hands over, and to where; what is open is counted by the platform.</summary>
[Require(Permission.StationsRead)]
public sealed class DrawModel(AppDb db, HandOverDesk desk, Texts t) : Stations.Pages.StationPage(db)
{
    [BindProperty]
    public DrawInput Input { get; set; } = new();

    /// <summary>Earlier ones, newest first.</summary>
    public IReadOnlyList<HandOver> Earlier { get; private set; } = [];

    /// <summary>The operator's open one, which an exit or a merger drawn up here withdraws; null: none.</summary>
    public HandOver? Aside => Earlier.FirstOrDefault(desk.PutsAside);

    public bool MayDraw => desk.MayDraw && Station.State.IsFiled() && !Station.State.IsEnd();

    public async Task<IActionResult> OnGetAsync(string key, string? kind)
    {
        await ReadAsync(key);
        // One at a time: whoever comes to draw up another one finds the open one.
        if (Earlier.FirstOrDefault(h => h.State is HandOverState.Open) is { } open && !desk.PutsAside(open)) return Redirect($"/hand-overs/{open.Id}");
        Input = new() { Kind = Enum.TryParse<HandOverKind>(kind, out var known) && Enum.IsDefined(known) ? known : null };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string key)
    {
        await ReadAsync(key);
        if (!ModelState.IsValid) return Page();
        try
        {
            var drawn = await desk.DrawAsync(Station.Id, new(Input.Kind, Input.Reason) { Successor = Input.Successor, Place = Input.Place, Address = Input.Address, Host = Input.Host }, HttpContext.RequestAborted);
            return Redirect($"/hand-overs/{drawn.Id}");
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
            return Page();
        }
    }

    async Task ReadAsync(string key)
    {
        await FindAsync(key);
        Earlier = await desk.OfAsync(Station.Id, HttpContext.RequestAborted);
    }

    /// <summary>What the form holds.</summary>
    public sealed class DrawInput
    {
        public HandOverKind? Kind { get; set; }

        [StringLength(400, ErrorMessage = "最多400个字")]
        public string? Reason { get; set; }

        [InDigits, StringLength(40)]
        public string? Successor { get; set; }

        [InDigits, StringLength(12)]
        public string? Place { get; set; }

        [StringLength(200)]
        public string? Address { get; set; }

        [StringLength(40)]
        public string? Host { get; set; }
    }
}
