using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Officers.Pages;

/// <summary>发证: after training and examination (S-14).</summary>
[Require(Permission.CertificatesIssue)]
public sealed class IssueModel(OfficerRegister register, CertificateRegister certificates, DivisionTree places, ProgrammeClock clock, Texts t) : PageModel
{
    /// <summary>Proposed years of validity; no rule was found, the issuer decides.</summary>
    const int ProposedYears = 3;

    public required Officer Officer { get; set; }

    [BindProperty]
    public CertificateInput Input { get; set; } = new();

    /// <summary>Passed examinations on which no certificate rests yet.</summary>
    public IReadOnlyList<Qualification> Grounds { get; private set; } = [];

    public DateOnly Today => clock.Today;

    public async Task OnGetAsync(string number)
    {
        await ReadAsync(number);
        var county = new DivisionCode(Officer.Division).At(DivisionLevel.County);
        var kind = Grounds is [var examined, ..] ? examined.CertificateKind : CertificateKinds.Duty;
        // While one of the kind is still in force this is its renewal, from the day after it.
        var from = await certificates.FirstDayAsync(Officer, kind);
        Input = new() { Kind = kind, ValidFrom = from, ValidTo = from.AddYears(ProposedYears).AddDays(-1), Issuer = t["{0}农业农村局", places.Name(county)] };
        // What was examined says which certificate and for how long; the issuer may still change it.
        if (Grounds is [var passed, ..]) (Input.Ground, Input.ValidTo) = (passed.Id, passed.ValidTo(from));
    }

    public async Task<IActionResult> OnPostAsync(string number)
    {
        await ReadAsync(number);
        if (!ModelState.IsValid) return Page();
        try
        {
            await certificates.IssueAsync(number, new(Input.Kind, Input.ValidFrom!.Value, Input.ValidTo!.Value, Input.Issuer, Input.Ground, new(Input.PaperBody, Input.PaperNumber, Input.PaperOn)));
            return Redirect($"/officers/{Officer.Number}");
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
            return Page();
        }
    }

    async Task ReadAsync(string number)
    {
        Officer = await register.GetAsync(number);
        Grounds = await certificates.OpenGroundsAsync(Officer);
    }
}
