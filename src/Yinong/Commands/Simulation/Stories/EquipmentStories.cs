using System.Globalization;
using Yinong.Modules.Stations;
using Yinong.Modules.Stations.Equipment;

namespace Yinong.Commands.Simulation.Stories;

/// <summary>Equipment cards: whose money, whose upkeep and until when; some upkeep is overdue, some pieces are broken or lie idle.</summary>
static class EquipmentStories
{
    const int Story = 116;

    public static async Task<int> TellAsync(StoryScene scene, CancellationToken cancel)
    {
        var file = scene.File.Equipment;
        var funders = Urn<string>.Of(file.Funders);
        var cards = new List<EquipmentCard>();
        foreach (var station in await HostingStories.StationsAsync(scene, cancel))
        {
            var dice = scene.Dice(Story, station.Id);
            foreach (var (kind, share) in file.Kinds)
                if (dice.Chance(share)) cards.Add(Card(scene, station, kind, funders, ref dice));
        }
        scene.Db.AddRange(cards);
        // The events name the card.
        await scene.Db.SaveChangesAsync(cancel);
        foreach (var card in cards) Tell(scene, card);
        return cards.Count;
    }

    static EquipmentCard Card(StoryScene scene, Station station, string kind, Urn<string> funders, ref Dice dice)
    {
        var file = scene.File.Equipment;
        var acquired = station.AcceptedOn!.Value.AddDays(-dice.Between(1, 15));
        var card = new EquipmentCard
        {
            StationId = station.Id, Division = station.Division, Kind = kind, Model = file.Models.GetValueOrDefault(kind), Serial = "SL" + dice.Below(100_000_000).ToString("00000000", CultureInfo.InvariantCulture),
            AcquiredOn = acquired, FundedBy = funders.Draw(ref dice), State = EquipmentState.InUse, Version = 1,
        };
        if (dice.Chance(file.Agreed)) (card.UpkeepBy, card.UpkeepUntil) = (dice.Pick(file.UpkeepBy), Until(scene, acquired, ref dice));
        return card;
    }

    static DateOnly Until(StoryScene scene, DateOnly acquired, ref Dice dice)
    {
        var (file, share) = (scene.File.Equipment, dice.Share());
        if (share < file.Overdue) return scene.Today.AddDays(-dice.Between(1, 90));
        if (share < file.Overdue + file.Soon) return scene.Today.AddDays(dice.Between(1, EquipmentKinds.UpkeepSoonDays));
        var end = acquired.AddYears(dice.Between(file.Years));
        // What has run out since was renewed for another year.
        while (end <= scene.Today) end = end.AddYears(1);
        return end;
    }

    static void Tell(StoryScene scene, EquipmentCard card)
    {
        var (file, dice) = (scene.File.Equipment, scene.Dice(Story, -card.Id));
        Event(card.AcquiredOn, card.FundedBy, card.StationId);
        var share = dice.Share();
        if (share >= file.Broken + file.Idle) return;
        card.State = share < file.Broken ? EquipmentState.Broken : EquipmentState.Idle;
        card.Version++;
        var days = scene.Today.DayNumber - card.AcquiredOn.DayNumber;
        Event(scene.Today.AddDays(-dice.Between(0, Math.Min(40, days))), dice.Pick(card.State is EquipmentState.Broken ? file.BrokenReasons : file.IdleReasons), null);

        void Event(DateOnly on, string reason, int? to) => scene.Db.Add(new EquipmentEvent
        {
            CardId = card.Id, Division = card.Division, OnDay = on, State = card.State, ToStationId = to, UpkeepBy = card.UpkeepBy, UpkeepUntil = card.UpkeepUntil, Reason = reason, Actor = StoryScene.Actor,
        });
    }
}
