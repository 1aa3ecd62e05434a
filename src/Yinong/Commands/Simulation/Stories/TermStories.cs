using Yinong.Modules.Officers;
using Yinong.Modules.Officers.Rules;

namespace Yinong.Commands.Simulation.Stories;

/// <summary>Terms: every posting of the counties has an end by the rule, old ones were renewed, and some end soon.</summary>
static class TermStories
{
    const int Story = 108;

    public static async Task<int> TellAsync(StoryScene scene, CancellationToken cancel)
    {
        var told = 0;
        foreach (var county in scene.Counties)
        {
            var rule = await scene.Get<OfficerRules>().InForceAsync(county, scene.Today, cancel);
            var ending = scene.File.Terms.Ending;
            foreach (var player in (await Cast.PlayersAsync(scene, county, cancel)).Where(p => p.Posting.ToDate is null))
            {
                var (posting, dice) = (player.Posting, scene.Dice(Story, player.Officer.Id));
                posting.ToDate = rule.TermEnd(posting.FromDate);
                if (posting.ToDate < scene.Today) Renew(scene, posting, rule);
                else if (!player.IsBusy(scene.Today) && ending-- > 0) posting.ToDate = scene.Today.AddDays(dice.Between(scene.File.Terms.EndingDays));
                told++;
            }
        }
        return told;
    }

    // A term that is over is followed by the next one, as often as it takes.
    static void Renew(StoryScene scene, Posting over, OfficerRule rule)
    {
        for (var end = over.ToDate!.Value; end < scene.Today;)
        {
            var next = new Posting { OfficerId = over.OfficerId, StationId = over.StationId, Division = over.Division, FromDate = end.AddDays(1), ToDate = rule.TermEnd(end.AddDays(1)) };
            scene.Db.Add(next);
            end = next.ToDate.Value;
        }
    }
}
