using System.Diagnostics;

namespace Yinong.Bench.Parts;

/// <summary>The simulator, with tallies and audit, beside the bare COPY into the indexed table and the bare 1,000-row rate.</summary>
static class Simulating
{
    const int Stations = 20_000;
    const int Days = 60;

    public static async Task RunAsync(Report report)
    {
        var pg = await Databases.PostgresAsync("bench_simulate");
        var (rows, seconds) = await SimulateAsync(pg, Databases.NewFolder("simulate-pg"));
        await Databases.RunAsync(pg, await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "sql", "limit-table.sql")));
        // The bare limit copies the very same rows out to a file's bytes and in again, so that only COPY and the indexes are measured.
        var bytes = await CopyOutAsync(pg);
        var since = Stopwatch.GetTimestamp();
        await CopyInAsync(pg, bytes);
        var bare = rows / Machine.Seconds(since);
        report.Note("bare COPY of the same rows into the indexed table", bare, "rows/s", $"{rows:#,0} rows");
        report.AtLeast("simulator on PostgreSQL, tallies and audit included", rows / seconds, "rows/s", bare, 0.5, $"{Stations:#,0} stations, {Days} days, {seconds:0.0} s");

        var folder = Databases.NewFolder("simulate-sqlite");
        var thousand = WritesOnSqlite.Bare(folder, 1000, 6);
        (rows, seconds) = await SimulateAsync($"Data Source={Path.Combine(folder, "yinong.db")}", folder);
        report.AtLeast("simulator on SQLite, tallies and audit included", rows / seconds, "rows/s", thousand, 0.5, $"{rows:#,0} rows, {seconds:0.0} s; limit: bare 1,000-row transactions");
    }

    // The run also installs divisions and registers; the rate is that of the records, which the command says itself: "… service records (12,345/s)".
    static async Task<(long Rows, double Seconds)> SimulateAsync(string database, string folder)
    {
        await using var product = new Product(database, folder);
        var output = await product.CommandAsync("simulate", "--stations", $"{Stations}", "--days", $"{Days}", "--seed", "7");
        var rows = await Seeded.CountAsync(database, "service_records");
        return (rows, rows / RateOf(output));
    }

    static double RateOf(string output)
    {
        var line = output.Split('\n').Last(l => l.Contains("service records (", StringComparison.Ordinal));
        return double.Parse(line[(line.LastIndexOf('(') + 1)..line.LastIndexOf("/s", StringComparison.Ordinal)], System.Globalization.NumberStyles.AllowThousands, System.Globalization.CultureInfo.InvariantCulture);
    }

    static async Task<byte[]> CopyOutAsync(string database)
    {
        await using var connection = new Npgsql.NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var raw = await connection.BeginRawBinaryCopyAsync("copy (select * from service_records order by id) to stdout (format binary)");
        using var bytes = new MemoryStream();
        await raw.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    static async Task CopyInAsync(string database, byte[] bytes)
    {
        await using var connection = new Npgsql.NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var raw = await connection.BeginRawBinaryCopyAsync("copy limit_records from stdin (format binary)");
        await raw.WriteAsync(bytes);
    }
}
