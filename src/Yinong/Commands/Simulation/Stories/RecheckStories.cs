using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Divisions;
using Yinong.Modules.Stations;
using Yinong.Modules.Stations.Rechecks;

namespace Yinong.Commands.Simulation.Stories;

/// <summary>Samples that a province or a city drew among what its counties accepted, most of them looked at.</summary>
static class RecheckStories
{
    const int Story = 102;

    public static async Task<int> TellAsync(StoryScene scene, CancellationToken cancel)
    {
        var told = 0;
        foreach (var place in scene.File.Rechecks.Places.Select(p => DivisionCode.Parse(p))) told += await DrawAsync(scene, place, cancel);
        return told;
    }

    static async Task<int> DrawAsync(StoryScene scene, DivisionCode place, CancellationToken cancel)
    {
        var file = scene.File.Rechecks;
        var dice = scene.Dice(Story, place.Value);
        var on = scene.Today.AddDays(-dice.Between(file.DaysAgo[0], file.DaysAgo[1]));
        var from = on.AddDays(-file.Accepted);
        var stations = await scene.StationsOf(place)
            .Where(s => s.Number != null && s.AcceptedOn >= from && s.AcceptedOn <= on && s.State >= StationState.Accepted && s.State <= StationState.Suspended)
            .Select(s => new { s.Id, Number = s.Number!, s.Division }).ToDictionaryAsync(s => s.Number, cancel);
        if (stations.Count == 0) return 0;
        var seed = $"{scene.Order.Seed}-{place}-{on:yyyyMMdd}";
        var drawn = Sample.Draw(seed, stations.Keys, file.Size);
        var draw = new RecheckDraw
        {
            Division = place.Value, DrawnAt = scene.At(on, ref dice), Actor = StoryScene.Actor, Seed = seed, AcceptedFrom = from, AcceptedTo = on, Population = stations.Count, Size = drawn.Count,
        };
        scene.Db.Add(draw);
        await scene.Db.SaveChangesAsync(cancel);
        for (var rank = 1; rank <= drawn.Count; rank++)
        {
            var station = stations[drawn[rank - 1]];
            var item = new RecheckItem { DrawId = draw.Id, StationId = station.Id, Division = station.Division, Rank = rank, Version = 1 };
            if (dice.Chance(file.Checked)) Check(item, on, scene, ref dice);
            scene.Db.Add(item);
        }
        return drawn.Count;
    }

    static void Check(RecheckItem item, DateOnly drawn, StoryScene scene, ref Dice dice)
    {
        var (file, share) = (scene.File.Rechecks, dice.Share());
        item.Result = share < file.Failed ? RecheckResult.Failed : share < file.Failed + file.Nobody ? RecheckResult.NobodyThere : RecheckResult.Passed;
        var notes = item.Result switch { RecheckResult.Failed => file.Notes.Failed, RecheckResult.NobodyThere => file.Notes.Nobody, _ => null };
        item.Note = notes?[dice.Below(notes.Length)];
        var days = scene.Today.DayNumber - drawn.DayNumber;
        (item.CheckedOn, item.CheckedBy, item.Version) = (drawn.AddDays(dice.Between(Math.Min(1, days), days)), StoryScene.Actor, 2);
    }
}
