using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Desk;
using Yinong.Modules.Training;
using Yinong.Modules.Training.Farmers;
using Yinong.Platform.Time;

namespace Yinong.Commands.Simulation.Stories;

/// <summary>
/// Phone-skills sessions for farmers. Those that were held are group services which are recorded and counted already: the session stands behind the record, so that nothing counts twice. Others come,
/// with the names of who wants to, and one was called off.
/// </summary>
static class SessionStories
{
    const int Story = 119;

    public static async Task<int> TellAsync(StoryScene scene, CancellationToken cancel)
    {
        var (told, file) = (0, scene.File.Sessions);
        var items = await scene.Db.ServiceItems.ToDictionaryAsync(i => i.Id, i => i.Code, cancel);
        foreach (var county in scene.Counties)
        {
            var players = (await Cast.PlayersAsync(scene, county, cancel)).OrderByDescending(p => county.Contains(new(p.Station.Division))).ThenByDescending(p => p.Station.LastServedOn).ThenBy(p => p.Officer.Id).ToList();
            foreach (var record in await GroupsAsync(scene, players, [.. items.Where(i => TrainingRules.Topics.Any(t => t.Item == i.Value)).Select(i => i.Key)], cancel))
            {
                await HeldAsync(scene, record, items[record.ItemId], cancel);
                told++;
            }
            foreach (var (player, nth) in players.Take(file.Coming + file.Cancelled).Select((p, i) => (p, i)))
            {
                await ComingAsync(scene, player, cancelled: nth >= file.Coming, cancel);
                told++;
            }
        }
        return told;
    }

    // By the places of the players: a whole province has too many records to look through.
    static Task<List<ServiceRecord>> GroupsAsync(StoryScene scene, List<Player> players, int[] items, CancellationToken cancel)
    {
        var since = ProgrammeClock.StartOf(scene.Today.AddDays(-scene.File.Sessions.HeldDays));
        var (divisions, officers) = (players.Select(p => p.Station.Division).Distinct().ToArray(), players.Select(p => p.Officer.Id).ToArray());
        return scene.Db.ServiceRecords.AsNoTracking().Where(r => divisions.Contains(r.Division) && r.ServedAt >= since && r.IsGroup && r.Outcome == Outcome.Done && items.Contains(r.ItemId) && officers.Contains(r.OfficerId))
            .OrderByDescending(r => r.ServedAt).ThenBy(r => r.Id).Take(scene.File.Sessions.Held).ToListAsync(cancel);
    }

    static async Task HeldAsync(StoryScene scene, ServiceRecord record, string item, CancellationToken cancel)
    {
        var (file, dice) = (scene.File.Sessions, scene.Dice(Story, record.ServedAt.Ticks ^ record.StationId));
        var topic = dice.Pick([.. TrainingRules.Topics.Where(t => t.Item == item)]);
        var day = ProgrammeClock.DayOf(record.ServedAt);
        var session = await AddAsync(scene, record.StationId, record.OfficerId, record.Division, topic, day, (short)(record.ServedAt - ProgrammeClock.StartOf(day)).TotalMinutes, dice, cancel);
        (session.State, session.HeadCount, session.RecordId, session.Note, session.ClosedAt, session.Version) = (SessionState.Held, record.PersonTimes, record.Id, dice.Pick(file.Notes), record.RecordedAt, 2);
        var grades = new Urn<short>(file.Grades.Select((weight, i) => ((short)(i + 1), weight)));
        for (short nth = 1, most = (short)Math.Round(record.PersonTimes * file.Feedback); nth <= most; nth++)
        {
            var can = topic.Checks.ToLookup(_ => dice.Chance(file.Can), c => c.Code);
            var at = record.RecordedAt.AddHours(1 + dice.Below(40));
            scene.Db.Add(new SessionFeedback
            {
                SessionId = session.Id, Division = session.Division, Nth = nth, Grade = grades.Draw(ref dice), CanNow = string.Join(',', can[true]), CannotYet = string.Join(',', can[false]),
                Words = dice.Chance(0.3) ? dice.Pick(file.Words) : null, At = at <= scene.Order.Until ? at : scene.Order.Until,
            });
        }
    }

    static async Task ComingAsync(StoryScene scene, Player player, bool cancelled, CancellationToken cancel)
    {
        var (file, dice) = (scene.File.Sessions, scene.Dice(Story, player.Officer.Id));
        var session = await AddAsync(scene, player.Station.Id, player.Officer.Id, player.Station.Division, dice.Pick(TrainingRules.Topics), scene.Today.AddDays(dice.Between(file.ComingDays)), dice.Pick(file.From), dice, cancel);
        if (cancelled) (session.State, session.Note, session.ClosedAt, session.Version) = (SessionState.Cancelled, file.Reason, scene.At(scene.Today, ref dice), 2);
        for (var left = dice.Between(file.Signups); left > 0; left--)
        {
            var (family, given) = scene.Plan.Names.Person(scene.ProvinceOf(new(session.Division)), ref dice);
            scene.Db.Add(new SessionSignup
            {
                SessionId = session.Id, Division = session.Division, Name = family + given, Phone = dice.Chance(file.Phones) ? NameMaker.Phone(ref dice) : null, DeleteOn = session.OnDate.AddDays(TrainingRules.SignupKeepDays),
                At = scene.At(scene.Today.AddDays(-dice.Below(4)), ref dice),
            });
        }
    }

    static async Task<FarmerSession> AddAsync(StoryScene scene, int station, int officer, long division, PhoneTopic topic, DateOnly day, short from, Dice dice, CancellationToken cancel)
    {
        var file = scene.File.Sessions;
        var name = await scene.Stations.Where(s => s.Id == station).Select(s => s.Name).FirstAsync(cancel);
        var planned = day.AddDays(-dice.Between(2, 9));
        var session = new FarmerSession
        {
            Number = StoryScene.Receipt(ref dice, 8), StationId = station, OfficerId = officer, Division = division, Topic = topic.Code, OnDate = day, FromMinute = from, Place = file.Place.Replace("{station}", name, StringComparison.Ordinal),
            Planned = (short)dice.Between(file.Planned), State = SessionState.Planned, CreatedAt = scene.At(planned < scene.Today ? planned : scene.Today.AddDays(-1), ref dice), Version = 1,
        };
        session.RecordId = dice.IdAt(session.CreatedAt);
        scene.Db.Add(session);
        await scene.Db.SaveChangesAsync(cancel);
        return session;
    }
}
