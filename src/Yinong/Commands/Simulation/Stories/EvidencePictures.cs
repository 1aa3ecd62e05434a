using Yinong.Modules.Divisions;
using Yinong.Modules.Stations;
using Yinong.Modules.Stations.SixHaves;
using Yinong.Platform.Places;

namespace Yinong.Commands.Simulation.Stories;

/// <summary>Hands in a drawn picture as the photo of an item, through the store that takes those of people.</summary>
static class EvidencePictures
{
    const int Story = 104;
    const double MetresPerDegree = Math.PI * GeoPoint.EarthRadius / 180;

    public static async Task<TakenFile> TakeAsync(StoryScene scene, Station station, Inspection inspection, ChecklistItem item, int place, DateTime at, CancellationToken cancel)
    {
        var dice = scene.Dice(Story, station.Id * 1000L + inspection.Round * 100 + place);
        var picture = Take(scene, station, at, ref dice);
        await using var file = new MemoryStream(picture.Picture);
        var store = scene.Get<EvidenceStore>();
        var taken = await store.TakeAsync(file, $"{item.Code}.jpg", item.Type, cancel);
        await store.PutAsync(taken, cancel);
        var evidence = taken.Row;
        (evidence.StationId, evidence.InspectionId, evidence.Division, evidence.Item, evidence.UploadedAt, evidence.Actor) = (station.Id, inspection.Id, station.Division, item.Code, at, StoryScene.Actor);
        (evidence.TakenAt, evidence.LatitudeMicro, evidence.LongitudeMicro) = (picture.TakenAt, picture.Point?.LatitudeMicro, picture.Point?.LongitudeMicro);
        return taken;
    }

    // Now and then somebody hands in what another station had handed in before, photographed anew or as it was.
    static TakenPicture Take(StoryScene scene, Station station, DateTime at, ref Dice dice)
    {
        var (file, county) = (scene.File.Acceptances, new DivisionCode(station.Division).At(DivisionLevel.County));
        var inCounty = scene.Photos.GetValueOrDefault(county);
        scene.Photos[county] = inCounty + 1;
        var (takenAt, point) = (at.AddMinutes(-dice.Between(2, 50)), (GeoPoint?)null);
        if (station.Point is { } stands && !dice.Chance(file.NoPlace)) point = PlaceStories.Near(stands, file.Metres / MetresPerDegree, ref dice);
        if (IsTurn(inCounty, file.Recycled) && scene.Pictures.FindAll(p => p.Station != station.Id) is { Count: > 0 } earlier)
        {
            var known = dice.Pick(earlier);
            var again = ScenePicture.Again(known.Picture, ref dice);
            return IsTurn(scene.Recycled++, file.Untouched) ? known with { Picture = again } : new(again, station.Id, takenAt, point);
        }
        var picture = new TakenPicture(ScenePicture.Draw(ref dice), station.Id, takenAt, point);
        scene.Pictures.Add(picture);
        return picture;
    }

    // Every so many instead of by chance, the first one soon: a county with few has one, too.
    static bool IsTurn(int number, double share) => Math.Floor((number + 1) * share + 0.9) > Math.Floor(number * share + 0.9);
}
