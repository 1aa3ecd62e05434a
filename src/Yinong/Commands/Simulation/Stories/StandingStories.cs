using Yinong.Modules.Officers;
using Yinong.Modules.Officers.Rules;
using Yinong.Modules.Officers.Standings;

namespace Yinong.Commands.Simulation.Stories;

/// <summary>The ladder of measures: warned, suspended, told of a dismissal, dismissed, and an appeal that waits or was refused.</summary>
static class StandingStories
{
    const int Story = 110;

    // From these on nobody may serve.
    static readonly OfficerStanding[] Barring = [OfficerStanding.Suspended, OfficerStanding.Dismissed];

    public static async Task<int> TellAsync(StoryScene scene, CancellationToken cancel)
    {
        var told = 0;
        foreach (var county in scene.Counties)
        {
            var cast = await Cast.OfAsync(scene, county, cancel);
            var rule = await scene.Get<OfficerRules>().InForceAsync(county, scene.Today, cancel);
            foreach (var part in scene.File.Standings.Parts)
                if ((part.Quiet is { } days ? cast.TakeQuiet(days) : cast.Take()) is { } player)
                {
                    Play(scene, player, part, rule);
                    told++;
                }
        }
        return told;
    }

    static void Play(StoryScene scene, Player player, StandingPart part, OfficerRule rule)
    {
        var dice = scene.Dice(Story, player.Officer.Id);
        var steps = Array.ConvertAll(part.Steps, s => (Step: s, To: Read(s.To)));
        var days = Days(scene, part, [.. steps.Select(s => s.To)], rule, ref dice);
        for (var i = 0; i < steps.Length; i++)
        {
            var (step, to) = steps[i];
            Step(scene, player.Officer, to, days[i], step.Code, step.Text, rule, ref dice);
            if (to is OfficerStanding.Suspended) Pause(scene, player, PauseKind.Suspension, days[i], ref dice);
            if (to is not OfficerStanding.Dismissed) continue;
            Pause(scene, player, PauseKind.Dismissal, days[i], ref dice);
            var posting = player.Posting;
            (posting.PlannedTo, posting.CutOn, posting.ToDate, posting.EndReasonCode, posting.EndReason) = (posting.ToDate, days[i], days[i].AddDays(-1), step.Code, step.Text);
        }
    }

    /// <summary>Takes a step as the register does; the caller saves.</summary>
    public static void Step(StoryScene scene, Officer officer, OfficerStanding to, DateOnly on, string? code, string? text, OfficerRule rule, ref Dice dice)
    {
        DateOnly? due = to switch { OfficerStanding.Noticed => on.AddDays(rule.NoticeDays), OfficerStanding.Dismissed => on.AddDays(rule.AppealDays), _ => null };
        scene.Db.Add(new OfficerStandingStep
        {
            OfficerId = officer.Id, Division = officer.Division, FromState = officer.Standing, ToState = to, OnDate = on, At = scene.At(on, ref dice), Actor = StoryScene.Actor, ReasonCode = code, Reason = text, DueOn = due,
        });
        (officer.Standing, officer.StandingSince, officer.Version) = (to, on, officer.Version + 1);
        officer.StandingDue = to is OfficerStanding.Noticed ? due : OfficerDeadlines.OfStanding(to.Code()) is { } deadline ? on.AddDays(deadline.Days) : null;
    }

    // The step that bars from serving lies in the quiet days; a dismissal needs the days of its notice before it, what follows lies between it and the last day.
    static DateOnly[] Days(StoryScene scene, StandingPart part, OfficerStanding[] steps, OfficerRule rule, ref Dice dice)
    {
        var days = new DateOnly[steps.Length];
        var pivot = Math.Max(0, Array.FindIndex(steps, s => Barring.Contains(s)));
        if (part.Quiet is null) pivot = steps.Length - 1;
        var ends = scene.File.Standings.DaysAgo;
        days[pivot] = scene.Today.AddDays(part.Quiet is { } quiet ? 1 - quiet : -dice.Between(ends));
        for (var i = pivot - 1; i >= 0; i--) days[i] = days[i + 1].AddDays(-dice.Between(1, 6) - (steps[i] is OfficerStanding.Noticed ? rule.NoticeDays : 0));
        for (var i = pivot + 1; i < steps.Length; i++) days[i] = days[i - 1].AddDays(dice.Between(1, Math.Max(1, (scene.Today.DayNumber - days[i - 1].DayNumber) / 2)));
        return days;
    }

    static void Pause(StoryScene scene, Player player, PauseKind kind, DateOnly on, ref Dice dice) => scene.Db.Add(new OfficerPause
    {
        OfficerId = player.Officer.Id, Division = player.Officer.Division, Kind = kind, State = PauseState.Holds, FromDate = on, At = scene.At(on, ref dice), Actor = StoryScene.Actor, DecidedBy = StoryScene.Actor,
    });

    static OfficerStanding Read(string code) => Enum.GetValues<OfficerStanding>().First(s => s.Code() == code);
}
