using Yinong.Modules.Officers;

namespace Yinong.Commands.Simulation.Stories;

/// <summary>Certificates that end soon, that have ended without being renewed, that rest, and one that rests no more. Nothing was served on a day without one.</summary>
static class CertificateStories
{
    const int Story = 109;

    public static async Task<int> TellAsync(StoryScene scene, CancellationToken cancel)
    {
        var told = 0;
        foreach (var county in scene.Counties)
        {
            var (cast, file) = (await Cast.OfAsync(scene, county, cancel), scene.File.Certificates);
            for (var i = 0; i < file.Suspended && cast.TakeQuiet(2) is { } player; i++, told++) Suspend(scene, player, file.Suspensions.ElementAt(i % file.Suspensions.Count), lifted: false);
            // What rests on an examination holds for its months; the others the province may have set shorter.
            for (var i = 0; i < file.Expired && cast.TakeQuiet(2, IsFree) is { } player; i++, told++) Expire(scene, player);
            for (var i = 0; i < file.Lifted && cast.TakeQuiet(4) is { } player; i++, told++) Suspend(scene, player, file.Suspensions.First(), lifted: true);
            for (var i = 0; i < file.Soon && cast.Take(IsFree) is { } player; i++, told++)
            {
                var dice = scene.Dice(Story, player.Officer.Id);
                player.Certificate.ValidTo = scene.Today.AddDays(dice.Between(file.SoonDays));
            }
        }
        return told;
    }

    static bool IsFree(Player player) => player.Certificate.QualificationId is null;

    static void Expire(StoryScene scene, Player player)
    {
        var dice = scene.Dice(Story, player.Officer.Id);
        player.Certificate.ValidTo = player.DayWithin(scene.File.Certificates.ExpiredDays, scene.Today, ref dice);
    }

    static void Suspend(StoryScene scene, Player player, KeyValuePair<string, string> reason, bool lifted)
    {
        var (file, dice) = (scene.File.Certificates, scene.Dice(Story, player.Officer.Id));
        var longest = scene.Today.AddDays(-file.SuspendedDays);
        var from = lifted ? player.Free > longest ? player.Free : longest : player.DayWithin(file.SuspendedDays, scene.Today, ref dice);
        var suspension = new CertificateSuspension
        {
            CertificateId = player.Certificate.Id, Division = player.Certificate.Division, FromDate = from, UntilDate = lifted || dice.Chance(0.5) ? null : from.AddDays(file.UntilDays - 1),
            ReasonCode = reason.Key, Reason = reason.Value, ImposedAt = scene.At(from, ref dice), ImposedBy = StoryScene.Actor,
        };
        if (lifted)
        {
            var on = scene.Today.AddDays(-1);
            (suspension.LiftedOn, suspension.LiftedAt, suspension.LiftedBy, suspension.LiftingReason) = (on, scene.At(on, ref dice), StoryScene.Actor, file.Lifting);
        }
        scene.Db.Add(suspension);
    }
}
