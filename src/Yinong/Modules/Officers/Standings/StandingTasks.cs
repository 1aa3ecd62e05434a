using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Identity;
using Yinong.Platform.Time;

namespace Yinong.Modules.Officers.Standings;

/// <summary>Matters of officers that wait for the viewer: measures whose day has come, appeals, resignations to arrange; the most urgent first.</summary>
public sealed class StandingTasks(Viewer viewer, OfficerRegister officers, ProgrammeClock clock)
{
    public async Task<(int Count, int Overdue, IReadOnlyList<Officer> First)> WaitingAsync(int shown, CancellationToken cancel = default)
    {
        var states = Enum.GetValues<OfficerStanding>().Where(s => OfficerDeadlines.OfStanding(s.Code()).IsFor(viewer) && StandingLaw.After(s).Any(step => step.IsFor(viewer))).ToList();
        if (states.Count == 0) return (0, 0, []);
        var today = clock.Today;
        var waiting = officers.Visible().AsNoTracking().Where(o => o.Standing != OfficerStanding.Normal && states.Contains(o.Standing));
        var counts = await waiting.GroupBy(o => o.StandingDue != null && o.StandingDue < today).Select(g => new { Late = g.Key, Count = g.Count() }).ToListAsync(cancel);
        return (counts.Sum(c => c.Count), counts.Where(c => c.Late).Sum(c => c.Count), counts.Count == 0 ? [] : await waiting.OrderBy(o => o.StandingDue).ThenBy(o => o.Id).Take(shown).ToListAsync(cancel));
    }
}
