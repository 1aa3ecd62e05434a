using Yinong.Modules.Divisions;
using Yinong.Modules.Stations.Siting;
using Yinong.Platform.Time;

namespace Yinong.Commands.Simulation.Stories;

/// <summary>What is known of the villages of the counties (people, place, poor; of some nothing), and one plan worked out by the product's own solver.</summary>
static class SitingStories
{
    const int Story = 121;

    public static async Task<int> TellAsync(StoryScene scene, CancellationToken cancel)
    {
        var told = 0;
        foreach (var county in scene.Counties) told += Describe(scene, county);
        await scene.Db.SaveChangesAsync(cancel);
        await PlanAsync(scene, cancel);
        return told;
    }

    static int Describe(StoryScene scene, DivisionCode county)
    {
        var (told, file) = (0, scene.File.Villages);
        var asOf = scene.Today.AddDays(-file.DaysAgo);
        foreach (var village in scene.Get<VillageFacts>().Villages(county))
        {
            var dice = scene.Dice(Story, village.Code.Value);
            if (dice.Chance(file.Unknown) || PlaceStories.PointOf(scene, village.Code) is not { } point) continue;
            scene.Db.Add(new DivisionAttribute
            {
                Division = village.Code.Value, AsOf = asOf, Population = dice.Between(file.People), Poor = dice.Chance(file.Poor), LatitudeMicro = point.LatitudeMicro,
                LongitudeMicro = point.LongitudeMicro, Source = file.Source, Actor = StoryScene.Actor, At = ProgrammeClock.StartOf(asOf.AddDays(5)).AddHours(10),
            });
            told++;
        }
        return told;
    }

    static async Task PlanAsync(StoryScene scene, CancellationToken cancel)
    {
        var (file, county) = (scene.File.Villages.Plan, DivisionCode.Parse(scene.File.Villages.Plan.County));
        var dice = scene.Dice(Story, county.Value);
        var plan = new SitingPlan
        {
            Division = county.Value, RadiusMetres = file.RadiusMetres, Sites = file.Sites, PoorWeight = file.PoorWeight, State = SitingState.Done, Share = 100, Facilities = "[]", InputsHash = "", Solver = CoverSolver.Name,
            MadeAt = scene.At(scene.Today.AddDays(-3), ref dice), MadeBy = StoryScene.Actor, Milliseconds = 0, Version = 3,
        };
        var villages = await scene.AtTheEnd<SitingDesk>().FillAsync(plan, [], cancel);
        scene.Db.Add(plan);
        await scene.Db.SaveChangesAsync(cancel);
        foreach (var village in villages) village.PlanId = plan.Id;
        scene.Db.AddRange(villages);
        SitingWorker.Solve(plan, villages);
    }
}
