using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Web;

namespace Yinong.Modules.Identity.Pages.Accounts;

/// <summary>One account in reach: its posts, given and taken away; locked, closed, reset.</summary>
[Require(Permission.AccountsRead), ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class DetailModel(AccountRegister register, Grants grants, AccountDirectory directory, AppDb db, DivisionTree tree, Viewer viewer, TimeProvider time, Texts t) : PageModel, IPostPage
{
    [BindProperty(SupportsGet = true)]
    public int Id { get; set; }

    // With a name of their own, forms that were not sent are not looked for among the fields of the one that was.
    [BindProperty(Name = nameof(Post))]
    public PostForm Post { get; set; } = new();

    [BindProperty(Name = nameof(Act))]
    public ActForm Act { get; set; } = new();

    public Account Account { get; private set; } = null!;

    public IReadOnlyList<AccountPost> Posts { get; private set; } = [];

    public IReadOnlyList<Organisation> Organisations { get; private set; } = [];

    public IReadOnlyList<Role> Roles => [.. grants.Roles];

    /// <summary>Shown once, right after it was made.</summary>
    public string? NewPassword { get; private set; }

    public bool Locked => Account.LockoutEnd > time.GetUtcNow();

    public bool MayGrant => viewer.Has(Permission.AccountsGrant) && Id != viewer.AccountId && Account.ClosedAt is null;

    public bool MayAct => viewer.Has(Permission.AccountsGrant) && Id != viewer.AccountId && Posts.Where(p => p.RevokedAt is null).All(grants.Covers);

    public async Task OnGetAsync() => await ShowAsync();

    public Task<IActionResult> OnPostGrantAsync() => TryAsync(nameof(Post), () => register.GrantAsync(Id, Post.Read(tree, viewer.Reach)));

    public Task<IActionResult> OnPostRevokeAsync(int post, [Required, StringLength(400, MinimumLength = 2)] string reason) =>
        TryAsync("", () => register.RevokeAsync(Id, post, reason.Trim()));

    public Task<IActionResult> OnPostCloseAsync() => TryAsync(nameof(Act), () => register.CloseAsync(Id, true, Act.Reason.Trim()));

    public Task<IActionResult> OnPostOpenAsync() => TryAsync(nameof(Act), () => register.CloseAsync(Id, false, Act.Reason.Trim()));

    public Task<IActionResult> OnPostUnlockAsync() => TryAsync(nameof(Act), () => register.UnlockAsync(Id, Act.Reason.Trim()));

    public Task<IActionResult> OnPostResetAsync() => TryAsync(nameof(Act), async () => NewPassword = await register.ResetAsync(Id, Act.SecondFactor, Act.Reason.Trim()));

    public string Place(long division) => tree.FullName(new(division));

    public string RoleName(string role) => Identity.Roles.Find(role)?.Name(t.English) ?? role;

    public string OrganisationName(int? id) => id is null ? Show.None : Organisations.FirstOrDefault(o => o.Id == id)?.Name ?? Show.None;

    public bool Holds(AccountPost post) => post.HoldsOn(directory.Today);

    public bool MayRevoke(AccountPost post) => Id != viewer.AccountId && grants.Covers(post);

    // A page with several forms: only the fields of the one that was sent count.
    async Task<IActionResult> TryAsync(string form, Func<Task> work)
    {
        if (!viewer.Has(Permission.AccountsGrant)) throw WebProblems.ForStatus(StatusCodes.Status403Forbidden);
        foreach (var key in ModelState.Keys.Where(k => (k.StartsWith("Post.", StringComparison.Ordinal) || k.StartsWith("Act.", StringComparison.Ordinal)) && !k.StartsWith($"{form}.", StringComparison.Ordinal)).ToList())
            ModelState.Remove(key);
        try
        {
            if (ModelState.IsValid)
            {
                await work();
                if (NewPassword is null) return RedirectToPage(new { Id });
            }
        }
        catch (Problem problem)
        {
            this.Show(problem, t, form);
        }
        await ShowAsync();
        return Page();
    }

    async Task ShowAsync()
    {
        Account = await db.Accounts.AsNoTracking().FirstOrDefaultAsync(a => a.Id == Id) ?? throw Problem.NotFound();
        Posts = await db.AccountPosts.AsNoTracking().Where(p => p.AccountId == Id).OrderBy(p => p.RevokedAt != null).ThenBy(p => p.Id).ToListAsync();
        Organisations = await db.Organisations.AsNoTracking().OrderBy(o => o.Name).Take(500).ToListAsync();
    }

    public sealed class ActForm
    {
        [Required(ErrorMessage = "请写明理由"), StringLength(400, MinimumLength = 2)]
        public string Reason { get; set; } = "";

        public bool SecondFactor { get; set; }
    }
}
