using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Officers.Pages;

/// <summary>暂停证件: for a time, or until it is lifted.</summary>
[Require(Permission.CertificatesIssue)]
public sealed class SuspendModel(OfficerRegister register, CertificateRegister certificates, CertificateRests rests, ProgrammeClock clock, Texts t) : PageModel
{
    public required Officer Officer { get; set; }

    [BindProperty]
    public SuspendInput Input { get; set; } = new();

    /// <summary>The officer's other certificates of duty, to which the same is done.</summary>
    public IReadOnlyList<Certificate> Others { get; private set; } = [];

    public DateOnly Today => clock.Today;

    public async Task OnGetAsync(string number, string certificate)
    {
        await ReadAsync(number, certificate);
        Input = new() { From = Today };
    }

    public async Task<IActionResult> OnPostAsync(string number, string certificate)
    {
        await ReadAsync(number, certificate);
        if (!ModelState.IsValid) return Page();
        try
        {
            await rests.SuspendAsync(number, certificate, Input.From!.Value, Input.Until, new(Input.ReasonCode, Input.Reason));
            return Redirect($"/officers/{Officer.Number}");
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
            return Page();
        }
    }

    async Task ReadAsync(string number, string certificate)
    {
        Officer = await register.GetAsync(number);
        Others = await certificates.OthersAsync(Officer, await certificates.GetAsync(Officer, certificate), Today);
    }

    /// <summary>What the form holds.</summary>
    public sealed class SuspendInput
    {
        [Required]
        public DateOnly? From { get; set; }

        public DateOnly? Until { get; set; }

        [StringLength(40)]
        public string? ReasonCode { get; set; }

        [StringLength(300, ErrorMessage = "最多300个字")]
        public string? Reason { get; set; }
    }
}
