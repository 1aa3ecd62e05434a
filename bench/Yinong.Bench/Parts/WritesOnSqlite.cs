using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Yinong.Bench.Parts;

/// <summary>The same on embedded SQLite, synchronous=full.</summary>
static class WritesOnSqlite
{
    const int Seconds = 12;

    public static async Task RunAsync(Report report)
    {
        var folder = Databases.NewFolder("writes-sqlite");
        var (single, thousand) = (Bare(folder, 1, 4), Bare(folder, 1000, 6));
        report.Note("bare single-row insert, SQLite, synchronous=full", single, "/s");
        report.Note("bare 1,000-row transactions, SQLite, synchronous=full", thousand, "rows/s");

        var database = $"Data Source={Path.Combine(folder, "yinong.db")}";
        await using var product = new Product(database, folder);
        await product.CommandAsync("simulate", "--stations", "100000", "--days", "1", "--seed", "7");
        await product.StartAsync();
        var environment = await Writes.PrepareAsync(product, database, folder);
        await Writes.WarmAsync(product, database, environment, 64);
        var run = await Writes.SinglesAsync(product, database, environment, 64, Seconds);
        Writes.CheckWritten(run, Seconds, 1);
        report.AtLeast("single records over HTTP, SQLite, 64 connections", run.Load.PerSecond, "/s", single, 1, run.Load.ToString());
        run = await Writes.RunAsync(product, database, environment, 2, Seconds, 1000);
        Writes.CheckWritten(run, Seconds, 1000);
        report.AtLeast("batches of 1,000 over HTTP, SQLite", run.Load.PerSecond * 1000, "rows/s", thousand, 0.3, run.Load.ToString());
        report.Note("memory after the load of writing, SQLite", Machine.Memory(product.Pid), "MB", "PSS");
        await product.StopAsync();
        Console.WriteLine("   " + (await product.CommandAsync("verify", "tallies")).Trim().Split('\n')[^1]);
    }

    /// <summary>Rows per second into the bare table with the same columns and indexes, <paramref name="rows"/> a transaction.</summary>
    public static double Bare(string folder, int rows, int seconds)
    {
        var file = Path.Combine(folder, $"bare{rows}.db");
        using var connection = new SqliteConnection($"Data Source={file}");
        connection.Open();
        Execute(connection, "pragma journal_mode=wal; pragma synchronous=full; pragma cache_size=-16000; pragma wal_autocheckpoint=4000");
        Execute(connection, """
            create table r (id blob not null primary key, station_id int, officer_id int, item_id int, item_version int, kind int, division int, person_times int, is_group int, channel int,
              served_at int, recorded_at int, amount_fen int, provider text, order_number text, confirmation int, confirmation_reference text, outcome int, note text) without rowid;
            create index ix on r (division, served_at, id)
            """);
        using var insert = connection.CreateCommand();
        insert.CommandText = "insert into r values ($1,$2,$3,1001,1,1,$4,1,0,1,$5,$6,null,null,null,0,null,1,null) on conflict (id) do nothing";
        for (var i = 1; i <= 6; i++) insert.Parameters.Add(new SqliteParameter { ParameterName = $"${i}" });
        var (since, count) = (Stopwatch.GetTimestamp(), 0);
        while (Machine.Seconds(since) < seconds)
        {
            using var transaction = connection.BeginTransaction();
            insert.Transaction = transaction;
            for (var i = 0; i < rows; i++, count++)
            {
                var station = Random.Shared.Next(1, 100_000);
                object[] values = [Guid.CreateVersion7().ToByteArray(bigEndian: true), station, station, (110101001200L + station % 30 * 10000000000L + station * 1000L) * 10 + 5, Served(station), 1540940000000000L];
                for (var v = 0; v < values.Length; v++) insert.Parameters[v].Value = values[v];
                insert.ExecuteNonQuery();
            }
            transaction.Commit();
        }
        return count / Machine.Seconds(since);
    }

    // As the load does: seven of ten on the day, two the day before, one in the week before that.
    static long Served(int station) => 1540950000000000L - (Random.Shared.Next(10) switch { < 7 => 0, < 9 => 1, _ => 2 + station % 6 }) * 86400000000L;

    static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
