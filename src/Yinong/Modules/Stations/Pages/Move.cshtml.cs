using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Yinong.Database;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Stations.Pages;

/// <summary>办理一步: one step of the law, with its day, its reason and what follows from it.</summary>
[Require(Permission.StationsRead)]
public sealed class MoveModel(AppDb db, StationRegister register, ProgrammeClock clock, Texts t) : StationPage(db)
{
    [BindProperty]
    public MoveInput Input { get; set; } = new();

    public StationStep Step { get; private set; } = StationLaw.Steps[0];

    public DateOnly Today => clock.Today;

    /// <summary>Reasons that fit the step.</summary>
    public IReadOnlyList<StationReason> Reasons => [.. StationLists.Reasons.Where(r => Step.NeedsReason && r.Fits(Step.From!.Value, Step.To))];

    /// <summary>Whether the step is an order that somebody has to carry out until a day.</summary>
    public bool IsOrder => Step.NeedsReason && Step.To is StationState.Rectifying or StationState.Building;

    public async Task OnGetAsync(string key, string to)
    {
        await ReadAsync(key, to);
        Input = new() { On = Today, Version = Station.Version };
    }

    public async Task<IActionResult> OnPostAsync(string key, string to)
    {
        await ReadAsync(key, to);
        if (!ModelState.IsValid) return Page();
        try
        {
            var moved = await register.MoveAsync(Station.Id, new(Step.To, Input.On!.Value, Input.Version)
            {
                ReasonCode = Input.ReasonCode, Reason = Input.Reason, DueOn = Input.DueOn,
            });
            return Redirect($"/stations/{KeyOf(moved)}");
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
            return Page();
        }
    }

    async Task ReadAsync(string key, string to)
    {
        await FindAsync(key);
        if (!StationStates.TryParse(to, out var state)) throw Problem.NotFound();
        // The same refusals as when it is sent: whoever may not sees no form.
        Step = StationLaw.Find(Station.State, state) ?? throw StationProblems.NoSuchStep();
        await register.CheckMayAsync(Station, Step, clock.Today);
    }

    /// <summary>What the form holds.</summary>
    public sealed class MoveInput
    {
        [Required]
        public DateOnly? On { get; set; }

        [StringLength(40)]
        public string? ReasonCode { get; set; }

        [StringLength(300)]
        public string? Reason { get; set; }

        public DateOnly? DueOn { get; set; }

        public long Version { get; set; }
    }
}
