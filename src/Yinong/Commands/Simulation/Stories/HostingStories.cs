using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Stations;
using Yinong.Modules.Stations.Hosting;
using Yinong.Modules.Stations.SixHaves;

namespace Yinong.Commands.Simulation.Stories;

/// <summary>What hosts show and tell: licences (some have run out), the week's hours, closures, numbers and who answered them, with what the living acceptance reads of it.</summary>
static class HostingStories
{
    const int Story = 114, Found = 115;

    public static async Task<int> TellAsync(StoryScene scene, CancellationToken cancel)
    {
        var stations = await StationsAsync(scene, cancel);
        var checks = new List<(StationContact Own, ContactCheck Check)>();
        foreach (var station in stations)
        {
            var dice = scene.Dice(Story, station.Id);
            var condition = new StationCondition { StationId = station.Id, Division = station.Division, Version = 1 };
            Licences(scene, station, condition, ref dice);
            Hours(scene, station, condition);
            if (dice.Chance(scene.File.Hosting.Closed)) Close(scene, station, ref dice);
            var own = Contacts(scene, station, ref dice);
            if (dice.Chance(scene.File.Hosting.Checked)) checks.Add((own, Check(scene, station, condition, ref dice)));
            scene.Db.Add(condition);
        }
        // The checks name the number.
        await scene.Db.SaveChangesAsync(cancel);
        foreach (var (own, check) in checks) check.ContactId = own.Id;
        scene.Db.AddRange(checks.Select(c => c.Check));
        return stations.Count;
    }

    /// <summary>Those of the counties, a share of the other places, and with too few of them some from around.</summary>
    public static async Task<List<Station>> StationsAsync(StoryScene scene, CancellationToken cancel)
    {
        var found = new List<Station>();
        foreach (var county in scene.Counties) found.AddRange(await scene.NearAsync(county, Accepted, scene.File.Least, cancel));
        foreach (var place in scene.Places) found.AddRange((await Accepted(scene.StationsOf(place)).ToListAsync(cancel)).Where(s => scene.Dice(Found, s.Id).Chance(scene.File.Hosting.Elsewhere)));
        return [.. found.DistinctBy(s => s.Id).OrderBy(s => s.Id)];
    }

    static IQueryable<Station> Accepted(IQueryable<Station> stations) => stations.Where(s => s.State >= StationState.Accepted && s.State <= StationState.Suspended);

    static void Licences(StoryScene scene, Station station, StationCondition condition, ref Dice dice)
    {
        var file = scene.File.Hosting;
        foreach (var (kind, share) in file.Licences)
        {
            if (!dice.Chance(share)) continue;
            var code = kind == "business" ? file.HostLicences.GetValueOrDefault(station.HostClass, kind) : kind;
            var (added, ends) = (station.AcceptedOn!.Value, End(scene, ref dice));
            if (dice.Chance(file.Renewed)) Add(scene, station, code, added, added.AddDays(-1), ref dice).EndReason = "renewed";
            var licence = Add(scene, station, code, added, ends, ref dice);
            if (HostingLists.JudgedLicences.Contains(code) && (condition.LicenceEndsOn is null || licence.ValidTo < condition.LicenceEndsOn)) condition.LicenceEndsOn = licence.ValidTo;
        }
    }

    static StationLicence Add(StoryScene scene, Station station, string kind, DateOnly added, DateOnly? ends, ref Dice dice)
    {
        var over = ends < added;
        var licence = new StationLicence
        {
            StationId = station.Id, Division = station.Division, Kind = kind, Number = string.Format(CultureInfo.InvariantCulture, scene.File.Hosting.Number, dice.Below(100_000_000).ToString("00000000", CultureInfo.InvariantCulture)),
            ValidTo = ends, AddedOn = added, AddedBy = StoryScene.Actor, EndedOn = over ? added : null, EndedBy = over ? StoryScene.Actor : null,
        };
        scene.Db.Add(licence);
        return licence;
    }

