using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Divisions;
using Yinong.Modules.Stations;
using Yinong.Platform.Places;

namespace Yinong.Commands.Simulation.Stories;

/// <summary>Where villages lie and stations stand: invented around the middle of the places that are told of; some stations have not been entered with their coordinates.</summary>
static class PlaceStories
{
    const int Story = 122, Villages = 123;

    public static async Task<int> TellAsync(StoryScene scene, CancellationToken cancel)
    {
        var (told, file) = (0, scene.File.Villages);
        foreach (var place in scene.Places)
        {
            foreach (var station in await scene.StationsOf(place).Where(s => s.State >= StationState.Visited).AsTracking().ToListAsync(cancel))
            {
                var dice = scene.Dice(Story, station.Id);
                if (dice.Chance(file.Unplaced) || PointOf(scene, new(station.Division)) is not { } village) continue;
                var point = Near(village, file.Station, ref dice);
                (station.LatitudeMicro, station.LongitudeMicro) = (point.LatitudeMicro, point.LongitudeMicro);
                told++;
            }
            await scene.Db.SaveChangesAsync(cancel);
            scene.Db.ChangeTracker.Clear();
        }
        return told;
    }

    /// <summary>Where a village, town or county lies; null: the file knows no middle of it or of what it belongs to.</summary>
    public static GeoPoint? PointOf(StoryScene scene, DivisionCode place)
    {
        var file = scene.File.Villages;
        if (file.Centres.TryGetValue(place.ToString(), out var centre)) return new(Micro(centre[0]), Micro(centre[1]));
        if (place.Level <= DivisionLevel.Province || PointOf(scene, place.Parent) is not { } above) return null;
        var dice = scene.Dice(Villages, place.Value);
        return Near(above, place.Level switch { DivisionLevel.Village => file.Village, DivisionLevel.Town => file.Town, _ => file.County }, ref dice);
    }

    /// <summary>A point about so many degrees off.</summary>
    public static GeoPoint Near(GeoPoint point, double degrees, ref Dice dice) => new(point.LatitudeMicro + Micro(degrees * dice.Normal()), point.LongitudeMicro + Micro(degrees * dice.Normal()));

    static int Micro(double degrees) => (int)Math.Round(degrees * GeoPoint.Parts);
}
