using Yinong.Modules.Stations;

namespace Yinong.Commands.Simulation;

/// <summary>A step in a simulated life.</summary>
/// <param name="From">Null: the station is entered.</param>
/// <param name="To">State it leads to.</param>
/// <param name="On">Day from which it holds.</param>
/// <param name="Reason">Code of the reason, where the law wants one.</param>
/// <param name="DueOn">Until when an order must be done.</param>
readonly record struct LifeStep(StationState? From, StationState To, DateOnly On, string? Reason = null, DateOnly? DueOn = null);

/// <summary>
/// The life of one station from the plan to the last day of the simulation, one allowed step after the other. Made as if the future were known and then
/// cut at the last day, so that the states on any day fit together.
/// </summary>
sealed class LifePath
{
    static readonly StationState[] ToOpening =
    [
        StationState.Planned, StationState.Applied, StationState.Visited, StationState.CountyApproved, StationState.Confirmed, StationState.Filed,
        StationState.Building, StationState.Accepted, StationState.Operating,
    ];

    // Nobody is called silent in his first days.
    const int SettledAfter = 45;

    readonly List<LifeStep> _steps = new(12);
    readonly DateOnly _until;

    LifePath(DateOnly until) => _until = until;

    /// <summary>Steps until the last day, oldest first; never empty.</summary>
    public IReadOnlyList<LifeStep> Steps => _steps;

    public StationState State => _steps[^1].To;

    public DateOnly Since => _steps[^1].On;

    /// <summary>The day of the filing, when the number was given.</summary>
    public DateOnly? FiledOn => On(StationState.Filed);

    public DateOnly? AcceptedOn => On(StationState.Accepted);

    public DateOnly? OpenedOn => On(StationState.Operating);

    /// <summary>From this day on nobody is served any more, although the door is said to be open.</summary>
    public DateOnly? SilentFrom { get; private set; }

    /// <summary>Whether it fell silent because its officer's certificate had run out.</summary>
    public bool SilentByCertificate { get; private set; }

    /// <summary>Last day of the station, when it left or was merged.</summary>
    public DateOnly? EndedOn => State is StationState.Exited or StationState.Merged ? Since : null;

    /// <summary>Draws a life.</summary>
    public static LifePath Draw(CountryFile country, ProvincePlan province, DateOnly until, ref Dice dice)
    {
        var path = new LifePath(until);
        var opening = dice.Chance(country.Waiting) ? until.AddDays(dice.Between(1, 120)) : until.AddDays(-province.Opening.DaysBefore(dice.Share()));
        path.Open(country, opening, ref dice);
        // Who opened lately cannot have been silent for long: the share falls on the others.
        if (path.OpenedOn is { } opened) path.Fare(country.Fates, province.File.Silent / province.Opening.ShareOpen(SettledAfter), opened, ref dice);
        return path;
    }

    // Backwards from the opening: how long each step takes; whoever would be planned only after the last day was planned shortly before it.
    void Open(CountryFile country, DateOnly opening, ref Dice dice)
    {
        Span<int> days = stackalloc int[ToOpening.Length];
        var all = 0;
        for (var i = 1; i < ToOpening.Length; i++)
        {
            var term = country.Steps[ToOpening[i].Code()];
            all += days[i] = dice.Between(term[0], term[1]);
        }
        var on = opening.AddDays(-all);
        if (on > _until) on = _until.AddDays(-dice.Below(10));
        Add(null, StationState.Planned, on);
        for (var i = 1; i < ToOpening.Length && on <= _until; i++)
        {
            // Some are sent back once; the detour lies within the time the step takes.
            if (days[i] > 8 && ToOpening[i] == StationState.Accepted && dice.Chance(0.03))
                Add(StationState.Building, StationState.Building, on.AddDays(days[i] / 2), "acceptance-failed", on.AddDays(days[i]));
            on = on.AddDays(days[i]);
            Add(ToOpening[i - 1], ToOpening[i], on);
        }
    }

