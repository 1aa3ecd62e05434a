using System.CommandLine;
using Spectre.Console;
using Yinong.Modules.Desk;
using Yinong.Modules.Programme;
using Yinong.Modules.Supervision;
using Yinong.Platform.Audit;
using Yinong.Web;

namespace Yinong.Commands;

/// <summary><c>verify audit</c> and <c>verify tallies</c>: recompute and compare; exit 1 and the first difference when they differ.</summary>
static class VerifyCommand
{
    public static Command Make()
    {
        var tallies = new Command("tallies", "Counts every service record anew and compares with every kept figure.");
        tallies.SetAction((_, cancel) => TalliesAsync(cancel));
        var audit = new Command("audit", "Recomputes the chain of the audit and compares the service records with the fingerprints in it.");
        audit.SetAction((_, cancel) => AuditAsync(cancel));
        return new Command("verify", "Recomputes and compares.") { audit, tallies };
    }

    static async Task<int> AuditAsync(CancellationToken cancel)
    {
        await using var app = WebHost.Build(WebHost.Mode.Serve);
        var verdict = await app.Services.GetRequiredService<AuditVerifier>().VerifyAsync(cancel);
        if (verdict.Fault is not null) throw new CommandFailed($"audit is broken: {verdict.Fault}");
        var (records, fault) = await app.Services.GetRequiredService<RecordAuditCheck>().CheckAsync(cancel);
        if (fault is not null) throw new CommandFailed($"audit is broken: {fault}");
        Console.WriteLine($"audit holds: {verdict.Entries} entries chained, {records} service records agree with their fingerprints; head {verdict.Head}");
        return 0;
    }

    static async Task<int> TalliesAsync(CancellationToken cancel)
    {
        await using var app = WebHost.Build(WebHost.Mode.Serve);
        var recount = app.Services.GetRequiredService<TallyRecount>();
        var result = (Cells: 0L, Records: 0L, Differences: (IReadOnlyList<TallyDifference>)[]);
        await AnsiConsole.Progress().StartAsync(async bars =>
        {
            var bar = bars.AddTask("Recounting", maxValue: 1);
            result = await recount.CompareAsync(share => bar.Value = share, cancel);
            bar.Value = 1;
        });
        if (result.Differences.Count > 0) throw new CommandFailed($"tallies differ: {result.Differences[0]}");
        var stations = await app.Services.GetRequiredService<StationRecount>().CompareAsync(cancel: cancel);
        if (stations.Count > 0) throw new CommandFailed($"tallies differ: {stations[0]}");
        Console.WriteLine($"tallies agree: {result.Records} records counted, {result.Cells} cells compared");
        return 0;
    }
}
