using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Yinong.Modules.Identity.SignIn;
using Yinong.Platform.Problems;
using Yinong.Web;

namespace Yinong.Modules.Identity.Pages;

/// <summary>Name and password; a second factor follows on its own page. The demonstration lists its accounts here.</summary>
[AllowAnonymous, EnableRateLimiting(RateLimits.SignIn), ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class SignInModel(PasswordSignIn signIn, DemoAccounts demo, Viewer viewer, Texts t) : PageModel
{
    /// <summary>Where to go afterwards.</summary>
    [BindProperty(SupportsGet = true)]
    public string? To { get; set; }

    [BindProperty]
    public Form Input { get; set; } = new();

    public IReadOnlyList<DemoAccount> Demonstration { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string? name)
    {
        if (viewer.AccountId is not null) return LocalRedirect(Destination);
        await ShowAsync();
        Input.UserName = Demonstration.Any(d => d.UserName == name) ? name! : "";
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        try
        {
            if (ModelState.IsValid)
                switch (await signIn.TryAsync(HttpContext, Input.UserName.Trim(), Input.Password, Input.Remember))
                {
                    case SignInOutcome.Done: return LocalRedirect(Destination);
                    case SignInOutcome.SecondFactor: return RedirectToPage("SignInTotp", new { To, Input.Remember });
                    default: ModelState.AddModelError("Input.Password", t["登录名或密码不对。连错5次要等15分钟。"]); break;
                }
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
        }
        Input.Password = "";
        await ShowAsync();
        return Page();
    }

    public string FillHref(string name) => Url.Page("SignIn", new { name, To })!;

    string Destination => Url.IsLocalUrl(To) ? To : "/home";

    async Task ShowAsync() => Demonstration = await demo.ListAsync();

    public sealed class Form
    {
        [Required(ErrorMessage = "请填登录名"), StringLength(64)]
        public string UserName { get; set; } = "";

        [Required(ErrorMessage = "请填密码"), StringLength(200)]
        public string Password { get; set; } = "";

        public bool Remember { get; set; }
    }
}
