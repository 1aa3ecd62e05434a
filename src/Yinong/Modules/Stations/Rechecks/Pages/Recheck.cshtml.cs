using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Web;

namespace Yinong.Modules.Stations.Rechecks.Pages;

/// <summary>一次抽查: the seed, the stations in the drawn order, and what was found at each.</summary>
[Require(Permission.StationsRead)]
public sealed class RecheckModel(RecheckList list, RecheckDesk desk, AppDb db, DivisionTree places, Texts t) : PageModel
{
    [BindProperty]
    public CheckInput Input { get; set; } = new();

    public RecheckDraw Draw { get; private set; } = null!;

    public IReadOnlyList<RecheckLine> Lines { get; private set; } = [];

    public string DrawnBy { get; private set; } = "";

    public bool MayCheck => desk.MayDraw;

    /// <summary>The station whose result is being entered: the one of the form, else the next that waits.</summary>
    public RecheckLine? At => Lines.FirstOrDefault(l => l.Item.Id == Input.Item && l.Item.Result is null) ?? Lines.FirstOrDefault(l => l.Item.Result is null);

    public string PlaceOf(RecheckLine line) => places.FullName(new(line.Item.Division));

    public string PlaceName => places.Name(new(Draw.Division));

    public async Task OnGetAsync(int id, int? item)
    {
        Input.Item = item ?? 0;
        await ReadAsync(id);
        if (At is { } next) Input = new() { Item = next.Item.Id, Version = next.Item.Version };
    }

    public async Task<IActionResult> OnPostAsync(int id)
    {
        await ReadAsync(id);
        if (!ModelState.IsValid) return Page();
        try
        {
            await desk.CheckAsync(id, Input.Item, Input.Result, Input.Note, Input.Version, HttpContext.RequestAborted);
            return Redirect($"/rechecks/{id.ToString(CultureInfo.InvariantCulture)}");
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
            return Page();
        }
    }

    async Task ReadAsync(int id)
    {
        var cancel = HttpContext.RequestAborted;
        Draw = await list.GetAsync(id, cancel);
        Lines = await list.ItemsAsync(id, cancel);
        DrawnBy = (await db.NamesOfAsync([Draw.Actor], cancel)).Who(Draw.Actor, t);
    }

    /// <summary>What the form holds.</summary>
    public sealed class CheckInput
    {
        public int Item { get; set; }

        public RecheckResult? Result { get; set; }

        [StringLength(500, ErrorMessage = "最多500个字")]
        public string? Note { get; set; }

        public long Version { get; set; }
    }
}
