using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
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
    readonly AppDb _db = db;

    [BindProperty]
    public MoveInput Input { get; set; } = new();

    public StationStep Step { get; private set; } = StationLaw.Steps[0];

    public DateOnly Today => clock.Today;

    /// <summary>Somebody changed the station while the form was open.</summary>
    public bool Overtaken { get; private set; }

    /// <summary>Reasons that fit the step.</summary>
    public IReadOnlyList<StationReason> Reasons => [.. StationLists.Reasons.Where(r => Step.NeedsReason && r.Fits(Step.From!.Value, Step.To))];

    /// <summary>Whether the step is an order that somebody has to carry out until a day.</summary>
    public bool IsOrder => Step.NeedsReason && Step.To is StationState.Rectifying or StationState.Building;

    public async Task OnGetAsync(string key, string to)
    {
        await ReadAsync(key, to, null);
        Input = new() { On = Today, Version = Station.Version, Act = Step.Act };
    }

    public async Task<IActionResult> OnPostAsync(string key, string to)
    {
        await ReadAsync(key, to, Input.Act);
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
        catch (DbUpdateConcurrencyException)
        {
            return await ShowNewestAsync(key, to);
        }
    }

    // What was typed stays in the form; sending it again is a decision made with the other change in sight.
    async Task<IActionResult> ShowNewestAsync(string key, string to)
    {
        _db.ChangeTracker.Clear();
        await ReadAsync(key, to, Input.Act);
        (Overtaken, Input.Version) = (true, Station.Version);
        ModelState.Clear();
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    // From another state the same address is another step, and what was typed is not for it.
    async Task ReadAsync(string key, string to, StationAct? meant)
    {
        await FindAsync(key);
        if (!StationStates.TryParse(to, out var state)) throw Problem.NotFound();
        // The same refusals as when it is sent: whoever may not sees no form.
        Step = StationLaw.Find(Station.State, state) ?? throw (meant is null ? StationProblems.NoSuchStep() : WebProblems.ChangedMeanwhile());
        if (meant is { } act && act != Step.Act) throw WebProblems.ChangedMeanwhile();
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

        /// <summary>The step that the form was opened for.</summary>
        public StationAct? Act { get; set; }
    }
}
