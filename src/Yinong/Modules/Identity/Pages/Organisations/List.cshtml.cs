using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Web;

namespace Yinong.Modules.Identity.Pages.Organisations;

/// <summary>Organisations in reach, and a form for a new one.</summary>
[Require(Permission.AccountsRead)]
public sealed class ListModel(OrganisationRegister register, AppDb db, DivisionTree tree, Viewer viewer, Texts t) : PageModel
{
    const int PageSize = 50;

    [BindProperty(Name = nameof(Input))]
    public Form Input { get; set; } = new();

    /// <summary>Keyset: key of the last row seen.</summary>
    [BindProperty(SupportsGet = true)]
    public int? After { get; set; }

    public IReadOnlyList<Organisation> Rows { get; private set; } = [];

    public string? First => After is null ? null : "/organisations";

    public string? Next { get; private set; }

    public bool MayWrite => viewer.Has(Permission.AccountsGrant) && viewer.Reach.Organisation is null;

    public Task OnGetAsync() => ShowAsync();

    public Task<IActionResult> OnPostAsync() =>
        TryAsync(() => register.CreateAsync(Input.Name.Trim(), Input.Kind, PostForm.FindPlace(tree, Input.Division, viewer.Reach)));

    public Task<IActionResult> OnPostCloseAsync(int id, [Required, StringLength(400, MinimumLength = 2)] string reason)
    {
        foreach (var key in ModelState.Keys.Where(k => k.StartsWith("Input.", StringComparison.Ordinal)).ToList()) ModelState.Remove(key);
        return TryAsync(() => register.CloseAsync(id, reason.Trim()));
    }

    public string Place(long division) => tree.FullName(new(division));

    public string Kind(OrganisationKind kind) => Kind(kind, t);

    public static string Kind(OrganisationKind kind, Texts t) => kind switch
    {
        OrganisationKind.Authority => t["主管部门"],
        OrganisationKind.Operator => t["运营商"],
        _ => t["服务商"],
    };

    async Task<IActionResult> TryAsync(Func<Task> work)
    {
        if (!viewer.Has(Permission.AccountsGrant)) throw WebProblems.ForStatus(StatusCodes.Status403Forbidden);
        try
        {
            if (ModelState.IsValid)
            {
                await work();
                return RedirectToPage();
            }
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
        }
        await ShowAsync();
        return Page();
    }

    async Task ShowAsync()
    {
        var rows = await db.Organisations.AsNoTracking().Where(o => After == null || o.Id > After).OrderBy(o => o.Id).Take(PageSize + 1).ToListAsync();
        Rows = [.. rows.Take(PageSize)];
        if (rows.Count > PageSize) Next = $"/organisations?after={Rows[^1].Id}";
    }

    public sealed class Form
    {
        [Required, StringLength(80, MinimumLength = 2)]
        public string Name { get; set; } = "";

        [EnumDataType(typeof(OrganisationKind))]
        public OrganisationKind Kind { get; set; } = OrganisationKind.Operator;

        [InDigits, Required(ErrorMessage = "请填区划代码或地名"), StringLength(60)]
        public string Division { get; set; } = "";
    }
}
