using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Stations;
using Yinong.Modules.Stations.Photos;
using Yinong.Modules.Stations.SixHaves;

namespace Yinong.Commands.Simulation.Stories;

/// <summary>Inspections of stations under construction, failed, half done or waiting for the second inspector, and those on which late acceptances rest.</summary>
static class AcceptanceStories
{
    const int Story = 103;

    public static async Task<int> TellAsync(StoryScene scene, CancellationToken cancel)
    {
        var told = 0;
        foreach (var place in scene.Places)
        {
            var checklist = await scene.Get<ChecklistEditions>().InForceAsync(place, scene.Today, cancel);
            var content = InspectionReading.Write(checklist);
            var since = scene.Today.AddDays(-scene.File.Acceptances.AcceptedDays);
            var stations = await scene.StationsOf(place).Where(s => s.State == StationState.Building || (s.State == StationState.Operating && s.AcceptedOn >= since)).ToListAsync(cancel);
            // The counties where people look come last, so that their photos have something to be like.
            var looked = stations.ToLookup(s => scene.Counties.Any(c => c.Contains(new(s.Division))));
            foreach (var some in new[] { looked[false], looked[true] })
            {
                var left = scene.File.Acceptances.Most;
                foreach (var station in some.Where(s => s.State is StationState.Building || left > 0))
                    if (await InspectAsync(scene, station, checklist, content, cancel))
                    {
                        told++;
                        if (station.State is StationState.Operating) left--;
                    }
            }
        }
        return told;
    }

    static async Task<bool> InspectAsync(StoryScene scene, Station station, Checklist checklist, string content, CancellationToken cancel)
    {
        var file = scene.File.Acceptances;
        var dice = scene.Dice(Story, station.Id);
        var share = dice.Share();
        var accepted = station.State is StationState.Operating;
        if (share >= (accepted ? file.Inspected : file.Failed + file.HalfDone + file.Second)) return false;
        var days = scene.Today.DayNumber - station.Since.DayNumber;
        var on = accepted ? station.AcceptedOn!.Value : scene.Today.AddDays(-dice.Between(0, Math.Min(days, 12)));
        var state = accepted || share < file.Failed ? InspectionState.Confirmed : share < file.Failed + file.Second ? InspectionState.Filled : InspectionState.Open;
        var fault = accepted || state is not InspectionState.Confirmed ? null : new Urn<string>(file.Faults.Select(f => (f.Key, f.Value))).Draw(ref dice);
        var at = scene.At(on, ref dice);
        var inspection = new Inspection
        {
            StationId = station.Id, Division = station.Division, Round = 1, State = state, Edition = checklist.Edition, Content = content, OnDate = on, Version = 2,
            FilledBy = state is InspectionState.Open ? null : StoryScene.Actor, ConfirmedBy = state is InspectionState.Confirmed ? StoryScene.Actor : null,
            ConfirmedAt = state is InspectionState.Confirmed ? at : null, Met = state is InspectionState.Open ? null : fault is null,
            ReturnedReason = state is InspectionState.Open && dice.Chance(0.5) ? file.Returned[dice.Below(file.Returned.Length)] : null,
        };
        scene.Db.Add(inspection);
        await scene.Db.SaveChangesAsync(cancel);
        var (photos, place) = (new List<TakenFile>(), -1);
        foreach (var have in checklist.Haves)
            foreach (var item in have.Items)
            {
                place++;
                if (state is InspectionState.Open && dice.Chance(0.4)) continue;
                if (item.IsFile && (item.Required || dice.Chance(0.3))) photos.Add(await EvidencePictures.TakeAsync(scene, station, inspection, item, place, at, cancel));
                else if (item.IsFile) continue;
                if (item.IsFile && state is not InspectionState.Confirmed) continue;
                scene.Db.Add(Answer(inspection, have, item, item.Code == fault, file.MeasuredBy, ref dice));
            }
        scene.Db.AddRange(photos.Select(p => p.Row));
        await scene.Db.SaveChangesAsync(cancel);
        // They wait to be compared, as those of people do.
        scene.Db.AddRange(photos.Select(p => PhotoHash.Of(p.Row, p.Photo!.Look, scene.Get<PhotoRules>())));
        await scene.Db.SaveChangesAsync(cancel);
        scene.Db.ChangeTracker.Clear();
        return true;
    }

    // What is wanting misses its minimum by a good deal, the rest keeps it.
    static InspectionAnswer Answer(Inspection inspection, Have have, ChecklistItem item, bool wanting, string measuredBy, ref Dice dice)
    {
        var least = item.Minimum ?? 0;
        var value = wanting ? Math.Round(least * (decimal)(0.2 + 0.6 * dice.Share())) : Math.Round(least * (decimal)(1 + 0.9 * dice.Share()), 1);
        if (have.Code == "people") value = Math.Round(value, MidpointRounding.ToPositiveInfinity);
        var answer = new InspectionAnswer
        {
            InspectionId = inspection.Id, Division = inspection.Division, Have = have.Code, Item = item.Code, Required = item.Required, Actor = StoryScene.Actor,
            Yes = item.Type is ItemType.YesNo ? !wanting : null, ValueMilli = item.IsNumber ? InspectionNumbers.ToMilli(value) : null, Note = item.Type is ItemType.Measured ? measuredBy : null,
        };
        answer.Met = item.IsFile || InspectionView.IsMet(item, answer);
        if (inspection.State is InspectionState.Confirmed && answer.Met && item.MaxAgeDays is { } days) answer.DueOn = inspection.OnDate.AddDays(days);
        return answer;
    }
}
