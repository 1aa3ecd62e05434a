using System.Text.Json;
using Yinong.Modules.Divisions;
using Yinong.Modules.Officers;
using Yinong.Modules.Officers.Rules;
using Yinong.Modules.Officers.Standings;

namespace Yinong.Commands.Simulation.Stories;

/// <summary>Resignations: one just given, one whose hand-over waits for the county's receipt, one that ended with everything received by the successor.</summary>
static class ResignationStories
{
    const int Story = 112;

    public static async Task<int> TellAsync(StoryScene scene, CancellationToken cancel)
    {
        var told = 0;
        foreach (var county in scene.Counties)
        {
            var (cast, file) = (await Cast.OfAsync(scene, county, cancel), scene.File.Resignations);
            var rule = await scene.Get<OfficerRules>().InForceAsync(county, scene.Today, cancel);
            if (cast.Take() is { } arranged) told += await LeaveAsync(scene, arranged, rule, cast, scene.Today.AddDays(file.ArrangedDays), signed: false, cancel);
            if (cast.TakeQuiet(file.GoneDays) is { } gone) told += await LeaveAsync(scene, gone, rule, cast, scene.Today.AddDays(-file.GoneDays), signed: true, cancel);
            if (cast.Take() is not { } fresh) continue;
            var dice = scene.Dice(Story, fresh.Officer.Id);
            StandingStories.Step(scene, fresh.Officer, OfficerStanding.Leaving, scene.Today.AddDays(-2), null, file.Words, rule, ref dice);
            told++;
        }
        return told;
    }

    static async Task<int> LeaveAsync(StoryScene scene, Player player, OfficerRule rule, Cast cast, DateOnly last, bool signed, CancellationToken cancel)
    {
        var (file, dice, officer) = (scene.File.Resignations, scene.Dice(Story, player.Officer.Id), player.Officer);
        var given = (last < scene.Today ? last : scene.Today).AddDays(-dice.Between(3, 8));
        StandingStories.Step(scene, officer, OfficerStanding.Leaving, given, null, file.Words, rule, ref dice);
        var matters = await scene.AtTheEnd<OfficerHandOverDesk>().OpenAsync(officer, cancel);
        var home = new DivisionCode(player.Station.Division).At(DivisionLevel.County);
        var successor = signed ? cast.Take(p => home.Contains(new(p.Station.Division)) && p.Certificate.ValidTo > last && p.Certificate.ValidFrom <= last) : null;
        var arranged = given.AddDays(1);
        foreach (var place in matters)
        {
            var handOver = new OfficerHandOver
            {
                OfficerId = officer.Id, StationId = place.StationId, Division = player.Station.Division, ReceiverId = successor?.Officer.Id, LastDay = last, Items = JsonSerializer.Serialize(place.Matters, JsonSerializerOptions.Web),
                At = scene.At(arranged, ref dice), Actor = StoryScene.Actor, DueOn = last.AddDays(OfficerDeadlines.HandOvers.Days),
            };
            if (signed) (handOver.SignedAt, handOver.SignedBy, handOver.Remark) = (scene.At(last.AddDays(1), ref dice), StoryScene.Actor, file.Remark);
            scene.Db.Add(handOver);
        }
        (player.Posting.ToDate, player.Posting.EndReasonCode) = (last, "resigned");
        officer.StandingDue = last.AddDays(OfficerDeadlines.HandOvers.Days);
        if (signed) StandingStories.Step(scene, officer, OfficerStanding.Resigned, last.AddDays(1), null, null, rule, ref dice);
        if (successor is not null)
            scene.Db.Add(new Posting { OfficerId = successor.Officer.Id, StationId = player.Station.Id, Division = player.Station.Division, FromDate = last.AddDays(1), ToDate = rule.TermEnd(last.AddDays(1)) });
        return 1;
    }
}
