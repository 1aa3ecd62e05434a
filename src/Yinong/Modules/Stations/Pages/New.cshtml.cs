using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Stations.Pages;

/// <summary>新建站点: planned by the county or applied for by an operator.</summary>
[Require(Permission.StationsRead)]
public sealed class NewModel(StationRegister register, StationOperators operators, ProgrammeClock clock, Texts t) : PageModel
{
    [BindProperty]
    public NewInput Input { get; set; } = new();

    public DateOnly Today => clock.Today;

    /// <summary>What the viewer may enter a station as.</summary>
    public IReadOnlyList<StationStep> Ways => register.MayEnter();

    public async Task OnGetAsync(string? division)
    {
        if (Ways.Count == 0) throw StationProblems.NotYours();
        Input = new() { On = Today, As = Ways[0].To.Code(), Division = division ?? "", Type = "standard" };
        await OfferAsync();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await OfferAsync();
        if (!ModelState.IsValid) return Page();
        try
        {
            if (!StationStates.TryParse(Input.As, out var state)) throw StationProblems.NoSuchStep();
            var station = await register.EnterAsync(new(Input.Name.Trim(), Input.Division.Trim(), Input.Type, Input.HostClass, Input.PoorVillage, Input.Address, Input.Phone, Input.OpeningHours) { Point = StationPoint.Read(Input.Latitude, Input.Longitude), OrganisationId = Input.OrganisationId }, state, Input.On!.Value);
            return Redirect($"/stations/{StationPage.KeyOf(station)}");
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
            return Page();
        }
    }

    async Task OfferAsync() => Input.Operators = operators.MayName ? await operators.InReachAsync(HttpContext.RequestAborted) : null;

    /// <summary>What the form holds.</summary>
    public sealed class NewInput : BasicsInput
    {
        [Required]
        public string As { get; set; } = "";

        [InDigits, Required, StringLength(12, MinimumLength = 6, ErrorMessage = "区划代码是6、9或12位数字")]
        public string Division { get; set; } = "";

        [Required]
        public string Type { get; set; } = "";

        [Required]
        public DateOnly? On { get; set; }
    }
}
