namespace Yinong.Bench.Parts;

/// <summary>The load of writing, the same on both engines; what was answered must stand in the table.</summary>
static class Writes
{
    public static Task<(Load Load, long Written)> SinglesAsync(Product product, string database, Dictionary<string, string> environment, int connections, int seconds) =>
        RunAsync(product, database, environment, connections, seconds, 1);

    /// <summary>A process that has served for a while: it has met its stations (large calls do that quickest), its code is compiled, its statements are planned.</summary>
    public static async Task WarmAsync(Product product, string database, Dictionary<string, string> environment, int connections)
    {
        await RunAsync(product, database, environment, 2, 12, 1000);
        await RunAsync(product, database, environment, connections, 8, 1);
    }

    public static async Task<(Load Load, long Written)> RunAsync(Product product, string database, Dictionary<string, string> environment, int connections, int seconds, int batch)
    {
        var before = await Seeded.CountAsync(database, "service_records");
        environment["BATCH"] = $"{batch}";
        environment["SEED"] = $"{Random.Shared.Next()}";
        var load = await Wrk.RunAsync(product.Url + "/api/v1/service-records", connections, seconds, "records.lua", environment);
        await Task.Delay(300);
        return (load, await Seeded.CountAsync(database, "service_records") - before);
    }

    /// <summary>Starts the product over a seeded country and makes what the load scripts need.</summary>
    public static async Task<Dictionary<string, string>> PrepareAsync(Product product, string database, string folder)
    {
        var (file, count) = await Seeded.StationsAsync(database, folder);
        Console.WriteLine($"   load over {count} stations");
        return new() { ["STATIONS"] = file, ["ITEMS"] = await Seeded.ItemsAsync(database), ["TOKEN"] = await product.TokenAsync("service-records:write") };
    }

    public static void CheckWritten((Load Load, long Written) run, int seconds, int batch)
    {
        if (run.Load.Errors > 0 || run.Written < run.Load.PerSecond * seconds * batch * 0.9)
            throw new InvalidOperationException($"{run.Written} rows for {run.Load.PerSecond * seconds * batch:0} answered records, {run.Load.Errors} errors: the figure would lie.");
    }
}
