using System.Globalization;
using Npgsql;

namespace Yinong.Bench;

/// <summary>Databases for the suite: fresh ones on the throw-away cluster that ./yinong bench started, and files for SQLite.</summary>
static class Databases
{
    static readonly string Server = Environment.GetEnvironmentVariable("YINONG_BENCH_POSTGRES") ?? throw new InvalidOperationException("Start the suite with ./yinong bench.");

    public static readonly string PgBin = Environment.GetEnvironmentVariable("YINONG_BENCH_PGBIN") ?? "/usr/lib/postgresql/15/bin";

    static readonly string Folder = Directory.CreateTempSubdirectory("yinong-bench-").FullName;

    public static string NewFolder(string name) => Directory.CreateDirectory(Path.Combine(Folder, name)).FullName;

    /// <summary>A new empty database; returns its connection string.</summary>
    public static async Task<string> PostgresAsync(string name)
    {
        // Whatever this process still holds open on an older one of the name is worth nothing afterwards.
        NpgsqlConnection.ClearAllPools();
        await using var source = NpgsqlDataSource.Create(Server + ";Database=postgres");
        await using (var drop = source.CreateCommand($"drop database if exists {name} with (force)")) await drop.ExecuteNonQueryAsync();
        await using (var create = source.CreateCommand($"create database {name}")) await create.ExecuteNonQueryAsync();
        return $"{Server};Database={name}";
    }

    public static async Task<string> ScalarAsync(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 0;
        return Convert.ToString(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture) ?? "";
    }

    public static async Task RunAsync(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>pgbench with a script of the suite: transactions per second.</summary>
    public static async Task<double> PgbenchAsync(string database, string script, int clients, int seconds)
    {
        var at = new NpgsqlConnectionStringBuilder(database);
        var text = await Machine.RunAsync(Path.Combine(PgBin, "pgbench"),
            ["-n", "-M", "prepared", "-c", $"{clients}", "-j", "1", "-T", $"{seconds}", "-f", Path.Combine(AppContext.BaseDirectory, "sql", script),
             "-h", at.Host!, "-p", $"{at.Port}", "-U", at.Username!, at.Database!]);
        var line = text.Split('\n').First(l => l.StartsWith("tps = ", StringComparison.Ordinal));
        return double.Parse(line.Split(' ')[2], CultureInfo.InvariantCulture);
    }
}
