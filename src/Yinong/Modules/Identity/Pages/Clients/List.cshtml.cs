using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Web;

namespace Yinong.Modules.Identity.Pages.Clients;

/// <summary>API clients in reach: made (the secret is shown once) and disabled.</summary>
[Require(Permission.ClientsManage), ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ListModel(ClientRegister register, Grants grants, AppDb db, DivisionTree tree, Viewer viewer, Texts t) : PageModel
{
    const int PageSize = 50;

    [BindProperty(Name = nameof(Input))]
    public Form Input { get; set; } = new();

    /// <summary>Keyset: key of the last row seen.</summary>
    [BindProperty(SupportsGet = true)]
    public int? After { get; set; }

    public IReadOnlyList<ApiClient> Rows { get; private set; } = [];

    public string? First => After is null ? null : "/clients";

    public string? Next { get; private set; }

    /// <summary>What the viewer may give.</summary>
    public IReadOnlyList<PermissionText> Scopes => [.. Roles.Permissions.Where(p => p.Scope && grants.Covers(p.Code))];

    /// <summary>Shown once, right after it was made.</summary>
    public ClientSecret? Made { get; private set; }

    public Task OnGetAsync() => ShowAsync();

    public Task<IActionResult> OnPostAsync() => TryAsync(async () =>
    {
        var input = new NewClient(Input.Name.Trim(), Input.Scope, PostForm.FindPlace(tree, Input.Division, viewer.Reach), string.IsNullOrWhiteSpace(Input.Station) ? null : Input.Station.Trim(), viewer.Reach.Organisation);
        if (!input.Scopes.All(grants.Covers)) throw IdentityProblems.ScopeNotHeld();
        Made = await register.CreateAsync(input);
        Input = new();
        ModelState.Clear();
    });

    public Task<IActionResult> OnPostDisableAsync(int id, [Required, StringLength(400, MinimumLength = 2)] string reason)
    {
        foreach (var key in ModelState.Keys.Where(k => k.StartsWith("Input.", StringComparison.Ordinal)).ToList()) ModelState.Remove(key);
        return TryAsync(() => register.DisableAsync(id, reason.Trim()));
    }

    public string Place(long division) => tree.FullName(new(division));

    async Task<IActionResult> TryAsync(Func<Task> work)
    {
        try
        {
            if (ModelState.IsValid)
            {
                await work();
                if (Made is null) return RedirectToPage();
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
        var rows = await db.ApiClients.AsNoTracking().Where(c => After == null || c.Id > After).OrderBy(c => c.Id).Take(PageSize + 1).ToListAsync();
        Rows = [.. rows.Take(PageSize)];
        if (rows.Count > PageSize) Next = $"/clients?after={Rows[^1].Id}";
    }

    public sealed class Form
    {
        [Required, StringLength(80, MinimumLength = 2)]
        public string Name { get; set; } = "";

        public List<string> Scope { get; set; } = [];

        [InDigits, Required(ErrorMessage = "请填区划代码或地名"), StringLength(60)]
        public string Division { get; set; } = "00";

        [StringLength(20)]
        public string? Station { get; set; }
    }
}
