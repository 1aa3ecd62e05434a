using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using QRCoder;
using Yinong.Modules.Identity.SignIn;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Web;

namespace Yinong.Modules.Identity.Pages.Own;

/// <summary>The second factor (TOTP, RFC 6238): bind a phone, recovery codes, turn off.</summary>
[Require(Permission.AccountSelf), EnableRateLimiting(RateLimits.SignIn), ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class TwoFactorModel(OwnAccount own, Viewer viewer, Texts t) : PageModel
{
    const string Issuer = "益农";

    [BindProperty]
    public Form Input { get; set; } = new();

    public bool Enabled { get; private set; }

    /// <summary>The roles of the viewer ask for it.</summary>
    public bool Required { get; private set; }

    public int CodesLeft { get; private set; }

    /// <summary>Shown once, right after they were made.</summary>
    public IReadOnlyList<string> Codes { get; private set; } = [];

    /// <summary>The key in groups of four, for those who cannot scan.</summary>
    public string Key { get; private set; } = "";

    /// <summary>The same as an SVG element.</summary>
    public string Qr { get; private set; } = "";

    public async Task OnGetAsync() => await ShowAsync();

    public Task<IActionResult> OnPostOnAsync() => TryAsync(async () => Codes = await own.EnableTwoFactorAsync(Input.Code ?? ""));

    public Task<IActionResult> OnPostCodesAsync() => TryAsync(async () => Codes = await own.MakeRecoveryCodesAsync(Input.Password ?? ""));

    public Task<IActionResult> OnPostOffAsync() => TryAsync(() => own.DisableTwoFactorAsync(Input.Password ?? ""));

    async Task<IActionResult> TryAsync(Func<Task> work)
    {
        try
        {
            await work();
            if (Codes.Count == 0) return RedirectToPage();
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
        }
        Input = new();
        await ShowAsync();
        return Page();
    }

    async Task ShowAsync()
    {
        var account = await own.GetAsync();
        Enabled = account.TwoFactorEnabled;
        Required = viewer.Posts.Any(p => Roles.Find(p.Role)?.TwoFactor == true);
        if (Enabled)
        {
            CodesLeft = await own.CountRecoveryCodesAsync();
            return;
        }
        var key = await own.GetAuthenticatorKeyAsync();
        Key = string.Join(' ', key.Chunk(4).Select(c => new string(c)));
        Qr = Draw($"otpauth://totp/{Uri.EscapeDataString($"{Issuer}:{account.UserName}")}?secret={key}&issuer={Uri.EscapeDataString(Issuer)}&digits=6");
    }

    static string Draw(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var code = new SvgQRCode(data);
        return code.GetGraphic(5, "#000", "#fff", true, SvgQRCode.SizingMode.ViewBoxAttribute);
    }

    public sealed class Form
    {
        [StringLength(200)]
        public string? Password { get; set; }

        [InDigits, StringLength(20)]
        public string? Code { get; set; }
    }
}
