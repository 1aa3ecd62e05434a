using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Divisions;
using Yinong.Platform.Access;
using Yinong.Web;

namespace Yinong.Modules.Identity.Pages.Accounts;

/// <summary>Accounts in reach.</summary>
[Require(Permission.AccountsRead)]
public sealed class ListModel(AccountList accounts, DivisionTree tree, Viewer viewer, Texts t) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Role { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public IReadOnlyList<AccountRow> Rows { get; private set; } = [];

    public string? First => After is null ? null : Url.Page("List", new { Q, Role, After = (string?)null });

    public string? Next { get; private set; }

    /// <summary>The same as a table for spreadsheets.</summary>
    public string Csv => "/accounts.csv" + QueryString.Create(new Dictionary<string, string?> { ["q"] = Q, ["role"] = Role }.Where(p => !string.IsNullOrEmpty(p.Value)));

    public bool MayCreate => viewer.Has(Permission.AccountsGrant);

    public async Task OnGetAsync()
    {
        var rows = await accounts.ReadAsync(new(Q?.Trim() ?? "", Identity.Roles.Find(Role)?.Code, ReadAfter()));
        Rows = [.. rows.Take(AccountList.PageSize)];
        if (rows.Count > AccountList.PageSize)
            Next = Url.Page("List", new { Q, Role, After = string.Create(CultureInfo.InvariantCulture, $"{Rows[^1].Division.Value}-{Rows[^1].Id}") });
    }

    public string Place(DivisionCode division) => tree.FullName(division);

    public string PostsOf(AccountRow row) => row.Posts.Count == 0
        ? Show.None
        : string.Join(Show.Comma, row.Posts.Select(p => $"{Identity.Roles.Find(p.Role)?.Name(t.English) ?? p.Role} {tree.Name(new(p.Division))}").Distinct());

    (long, int)? ReadAfter() =>
        After?.Split('-') is [var division, var id] && long.TryParse(division, NumberStyles.None, CultureInfo.InvariantCulture, out var d) && int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var i)
            ? (d, i)
            : null;
}
