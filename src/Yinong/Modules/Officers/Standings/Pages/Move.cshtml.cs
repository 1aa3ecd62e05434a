using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Officers.Standings.Pages;

/// <summary>A step on the ladder of measures: warning, suspension, dismissal, their lifting, and what becomes of an appeal.</summary>
[Require(Permission.OfficersRead)]
public sealed class MoveModel(OfficerRegister register, StandingRegister standings, ProgrammeClock clock, Texts t) : OfficerPage(register, clock, t)
{
    public StandingAct Act { get; private set; }

    public OfficerStep<OfficerStanding, StandingAct> Step { get; private set; } = null!;

    [BindProperty]
    public MoveInput Input { get; set; } = new();

    public async Task OnGetAsync(string number, string act)
    {
        await ReadAsync(number, act);
        Input.On = Today;
    }

    public async Task<IActionResult> OnPostAsync(string number, string act)
    {
        await ReadAsync(number, act);
        return await ActAsync(() => standings.StepAsync(number, Act, Input.On!.Value, new(Input.ReasonCode, Input.Reason), HttpContext.RequestAborted));
    }

    async Task ReadAsync(string number, string act)
    {
        await FindAsync(number);
        Act = Enum.GetValues<StandingAct>().Cast<StandingAct?>().FirstOrDefault(a => a!.Value.Code() == act) ?? throw Problem.NotFound();
        Step = StandingLaw.Find(Officer.Standing, Act) ?? throw StandingProblems.NoSuchStep();
        // Whose step it is not, is told so before he fills in a form.
        if (!standings.Open(Officer).Contains(Step)) throw OfficerProblems.NotYours();
    }

    /// <summary>What the form holds.</summary>
    public sealed class MoveInput
    {
        [Required]
        public DateOnly? On { get; set; }

        [StringLength(40)]
        public string? ReasonCode { get; set; }

        [StringLength(400)]
        public string? Reason { get; set; }
    }
}
