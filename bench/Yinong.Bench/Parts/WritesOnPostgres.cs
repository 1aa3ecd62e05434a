namespace Yinong.Bench.Parts;

/// <summary>Single durable records and batches over HTTP on PostgreSQL, fsync on, with token, checks, tallies and audit.</summary>
static class WritesOnPostgres
{
    const int Seconds = 15;

    public static async Task RunAsync(Report report)
    {
        var limit = await Databases.PostgresAsync("bench_limit");
        await Databases.RunAsync(limit, await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "sql", "limit-table.sql")));
        var single = 0.0;
        foreach (var clients in new[] { 8, 32, 64 })
        {
            var tps = await Databases.PgbenchAsync(limit, "limit-single.sql", clients, 10);
            report.Note($"bare single-row INSERT, {clients} clients (pgbench)", tps, "/s");
            single = Math.Max(single, tps);
        }
        var batch = Math.Max(await Databases.PgbenchAsync(limit, "limit-batch.sql", 1, 8), await Databases.PgbenchAsync(limit, "limit-batch.sql", 4, 8)) * 1000;
        report.Note("bare INSERT of 1,000 rows (pgbench)", batch, "rows/s");

        var database = await Databases.PostgresAsync("bench_writes");
        await using var product = new Product(database, Databases.NewFolder("writes-pg"));
        await product.CommandAsync("simulate", "--stations", "100000", "--days", "1", "--seed", "7");
        await product.StartAsync();
        var idle = Machine.Memory(product.Pid);
        var environment = await Writes.PrepareAsync(product, database, Databases.NewFolder("writes-pg-load"));
        await Writes.WarmAsync(product, database, environment, 256);
        foreach (var connections in new[] { 1, 32, 64, 256 })
        {
            var run = await Writes.SinglesAsync(product, database, environment, connections, Seconds);
            Writes.CheckWritten(run, Seconds, 1);
            var what = $"single records over HTTP, PostgreSQL, {connections} connections";
            if (connections == 256)
            {
                report.AtLeast(what, run.Load.PerSecond, "/s", single, 0.65, run.Load.ToString());
                report.Below(what + ", p99", run.Load.P99, "ms", 50);
            }
            else report.Note(what, run.Load.PerSecond, "/s", run.Load.ToString());
        }
        environment["SPREAD"] = "month";
        var spread = await Writes.SinglesAsync(product, database, environment, 256, Seconds);
        Writes.CheckWritten(spread, Seconds, 1);
        report.AtLeast("the same, services of a whole month", spread.Load.PerSecond, "/s", single, 0.65, spread.Load.ToString());
        environment.Remove("SPREAD");
        foreach (var connections in new[] { 1, 4 })
        {
            var run = await Writes.RunAsync(product, database, environment, connections, Seconds, 1000);
            Writes.CheckWritten(run, Seconds, 1000);
            report.AtLeast($"batches of 1,000 over HTTP, PostgreSQL, {connections} connections", run.Load.PerSecond * 1000, "rows/s", batch, 0.25, run.Load.ToString());
        }
        report.Below("memory idle, PostgreSQL, nation's tree loaded", idle, "MB", 200, "PSS");
        report.Below("memory after the load of writing, PostgreSQL", Machine.Memory(product.Pid), "MB", 400, "PSS");
        await product.StopAsync();
        Console.WriteLine("   " + (await product.CommandAsync("verify", "tallies")).Trim().Split('\n')[^1]);
    }
}
