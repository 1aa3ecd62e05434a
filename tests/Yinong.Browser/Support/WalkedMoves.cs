using Yinong.Modules.Divisions;
using Yinong.Modules.Stations.HandOvers;
using Yinong.Modules.Stations.Siting;
using Yinong.Tests.Support;

namespace Yinong.Browser.Support;

/// <summary>A hand-over with one line received, and a siting plan of invented villages, for the walk.</summary>
static class WalkedMoves
{
    public static async Task AddMovesAsync(this WalkedCountry app, Dictionary<string, string> names)
    {
        var desk = await app.DeskAsync();
        await using var db = app.Db();
        var handOver = new HandOver { StationId = desk.Station.Id, Division = desk.Station.Division, Kind = HandOverKind.Exit, State = HandOverState.Open, Reason = "店主搬到县城，不再经营", DrawnOn = new(2018, 10, 29), DrawnAt = new(2018, 10, 29, 2, 0, 0, DateTimeKind.Utc), DrawnBy = "test", Version = 1 };
        db.Add(handOver);
        await db.SaveChangesAsync();
        foreach (var (type, place) in HandOverTypes.All.Where(t => t.Kinds.Contains(HandOverKind.Exit)).Select((t, i) => (t, i)))
        {
            var (things, required) = type.Code switch { "postings" => ($"[\"{desk.Officer.Number}\"]", true), "plaque" or "data" or "equipment" => ("[]", true), _ => ("[]", false) };
            db.Add(new HandOverLine
            {
                HandOverId = handOver.Id, StationId = handOver.StationId, Division = handOver.Division, Type = type.Code, Place = (short)place, Items = things.Length > 2 ? 1 : 0, Content = things, Required = required, Receiver = type.Receiver, Version = 1,
                ReceivedAt = type.Code == "plaque" ? new DateTime(2018, 10, 30, 2, 0, 0, DateTimeKind.Utc) : null, ReceivedBy = type.Code == "plaque" ? "test" : null, Note = type.Code == "plaque" ? "门牌已收回，完好" : null,
            });
        }
        await db.SaveChangesAsync();
        names["hand-over"] = handOver.Id.ToString();
        names["siting"] = await PlanAsync(app);
    }

    static async Task<string> PlanAsync(WalkedCountry app)
    {
        await using var db = app.Db();
        var villages = TestDivisions.All.Select(d => d.Code).Where(c => c.Level is DivisionLevel.Village && c.ToString().StartsWith(TestDivisions.County, StringComparison.Ordinal)).ToList();
        var plan = new SitingPlan
        {
            Division = DivisionCode.Parse(TestDivisions.County).Value, RadiusMetres = 3000, Sites = 2, PoorWeight = 200, State = SitingState.Done, Villages = villages.Count, Facilities = "[]", InputsHash = new string('a', 64), Solver = CoverSolver.Name,
            Objective = 480_000, Bound = 490_000, Greedy = 450_000, People = 1200 * villages.Count, CoveredBefore = 1200, CoveredAfter = 4800, Milliseconds = 900, Share = 100, MadeAt = new(2018, 10, 30, 2, 0, 0, DateTimeKind.Utc), MadeBy = "test", Version = 3,
        };
        db.Add(plan);
        await db.SaveChangesAsync();
        db.AddRange(villages.Select((code, i) => new SitingVillage
        {
            PlanId = plan.Id, Division = code.Value, Role = i switch { 0 => SiteRole.Station, 1 or 2 => SiteRole.Chosen, _ => SiteRole.None }, Population = 700 + i * 200, Poor = i == 2, Covered = i < 4, Rank = i is 1 or 2 ? i : null,
            LatitudeMicro = 36_600_000 + i * 17_000 % 90_000, LongitudeMicro = 117_000_000 + i * 31_000 % 110_000, Adds = i is 1 or 2 ? 1200 : 0, Loses = i < 3 ? 900 : 0, Reason = i is 1 or 2 ? "选点方案：3000米内有2个村，新增覆盖1200人" : null,
        }));
        await db.SaveChangesAsync();
        return plan.Id.ToString();
    }
}
