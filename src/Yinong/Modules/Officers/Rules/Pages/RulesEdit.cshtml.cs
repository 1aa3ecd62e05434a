using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Officers.Rules.Pages;

/// <summary>修订本省规则: the province sets its values, with the document they rest on.</summary>
[Require(Permission.OfficersRule)]
public sealed class RulesEditModel(OfficerRules rules, DivisionTree places, Viewer viewer, ProgrammeClock clock, Texts t) : PageModel
{
    [BindProperty]
    public RulesInput Input { get; set; } = new();

    public DivisionCode Province { get; private set; }

    public string ProvinceName => places.Name(Province);

    public DateOnly Today => clock.Today;

    public async Task OnGetAsync()
    {
        Find();
        var last = (await rules.HistoryAsync(Province, HttpContext.RequestAborted)).FirstOrDefault();
        var own = last is null ? new Dictionary<string, string>() : OfficerRules.Read(last);
        foreach (var item in NationalOfficerRule.Items) Input.Values[item.Code] = own.GetValueOrDefault(item.Code, item.Value ?? "");
        Input.EffectiveFrom = Today;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        Find();
        foreach (var item in NationalOfficerRule.Items) Input.Values.TryAdd(item.Code, item.Value);
        if (!ModelState.IsValid) return Page();
        try
        {
            await rules.WriteAsync(Province, Input.Values, Input.EffectiveFrom!.Value, Input.Source, HttpContext.RequestAborted);
            return Redirect($"/officers/rules?division={Province}");
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
            return Page();
        }
    }

    void Find()
    {
        Province = Request.Query.Division("division", viewer.Post?.Division ?? new(viewer.Reach.From));
        if (Province.Level != DivisionLevel.Province || !viewer.Reach.Contains(Province)) throw Problem.NotFound();
        if (!rules.MayWrite(Province)) throw OfficerProblems.NotYours();
    }

    /// <summary>What the form holds.</summary>
    public sealed class RulesInput
    {
        [Required]
        public DateOnly? EffectiveFrom { get; set; }

        /// <summary>The document on which it rests.</summary>
        [Required, StringLength(120)]
        public string Source { get; set; } = "";

        public Dictionary<string, string?> Values { get; set; } = [];
    }
}
