using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity.SignIn;
using Yinong.Platform.Access;
using Yinong.Web;

namespace Yinong.Modules.Identity.Pages.Own;

/// <summary>The own account: who I am, what I hold, where I am signed in.</summary>
[Require(Permission.AccountSelf), ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class OverviewModel(OwnAccount own, Viewer viewer, AppDb db, DivisionTree tree, TimeProvider time, Texts t) : PageModel
{
    public Account Account { get; private set; } = null!;

    public IReadOnlyList<PostRow> Posts { get; private set; } = [];

    public IReadOnlyList<SessionRow> Sessions { get; private set; } = [];

    public async Task OnGetAsync()
    {
        Account = await own.GetAsync();
        Posts = await ReadPostsAsync();
        Sessions = [.. (await own.SessionsAsync(time.GetUtcNow().UtcDateTime))
            .Select(s => new SessionRow(s.Id, UserAgents.Short(s.Agent), s.Origin, s.Method, s.CreatedAt, s.SeenAt, s.Id == viewer.SessionId))];
    }

    public async Task<IActionResult> OnPostEndAsync(Guid session)
    {
        await own.EndSessionAsync(session);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostEndOthersAsync()
    {
        await own.EndOthersAsync();
        return RedirectToPage();
    }

    /// <summary>The switch in the page head: another of the own posts, then the start page of that post.</summary>
    public async Task<IActionResult> OnPostChoosePostAsync(int post)
    {
        await own.ChoosePostAsync(post);
        return LocalRedirect("/home");
    }

    public string Method(string method) => method switch
    {
        "passkey" => t["通行密钥"],
        "totp" => t["密码和动态口令"],
        "recovery-code" => t["密码和恢复码"],
        _ => t["密码"],
    };

    async Task<IReadOnlyList<PostRow>> ReadPostsAsync()
    {
        var organisations = viewer.Posts.Select(p => p.Organisation).OfType<int>().ToList();
        // The names of the own organisations, wherever the post in force reaches.
        var names = await db.Organisations.IgnoreQueryFilters().AsNoTracking().Where(o => organisations.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.Name);
        return [.. viewer.Posts.Select(p => new PostRow(Roles.Find(p.Role)?.Name(t.English) ?? p.Role, tree.FullName(p.Division), p.Organisation is { } o ? names.GetValueOrDefault(o) : null, p.Id == viewer.Post?.Id))];
    }

    public sealed record PostRow(string Role, string Place, string? Organisation, bool InForce);

    public sealed record SessionRow(Guid Id, string Device, string? Origin, string Method, DateTime CreatedAt, DateTime SeenAt, bool IsThis);
}
