using Yinong.Modules.Stations;
using Yinong.Modules.Stations.SixHaves;

namespace Yinong.Commands.Simulation.Stories;

/// <summary>Hands in a drawn picture as the photo of an item, through the store that takes those of people.</summary>
static class EvidencePictures
{
    const int Story = 104;

    public static async Task<Evidence> TakeAsync(StoryScene scene, Station station, Inspection inspection, ChecklistItem item, DateTime at, CancellationToken cancel)
    {
        var dice = scene.Dice(Story, station.Id * 1000L + inspection.Round * 100 + Array.IndexOf([.. InspectionReading.ReadChecklist(inspection).Items.Select(i => i.Code)], item.Code));
        await using var picture = new MemoryStream(ScenePicture.Draw(ref dice));
        var store = scene.Get<EvidenceStore>();
        var taken = await store.TakeAsync(picture, $"{item.Code}.jpg", item.Type, cancel);
        await store.KeepAsync(taken, cancel);
        var evidence = taken.Row;
        (evidence.StationId, evidence.InspectionId, evidence.Division, evidence.Item, evidence.UploadedAt, evidence.Actor) = (station.Id, inspection.Id, station.Division, item.Code, at, StoryScene.Actor);
        evidence.TakenAt = at.AddMinutes(-dice.Between(2, 50));
        return evidence;
    }
}