    static DateOnly? End(StoryScene scene, ref Dice dice)
    {
        var (file, share) = (scene.File.Hosting, dice.Share());
        if (share < file.Expired) return scene.Today.AddDays(-dice.Between(1, HostingLists.LicenceSoonDays));
        if (share < file.Expired + file.Soon) return scene.Today.AddDays(dice.Between(1, HostingLists.LicenceSoonDays));
        return dice.Chance(file.Open) ? null : scene.Today.AddYears(dice.Between(file.Years)).AddDays(dice.Below(365));
    }

    // The plan says what the words say that the public has read so far.
    static void Hours(StoryScene scene, Station station, StationCondition condition)
    {
        if (station.OpeningHours is null || !scene.File.Hosting.Hours.TryGetValue(station.OpeningHours, out var hours)) return;
        var plan = OpeningPlan.Read([.. Enumerable.Range(0, 7).Select(day => day < hours.Days ? hours.Hours : null)]);
        scene.Db.Add(new StationHours { StationId = station.Id, Division = station.Division, Days = plan.Write(), WeeklyMinutes = plan.WeeklyMinutes, FromDay = station.AcceptedOn!.Value, Actor = StoryScene.Actor });
        condition.WeeklyHoursMilli = plan.WeeklyMinutes * 1000L / 60;
    }

    static void Close(StoryScene scene, Station station, ref Dice dice)
    {
        var file = scene.File.Hosting;
        var (reason, note) = file.Closures.ElementAt(dice.Below(file.Closures.Count));
        // Not on a day on which somebody was served.
        var first = station.LastServedOn?.AddDays(1) ?? scene.Today;
        var from = first > scene.Today ? first : scene.Today.AddDays(-dice.Between(0, Math.Min(6, scene.Today.DayNumber - first.DayNumber)) + dice.Below(6));
        var told = from > scene.Today ? scene.Today.AddDays(-dice.Below(3)) : from;
        var closure = new StationClosure
        {
            StationId = station.Id, Division = station.Division, FromDay = from, ToDay = from.AddDays(dice.Between(file.ClosureDays) - 1), Reason = reason, Note = note, ToldOn = told, Actor = StoryScene.Actor,
        };
        if (dice.Chance(file.Withdrawn)) (closure.WithdrawnOn, closure.WithdrawnBy) = (told < scene.Today ? told.AddDays(1) : told, StoryScene.Actor);
        scene.Db.Add(closure);
    }

    static StationContact Contacts(StoryScene scene, Station station, ref Dice dice)
    {
        var file = scene.File.Hosting;
        var own = Contact("station", station.Phone!, isPublic: true);
        if (dice.Chance(file.Host)) Contact("host", NameMaker.Phone(ref dice), isPublic: false);
        if (dice.Chance(file.Operator)) Contact("operator", NameMaker.Phone(ref dice), isPublic: true);
        return own;

        StationContact Contact(string kind, string number, bool isPublic)
        {
            var contact = new StationContact { StationId = station.Id, Division = station.Division, Kind = kind, Number = number, IsPublic = isPublic, AddedOn = station.AcceptedOn!.Value, AddedBy = StoryScene.Actor };
            scene.Db.Add(contact);
            return contact;
        }
    }

    static ContactCheck Check(StoryScene scene, Station station, StationCondition condition, ref Dice dice)
    {
        var file = scene.File.Hosting;
        var day = scene.Today.AddDays(-dice.Between(dice.Chance(file.CheckedLongAgo) ? file.LongAgo : file.CheckDays));
        if (day < station.AcceptedOn) day = station.AcceptedOn.Value;
        (condition.PhoneCheckedOn, condition.PhoneAnswered) = (day, !dice.Chance(file.Unanswered));
        return new() { StationId = station.Id, Division = station.Division, OnDay = day, Answered = condition.PhoneAnswered.Value, Actor = StoryScene.Actor };
    }
}
