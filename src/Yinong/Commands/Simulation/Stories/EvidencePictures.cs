using Yinong.Modules.Stations;
using Yinong.Modules.Stations.SixHaves;

namespace Yinong.Commands.Simulation.Stories;

/// <summary>Hands in a drawn picture as the photo of an item, through the store that takes those of people.</summary>
static class EvidencePictures
{
    const int Story = 104;

    public static async Task<TakenFile> TakeAsync(StoryScene scene, Station station, Inspection inspection, ChecklistItem item, int place, DateTime at, CancellationToken cancel)
    {
        var dice = scene.Dice(Story, station.Id * 1000L + inspection.Round * 100 + place);
        await using var picture = new MemoryStream(Picture(scene, ref dice));
        var store = scene.Get<EvidenceStore>();
        var taken = await store.TakeAsync(picture, $"{item.Code}.jpg", item.Type, cancel);
        await store.PutAsync(taken, cancel);
        var evidence = taken.Row;
        (evidence.StationId, evidence.InspectionId, evidence.Division, evidence.Item, evidence.UploadedAt, evidence.Actor) = (station.Id, inspection.Id, station.Division, item.Code, at, StoryScene.Actor);
        evidence.TakenAt = at.AddMinutes(-dice.Between(2, 50));
        return taken;
    }

    // Now and then somebody hands in what another station had handed in before.
    static byte[] Picture(StoryScene scene, ref Dice dice)
    {
        if (scene.Pictures.Count > 0 && dice.Chance(scene.File.Acceptances.Recycled)) return ScenePicture.Again(scene.Pictures[dice.Below(scene.Pictures.Count)], ref dice);
        var picture = ScenePicture.Draw(ref dice);
        scene.Pictures.Add(picture);
        return picture;
    }
}
