using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Database;
using Yinong.Modules.Identity;
using Yinong.Modules.Marks;
using Yinong.Modules.Stations;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Officers.Pages;

/// <summary>证书和卡片: the issues of a certificate's mark, a further one, and the papers to print.</summary>
[Require(Permission.OfficersRead)]
public sealed class PapersModel(AppDb db, CertificatePapers papers, MarkRegister marks, ProgrammeClock clock, Texts t) : PageModel
{
    public required Officer Officer { get; set; }

    public required Certificate Certificate { get; set; }

    [BindProperty]
    public MarkIssueInput Input { get; set; } = new();

    public MarkIssuesView View { get; private set; } = null!;

    public async Task OnGetAsync(string number, string certificate)
    {
        await ReadAsync(number, certificate);
        Input.Serial = View.Issues.Count + 1;
    }

    public async Task<IActionResult> OnPostAsync(string number, string certificate)
    {
        await ReadAsync(number, certificate);
        if (!ModelState.IsValid) return Page();
        try
        {
            await papers.IssueAsync(number, certificate, Input.Asked, HttpContext.RequestAborted);
            return Redirect(View.Folder);
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
            return Page();
        }
    }

    async Task ReadAsync(string number, string certificate)
    {
        var cancel = HttpContext.RequestAborted;
        (Officer, Certificate) = await papers.GetAsync(number, certificate, cancel);
        var issues = await marks.IssuesAsync(MarkKinds.Certificate, Certificate.Number, cancel);
        var names = await db.NamesOfAsync([.. issues.Select(i => i.IssuedBy).Distinct()], cancel);
        var open = Certificate.StatusOn(clock.Today) is not (CertificateStatus.Expired or CertificateStatus.Revoked);
        // The papers carry the name in full: only who issues them prints them.
        var sheets = papers.MayIssue ? (string[])[CertificateSheets.Certificate, CertificateSheets.Card] : [];
        View = new(issues, names, papers.MayIssue && open, $"/officers/{Officer.Number}/certificates/{Certificate.Number}/papers", sheets, Input);
    }
}