    void Fare(FatesFile fates, double silent, DateOnly opened, ref Dice dice)
    {
        var open = _until.DayNumber - opened.DayNumber;
        var draw = dice.Share();
        if (Draws(ref draw, fates.Exited)) Leave(opened, open, ref dice);
        else if (Draws(ref draw, fates.Merged)) End(StationState.Merged, open, Pick(ref dice, "stations-joined", "village-merged"), ref dice);
        else if (Draws(ref draw, fates.Suspended)) Suspend(open, ref dice);
        else if (Draws(ref draw, fates.Rectifying)) Rectify(open, ref dice);
        else if (Draws(ref draw, fates.Recovered)) Recover(opened, open, ref dice);
        else if (open > SettledAfter && Draws(ref draw, silent)) FallSilent(fates, opened, open, ref dice);
    }

    void Leave(DateOnly opened, int open, ref Dice dice)
    {
        if (open < 120)
        {
            End(StationState.Exited, open, Pick(ref dice, "voluntary", "host-closed"), ref dice);
            return;
        }
        // The long way out: silent, warned, ordered to mend, suspended, gone.
        SilentFrom = opened.AddDays(dice.Between(10, open - 100));
        var on = SilentFrom.Value.AddDays(dice.Between(31, 40));
        Add(StationState.Operating, StationState.Warned, on, "silent");
        on = on.AddDays(dice.Between(8, 15));
        var due = on.AddDays(15);
        Add(StationState.Warned, StationState.Rectifying, on, "not-open", due);
        Add(StationState.Rectifying, StationState.Suspended, due.AddDays(dice.Between(1, 4)), "rectification-overdue");
        Add(StationState.Suspended, StationState.Exited, due.AddDays(dice.Between(8, 20)), "rectification-overdue");
    }

    void End(StationState state, int open, string reason, ref Dice dice) =>
        Add(StationState.Operating, state, _until.AddDays(-dice.Below(Math.Max(1, open - 20))), reason);

    void Suspend(int open, ref Dice dice) =>
        Add(StationState.Operating, StationState.Suspended, _until.AddDays(-Math.Min(open, dice.Between(2, 70))), Pick(ref dice, "officer-absent", "renovation", "disaster"));

    void Rectify(int open, ref Dice dice)
    {
        var on = _until.AddDays(-Math.Min(open, dice.Between(1, 20)));
        Add(StationState.Operating, StationState.Rectifying, on, Pick(ref dice, "signage-irregular", "services-missing", "six-haves-lost"), on.AddDays(dice.Between(10, 30)));
    }

    void Recover(DateOnly opened, int open, ref Dice dice)
    {
        if (open < 60) return;
        var on = opened.AddDays(dice.Between(20, open - 25));
        Add(StationState.Operating, StationState.Warned, on, Pick(ref dice, "weak", "unreachable"));
        Add(StationState.Warned, StationState.Operating, on.AddDays(dice.Between(5, 20)), "rectified");
    }

    void FallSilent(FatesFile fates, DateOnly opened, int open, ref Dice dice)
    {
        var days = Math.Min(open, 31 + (int)(-45 * Math.Log(1 - dice.Share())));
        SilentFrom = _until.AddDays(-days + 1);
        SilentByCertificate = dice.Chance(0.25);
        var warned = dice.Chance(fates.SilentWarned + fates.SilentRectifying);
        var on = SilentFrom.Value.AddDays(dice.Between(31, 45));
        if (!warned || on > _until) return;
        Add(StationState.Operating, StationState.Warned, on, "silent");
        on = on.AddDays(dice.Between(7, 20));
        if (on <= _until && dice.Chance(fates.SilentRectifying / (fates.SilentWarned + fates.SilentRectifying)))
            Add(StationState.Warned, StationState.Rectifying, on, SilentByCertificate ? "no-valid-officer" : "not-open", on.AddDays(dice.Between(15, 40)));
    }

    void Add(StationState? from, StationState to, DateOnly on, string? reason = null, DateOnly? due = null)
    {
        if (on <= _until) _steps.Add(new(from, to, on, reason, due));
    }

    DateOnly? On(StationState state)
    {
        foreach (var step in _steps)
            if (step.To == state)
                return step.On;
        return null;
    }

    static bool Draws(ref double draw, double share)
    {
        if (draw < share) return true;
        draw -= share;
        return false;
    }

    static string Pick(ref Dice dice, params ReadOnlySpan<string> reasons) => reasons[dice.Below(reasons.Length)];
}
