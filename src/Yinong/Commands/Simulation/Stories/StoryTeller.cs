using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Yinong.Database;
using Yinong.Modules.Officers.Personal;
using Yinong.Platform.Audit;

namespace Yinong.Commands.Simulation.Stories;

/// <summary>
/// Tells what happened besides the services: what was reported, inspected, examined, applied for, decided, taught, hosted, handed over and planned. Everything and the last mark in one transaction: a run
/// that is killed tells it again from the beginning.
/// </summary>
sealed class StoryTeller(IServiceScopeFactory scopes, TimeProvider time)
{
    delegate Task<int> Story(StoryScene scene, CancellationToken cancel);

    static readonly (string Name, Story Tell)[] All =
    [
        ("reports", ReportStories.TellAsync),
        ("places", PlaceStories.TellAsync),
        ("inspections", AcceptanceStories.TellAsync),
        ("rechecks", RecheckStories.TellAsync),
        ("exams", ExamStories.TellAsync),
        ("applications", ApplicationStories.TellAsync),
        ("terms", TermStories.TellAsync),
        ("certificates", CertificateStories.TellAsync),
        ("standings", StandingStories.TellAsync),
        ("leaves", LeaveStories.TellAsync),
        ("resignations", ResignationStories.TellAsync),
        ("assessments", AssessmentStories.TellAsync),
        ("hosting", HostingStories.TellAsync),
        ("equipment", EquipmentStories.TellAsync),
        ("courses", CourseStories.TellAsync),
        ("classes", ClassStories.TellAsync),
        ("sessions", SessionStories.TellAsync),
        ("handOvers", HandOverStories.TellAsync),
        ("villages", SitingStories.TellAsync),
    ];

    /// <summary>Tells every story and marks the simulation as finished.</summary>
    public async Task TellAsync(CountryPlan plan, SimulationMark mark, Registers registers, ProgressBoard board, CancellationToken cancel)
    {
        using var line = board.Begin("Stories", All.Length);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>().Nationwide();
        // The vault makes its keys on a connection of its own, which would wait for the transaction.
        await scope.ServiceProvider.GetRequiredService<PersonalVault>().IndexAsync("");
        var connection = db.Database.GetDbConnection();
        await db.Database.OpenConnectionAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await SimulationSql.RewindStoriesAsync(connection, transaction.GetDbTransaction(), cancel);
        var scene = new StoryScene(db, scope.ServiceProvider, plan, mark, registers);
        var told = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var (name, tell) in All)
        {
            told[name] = await tell(scene, cancel);
            await db.SaveChangesAsync(cancel);
            db.ChangeTracker.Clear();
            line.Add(1);
        }
        db.Add(new AuditEntry
        {
            At = time.GetUtcNow().UtcDateTime, Action = "simulation.stories", Actor = StoryScene.Actor, Subject = "division:00", Details = System.Text.Json.JsonSerializer.Serialize(new { seed = mark.Order.Seed, told }),
        });
        await db.SaveChangesAsync(cancel);
        await SimulationSql.AdvanceKeysAsync(connection, transaction.GetDbTransaction(), cancel);
        await (mark with { Finished = true }).WriteAsync(connection, transaction.GetDbTransaction(), cancel);
        await transaction.CommitAsync(cancel);
    }
}
