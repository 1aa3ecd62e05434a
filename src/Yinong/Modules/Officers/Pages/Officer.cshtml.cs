using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Officers.Pages;

/// <summary>A posting with the station it is at; null where the station is another operator's.</summary>
public sealed record PostingLine(Posting Posting, string? StationNumber, string? StationName);

/// <summary>信息员档案: postings, certificates, and the phone number behind a reason.</summary>
[Require(Permission.OfficersRead)]
public sealed class OfficerModel(AppDb db, OfficerRegister register, Viewer viewer, ProgrammeClock clock, Texts t) : PageModel
{
    public required Officer Officer { get; set; }

    public IReadOnlyList<PostingLine> Postings { get; private set; } = [];

    public IReadOnlyList<Certificate> Certificates { get; private set; } = [];

    /// <summary>Examinations the officer passed, by key.</summary>
    public IReadOnlyDictionary<int, Qualification> Passed { get; private set; } = new Dictionary<int, Qualification>();

    /// <summary>The whole phone number, after a look for a reason; in this answer only.</summary>
    public string? Revealed { get; private set; }

    [BindProperty]
    public RevealInput Input { get; set; } = new();

    public DateOnly Today => clock.Today;

    public bool MayWrite => viewer.Has(Permission.OfficersWrite);

    public bool MayCertify => viewer.Has(Permission.CertificatesIssue) && viewer.Reach.Organisation is null;

    public bool MayReveal => viewer.Has(Permission.PersonalRead) && Officer.Phone is not null;

    public bool IsCertified => Certificates.Any(c => c.Kind == CertificateKinds.Duty && c.StatusOn(Today) is CertificateStatus.Valid);

    public async Task OnGetAsync(string number) => await ReadAsync(number);

    public async Task<IActionResult> OnPostRevealAsync(string number)
    {
        try
        {
            if (ModelState.IsValid) Revealed = await register.RevealPhoneAsync(number, Input.Why);
            Response.Headers.CacheControl = "no-store";
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
        }
        await ReadAsync(number);
        return Page();
    }

    async Task ReadAsync(string number)
    {
        var cancel = HttpContext.RequestAborted;
        Officer = await register.GetAsync(number, cancel);
        var postings = await db.Postings.AsNoTracking().Where(p => p.OfficerId == Officer.Id).OrderByDescending(p => p.FromDate).ThenByDescending(p => p.Id).ToListAsync(cancel);
        var ids = postings.Select(p => p.StationId).ToList();
        var stations = await db.Stations.AsNoTracking().Where(s => ids.Contains(s.Id)).ToDictionaryAsync(s => s.Id, cancel);
        Postings = [.. postings.Select(p => new PostingLine(p, stations.GetValueOrDefault(p.StationId)?.Number, stations.GetValueOrDefault(p.StationId)?.Name))];
        Certificates = await db.Certificates.AsNoTracking().Where(c => c.OfficerId == Officer.Id).OrderByDescending(c => c.ValidTo).ThenByDescending(c => c.Id).ToListAsync(cancel);
        Passed = await db.Qualifications.AsNoTracking().Where(q => q.OfficerId == Officer.Id).ToDictionaryAsync(q => q.Id, cancel);
    }

    /// <summary>Why somebody wants to see the number.</summary>
    public sealed class RevealInput
    {
        [StringLength(300)]
        public string? Why { get; set; }
    }
}
