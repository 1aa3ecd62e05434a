using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Divisions;
using Yinong.Modules.Stations;
using Yinong.Modules.Stations.HandOvers;
using Yinong.Modules.Stations.Places;

namespace Yinong.Commands.Simulation.Stories;

/// <summary>Stations that leave, are merged or move: hand-overs that are half received, one taken back, those behind stations that are gone, and a station that has moved to another village.</summary>
static class HandOverStories
{
    const int Story = 120;

    /// <summary>Another than the giver, who never receives.</summary>
    const string Receiver = StoryScene.Actor + "/receiver";

    // What is open in the county itself, and what around it.
    static readonly (HandOverKind Kind, bool Home)[] Kinds = [(HandOverKind.Exit, true), (HandOverKind.Merge, false), (HandOverKind.Move, true)];

    public static async Task<int> TellAsync(StoryScene scene, CancellationToken cancel)
    {
        var told = 0;
        var counting = new HandOverCounting(scene.AllAtTheEnd<HandOverSource>());
        foreach (var county in scene.Counties)
        {
            // Who has not served for longest leaves; who serves most takes over.
            var stations = (await scene.NearAsync(county, s => s.Where(x => x.State >= StationState.Operating && x.State <= StationState.Suspended && x.Number != null), scene.File.Least, cancel))
                .OrderBy(s => s.LastServedOn).ThenBy(s => s.Id).ToList();
            var serving = stations.FindLast(s => s.State is StationState.Operating);
            foreach (var (kind, home) in Kinds)
                if ((Take(stations, s => s != serving && county.Contains(new(s.Division)) == home) ?? Take(stations, s => s != serving)) is { } station)
                {
                    var handOver = Draw(scene, station, kind, scene.Today.AddDays(-scene.Dice(Story, station.Id).Between(scene.File.HandOvers.DaysAgo)));
                    if (kind is HandOverKind.Merge) handOver.SuccessorId = serving?.Id;
                    if (kind is HandOverKind.Move) handOver.ToAddress = scene.File.HandOvers.Address;
                    told += await LinesAsync(scene, handOver, station, counting, all: false, cancel);
                }
            if (Take(stations, s => s != serving) is { } stays) told += await WithdrawnAsync(scene, stays, counting, cancel);
            var since = scene.Today.AddDays(-scene.File.HandOvers.DoneDays);
            if (Take(stations, s => (s.LastServedOn ?? s.OperatingSince) < since) is { } moves) told += await MovedAsync(scene, moves, counting, cancel);
            foreach (var state in new[] { StationState.Exited, StationState.Merged })
                foreach (var gone in await scene.NearAsync(county, s => s.Where(x => x.State == state && x.Number != null), 1, cancel)) told += await GoneAsync(scene, gone, counting, cancel);
        }
        return told;
    }

    static Station? Take(List<Station> stations, Predicate<Station> fits)
    {
        var at = stations.FindIndex(fits);
        if (at < 0) return null;
        var station = stations[at];
        stations.RemoveAt(at);
        return station;
    }

    static HandOver Draw(StoryScene scene, Station station, HandOverKind kind, DateOnly on)
    {
        var dice = scene.Dice(Story, station.Id);
        return new()
        {
            StationId = station.Id, Division = station.Division, Kind = kind, State = HandOverState.Open, Reason = scene.File.HandOvers.Reasons[kind.ToString().ToLowerInvariant()], DrawnOn = on, DrawnAt = scene.At(on, ref dice),
            DrawnBy = StoryScene.Actor, Version = 1,
        };
    }

    static async Task<int> LinesAsync(StoryScene scene, HandOver handOver, Station station, HandOverCounting counting, bool all, CancellationToken cancel)
    {
        scene.Db.Add(handOver);
        await scene.Db.SaveChangesAsync(cancel);
        var (file, dice) = (scene.File.HandOvers, scene.Dice(Story, -handOver.StationId));
        var lines = await counting.LinesAsync(station, handOver.Kind, cancel);
        foreach (var line in lines)
        {
            line.HandOverId = handOver.Id;
            line.Division = handOver.Division;
            if (!line.Required || !(all || dice.Chance(file.Received))) continue;
            (line.ReceivedAt, line.ReceivedBy, line.ReceivedPost, line.Note, line.Version) = (scene.At(handOver.DrawnOn.AddDays(1), ref dice), Receiver, file.Post, dice.Pick(file.Notes), 2);
        }
        scene.Db.AddRange(lines);
        await scene.Db.SaveChangesAsync(cancel);
        return 1;
    }

