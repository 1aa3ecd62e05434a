using Yinong.Modules.Divisions;
using Yinong.Modules.Officers;
using Yinong.Modules.Officers.Standings;

namespace Yinong.Commands.Simulation.Stories;

/// <summary>Leaves: one that runs and one that comes, each with a substitute whose certificate holds, some that wait for the county, and one that it refused.</summary>
static class LeaveStories
{
    const int Story = 111;

    public static async Task<int> TellAsync(StoryScene scene, CancellationToken cancel)
    {
        var told = 0;
        foreach (var county in scene.Counties)
        {
            var (cast, file, today) = (await Cast.OfAsync(scene, county, cancel), scene.File.Leaves, scene.Today);
            for (var i = 0; i < file.Asked && cast.Take() is { } asking; i++, told++)
            {
                var pause = Ask(scene, asking, scene.Dice(Story, asking.Officer.Id).Between(file.Coming));
                pause.DueOn = today.AddDays(OfficerDeadlines.Leaves.Days - i);
            }
            if (cast.Take() is { } refused)
            {
                var no = Ask(scene, refused, scene.Dice(Story, refused.Officer.Id).Between(file.Coming));
                (no.State, no.DecidedBy, no.Decision) = (PauseState.Refused, StoryScene.Actor, file.Refusal);
                told++;
            }
            if (cast.TakeQuiet(file.Quiet) is { } away) told += await HoldAsync(scene, away, cast, 1 - file.Quiet, cancel);
            if (cast.Take() is { } going) told += await HoldAsync(scene, going, cast, scene.Dice(Story, county.Value).Between(file.Coming), cancel);
        }
        return told;
    }

    static async Task<int> HoldAsync(StoryScene scene, Player player, Cast cast, int begins, CancellationToken cancel)
    {
        var pause = Ask(scene, player, begins);
        (pause.State, pause.DecidedBy) = (PauseState.Holds, StoryScene.Actor);
        // The postings of the substitute name it.
        await scene.Db.SaveChangesAsync(cancel);
        var home = new DivisionCode(player.Station.Division).At(DivisionLevel.County);
        var last = pause.ToDate!.Value;
        if ((cast.Take(p => home.Contains(new(p.Station.Division)) && p.Certificate.ValidTo >= last) ?? cast.Take(p => p.Certificate.ValidTo >= last)) is not { } other) return 1;
        scene.Db.Add(new Posting
        {
            OfficerId = other.Officer.Id, StationId = player.Station.Id, Division = player.Station.Division, FromDate = pause.FromDate, ToDate = last, Kind = PostingKind.Substitute, PauseId = pause.Id,
        });
        other.Officer.Version++;
        return 1;
    }

    static OfficerPause Ask(StoryScene scene, Player player, int begins)
    {
        var (file, dice) = (scene.File.Leaves, scene.Dice(Story, player.Officer.Id));
        var from = scene.Today.AddDays(begins);
        var asked = scene.Today.AddDays(Math.Min(0, begins) - dice.Below(3));
        var pause = new OfficerPause
        {
            OfficerId = player.Officer.Id, Division = player.Officer.Division, Kind = PauseKind.Leave, State = PauseState.Asked, FromDate = from, ToDate = scene.Today.AddDays(Math.Max(0, begins) + dice.Between(file.Days)),
            Note = dice.Pick(file.Notes), At = scene.At(asked, ref dice), Actor = StoryScene.Actor,
        };
        scene.Db.Add(pause);
        player.Officer.Version++;
        return pause;
    }
}
