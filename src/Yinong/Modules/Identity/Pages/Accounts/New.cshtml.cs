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

/// <summary>A new account with its first post. The password is made here and shown once.</summary>
[Require(Permission.AccountsGrant), ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class NewModel(AccountRegister register, Grants grants, AppDb db, DivisionTree tree, Viewer viewer, Texts t) : PageModel, IPostPage
{
    [BindProperty]
    public Form Input { get; set; } = new();

    [BindProperty]
    public PostForm Post { get; set; } = new();

    public IReadOnlyList<Role> Roles => [.. grants.Roles];

    public IReadOnlyList<Organisation> Organisations { get; private set; } = [];

    /// <summary>After it was made; the password is shown this once.</summary>
    public MadeAccount? Made { get; private set; }

    public Task OnGetAsync() => ShowAsync();

    public async Task OnPostAsync()
    {
        try
        {
            if (ModelState.IsValid)
            {
                var post = Post.Read(tree, viewer.Reach);
                Made = await register.CreateAsync(new(Input.UserName.Trim(), Input.Name.Trim(), post.Division, Input.Email?.Trim()), post);
            }
        }
        catch (Problem problem)
        {
            this.Show(problem, t, problem.Fields?.ContainsKey("userName") == true ? nameof(Input) : nameof(Post));
        }
        await ShowAsync();
    }

    async Task ShowAsync() => Organisations = await db.Organisations.AsNoTracking().Where(o => o.ClosedAt == null).OrderBy(o => o.Name).Take(500).ToListAsync();

    public sealed class Form
    {
        [Required, StringLength(40, MinimumLength = 2)]
        public string UserName { get; set; } = "";

        [Required, StringLength(40)]
        public string Name { get; set; } = "";

        [EmailAddress, StringLength(120)]
        public string? Email { get; set; }
    }
}