    static async Task<int> WithdrawnAsync(StoryScene scene, Station station, HandOverCounting counting, CancellationToken cancel)
    {
        var handOver = Draw(scene, station, HandOverKind.Exit, scene.Today.AddDays(-scene.File.HandOvers.DaysAgo[1]));
        handOver.Reason = scene.File.HandOvers.Reasons["withdrawn"];
        (handOver.State, handOver.EndedOn, handOver.EndedBy, handOver.Version) = (HandOverState.Withdrawn, handOver.DrawnOn.AddDays(2), StoryScene.Actor, 2);
        return await LinesAsync(scene, handOver, station, counting, all: false, cancel);
    }

    static async Task<int> GoneAsync(StoryScene scene, Station station, HandOverCounting counting, CancellationToken cancel)
    {
        var handOver = Draw(scene, station, station.State is StationState.Merged ? HandOverKind.Merge : HandOverKind.Exit, station.Since.AddDays(-4));
        (handOver.State, handOver.EndedOn, handOver.EndedBy, handOver.Version, handOver.SuccessorId) = (HandOverState.Done, station.Since, StoryScene.Actor, 2, station.MergedInto);
        return await LinesAsync(scene, handOver, station, counting, all: true, cancel);
    }

    // To the next village of its county that has no station; everything that hangs on it goes along, what it served stays.
    static async Task<int> MovedAsync(StoryScene scene, Station known, HandOverCounting counting, CancellationToken cancel)
    {
        var station = await scene.Db.Stations.AsTracking().FirstAsync(s => s.Id == known.Id, cancel);
        var from = new DivisionCode(station.Division);
        if (from.Level is not DivisionLevel.Village) return 0;
        var county = from.At(DivisionLevel.County);
        var taken = (await scene.StationsOf(county).Select(s => s.Division).ToListAsync(cancel)).ToHashSet();
        var villages = scene.ProvinceOf(from).Places.Villages.Where(v => county.Contains(v) && !taken.Contains(v.Value)).ToList();
        if (villages.Count == 0) return 0;
        var (to, on) = (villages[0], scene.Today.AddDays(-scene.File.HandOvers.DoneDays + 1));
        var handOver = Draw(scene, station, HandOverKind.Move, on.AddDays(-4));
        (handOver.State, handOver.EndedOn, handOver.EndedBy, handOver.Version, handOver.ToPlace, handOver.ToAddress) =
            (HandOverState.Done, on, StoryScene.Actor, 2, to.Value, scene.Plan.Names.Address(scene.ProvinceOf(to).Places, to));
        var told = await LinesAsync(scene, handOver, station, counting, all: true, cancel);
        await scene.AtTheEnd<StationPlaces>().ChangeAsync(station, to, on, PlaceCause.Moved, handOver.Reason, cancel);
        var dice = scene.Dice(Story, station.Id);
        var change = scene.Db.ChangeTracker.Entries<StationPlaceChange>().Single(e => e.State == EntityState.Added).Entity;
        (change.Actor, change.At) = (StoryScene.Actor, scene.At(on, ref dice));
        var point = PlaceStories.PointOf(scene, to);
        (station.Address, station.LatitudeMicro, station.LongitudeMicro, station.Version) = (handOver.ToAddress, point?.LatitudeMicro, point?.LongitudeMicro, station.Version + 1);
        scene.Db.Add(new StationTransition { StationId = station.Id, Division = to.Value, FromState = station.State, ToState = station.State, OnDate = on, At = change.At, Actor = StoryScene.Actor, Reason = handOver.Reason });
        await scene.Db.SaveChangesAsync(cancel);
        return told;
    }
}
