using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Catalogue.Pages;

/// <summary>服务事项: every version it ever had, and the form for the next one.</summary>
[Require(Permission.StationsRead)]
public sealed class ItemModel(ItemCatalogue catalogue, CatalogueEditor editor, Viewer viewer, ProgrammeClock clock, Texts t) : PageModel
{
    public required ServiceItem Item { get; set; }

    [BindProperty]
    public VersionInput Input { get; set; } = new();

    public DateOnly Today => clock.Today;

    public bool MayWrite => viewer.Has(Permission.CatalogueWrite);

    public ServiceItemVersion Latest => Item.Versions[^1];

    public async Task OnGetAsync(string code)
    {
        await FindAsync(code);
        var last = Latest;
        Input = new()
        {
            Name = last.Name, NameEn = last.NameEn, Verdict = last.Verdict, Condition = last.Verdict is Verdict.Conditional ? last.Clause : null, Clause = last.Verdict is Verdict.RedLine ? last.Clause : null,
            FeeFen = last.FeeFen is { } fen ? (fen / 100m).ToString("0.##", System.Globalization.CultureInfo.InvariantCulture) : null,
            Seller = last.Seller, Payee = last.Payee, Licence = last.Licence, Source = last.Source, ValidFrom = last.ValidFrom >= Today ? last.ValidFrom.AddDays(1) : Today,
        };
    }

    public async Task<IActionResult> OnPostAsync(string code)
    {
        await FindAsync(code);
        if (!MayWrite) throw CatalogueProblems.NotYours();
        if (!ModelState.IsValid) return Page();
        try
        {
            await editor.PublishAsync(code, Input.ToVersion());
            return Redirect($"/catalogue/{code}");
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
            return Page();
        }
    }

    async Task FindAsync(string code) => Item = (await catalogue.AllAsync()).GetValueOrDefault(code) ?? throw Problem.NotFound();
}
