using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Identity;
using Yinong.Platform.Time;

namespace Yinong.Modules.Stations;

/// <summary>Stations that wait for the same step of the viewer.</summary>
/// <param name="State">Where they stand.</param>
/// <param name="Act">What is to be done.</param>
/// <param name="Count">How many.</param>
/// <param name="Overdue">Of these, past their day.</param>
/// <param name="First">The most urgent of them.</param>
public sealed record StationTaskGroup(StationState State, StationAct Act, int Count, int Overdue, IReadOnlyList<Station> First);

/// <summary>
/// What waits for the viewer: the states from which the law lets him take the next step, at the level whose task it is (step-deadlines.json). Nobody
/// keeps a list of tasks; they are read from where the stations stand.
/// </summary>
public sealed class StationTasks(AppDb db, Viewer viewer, ProgrammeClock clock)
{
    const int Shown = 8;

    /// <summary>In the order of a station's life; a group that holds nothing is left out.</summary>
    public async Task<IReadOnlyList<StationTaskGroup>> GroupsAsync(CancellationToken cancel = default)
    {
        var acts = Enum.GetValues<StationState>().Select(state => (State: state, Step: StepOf(state))).Where(a => a.Step is not null).ToDictionary(a => a.State, a => a.Step!.Act);
        if (acts.Count == 0) return [];
        var today = clock.Today;
        var counts = await db.Stations.Where(s => acts.Keys.Contains(s.State)).GroupBy(s => s.State)
            .Select(g => new { State = g.Key, Count = g.Count(), Overdue = g.Count(s => s.DueOn < today) }).ToListAsync(cancel);
        var groups = new List<StationTaskGroup>();
        foreach (var count in counts.OrderBy(c => c.State))
        {
            var first = await db.Stations.AsNoTracking().Where(s => s.State == count.State).OrderBy(s => s.DueOn == null).ThenBy(s => s.DueOn).ThenBy(s => s.Id).Take(Shown).ToListAsync(cancel);
            groups.Add(new(count.State, acts[count.State], count.Count, count.Overdue, first));
        }
        return groups;
    }

    // The step that leads on. Out of a warning or an order it is the way back, which is to be looked at when its day comes.
    StationStep? StepOf(StationState state) => StationLaw.After(state).FirstOrDefault(step =>
        (step.Act == StationAct.Restore || !step.NeedsReason) && step.Act != StationAct.Move && viewer.Has(step.Permission) && IsOf(state, step));

    bool IsOf(StationState state, StationStep step) =>
        !step.AuthorityOnly || viewer.Reach.Organisation is null && viewer.Post is { } post && StationDeadlines.Of(state) is { } deadline && deadline.Levels.Contains(post.Division.Level);
}
