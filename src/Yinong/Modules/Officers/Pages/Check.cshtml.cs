using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Database;
using Yinong.Modules.Marks;
using Yinong.Platform.Problems;
using Yinong.Platform.Texts;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Officers.Pages;

/// <summary>查证书真伪, for anybody: by the QR code on the certificate, or by its number.</summary>
[AllowAnonymous]
public sealed class CheckModel(AppDb db, MarkRegister marks, CertificatePapers papers, ProgrammeClock clock, Texts t) : PageModel
{
    public string? Typed { get; private set; }

    public CertificateAnswer? Certificate { get; private set; }

    /// <summary>What was found about the mark in the address; null: the address has none.</summary>
    public MarkFinding? Finding { get; private set; }

    /// <summary>What is wrong with the number; null while nothing was asked or it was found.</summary>
    public string? Wrong { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? number, [FromQuery(Name = "q")] string? asked, [FromQuery(Name = "m")] string? mark)
    {
        // The form asks by query; the address of a certificate is its number.
        if (number is null && !string.IsNullOrWhiteSpace(asked)) return Redirect($"/c/{Uri.EscapeDataString(asked.Trim().Cut(40))}");
        Typed = number;
        if (number is null) return Page();
        try
        {
            Certificate = await db.FindCertificateAsync(number, clock.Today, HttpContext.RequestAborted);
            if (Certificate is not null && mark is not null)
            {
                Finding = await papers.JudgeAsync(await marks.ReadAsync(mark, HttpContext.RequestAborted), HttpContext.RequestAborted);
                if (Finding.IsSigned && Finding.Mark!.Number != Certificate.Number) Finding = Finding with { Result = MarkResult.Elsewhere };
            }
            if (Certificate is null) Missing(t["没有发过这个证号的证件，可能是假证。请打12316反映。"]);
        }
        catch (Problem problem)
        {
            Missing(problem.Detail(t.English));
        }
        return Page();
    }

    void Missing(string wrong)
    {
        Wrong = wrong;
        Response.StatusCode = StatusCodes.Status404NotFound;
    }
}
