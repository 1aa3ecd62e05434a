using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Yinong.Database;
using Yinong.Modules.Stations.Photos;
using Yinong.Platform.Database;
using Yinong.Platform.Files;

namespace Yinong.Bench.Parts;

/// <summary>
/// Photos that look alike among 3 million, by the product's own search, beside a scan of the same table. Not all pictures are alike unlike: a third of the
/// hashes are variations of 3,000 scenes (the same counters, walls and skies), and some are copies.
/// </summary>
static class Photos
{
    const int Million = 1_000_000, Scenes = 3000, Questions = 400, Scans = 3;

    static readonly int Count = int.Parse(Environment.GetEnvironmentVariable("YINONG_BENCH_PHOTOS") ?? "3000000", CultureInfo.InvariantCulture);

    public static async Task RunAsync(Report report)
    {
        await OneAsync(report, "PostgreSQL", await Databases.PostgresAsync("bench_photos"));
        await OneAsync(report, "SQLite", $"Data Source={Path.Combine(Databases.NewFolder("photos-sqlite"), "yinong.db")}");
    }

    static async Task OneAsync(Report report, string engine, string connection)
    {
        var settings = DatabaseSettings.Parse(connection);
        Installation.Migrate(settings);
        await using var database = new SqlDatabase(settings);
        var hashes = Hashes();
        var since = Stopwatch.GetTimestamp();
        await FillAsync(database, hashes);
        report.Note($"3 million photo hashes filled, {engine}", Machine.Seconds(since), "s", $"{Count / (double)Million:0.0} M rows, four indexes");
        var twins = new PhotoTwins(database, PhotoRules.Current);
        var random = new Random(11);
        var (times, found, cut) = (new List<double>(), 0, 0);
        for (var i = -20; i < Questions; i++)
        {
            // Half are photos that are there (again saved, a few bits off), half are new ones.
            var asked = i % 2 == 0 ? Flipped(hashes[random.Next(hashes.Length)], random.Next(7), random) : Any(random);
            since = Stopwatch.GetTimestamp();
            var answer = await twins.FindAsync(asked, station: -1);
            if (i < 0) continue;
            times.Add(Machine.Seconds(since) * 1000);
            (found, cut) = (found + (answer.Nearest.Count > 0 ? 1 : 0), cut + (answer.Cut ? 1 : 0));
        }
        times.Sort();
        var scan = await ScanAsync(database, hashes[0]);
        var note = $"p50 {times[Questions / 2]:0.0}, largest {times[^1]:0.0}; {found} of {Questions} found, {cut} cut; scan {scan:0} ms";
        report.Below($"photos that look alike among 3 million, p99, {engine}", times[(int)(Questions * 0.99)], "ms", 100, note);
        report.AtMost($"photos that look alike, p50 beside a scan, {engine}", times[Questions / 2], "ms", scan, 1);
    }

    static ulong[] Hashes()
    {
        var random = new Random(7);
        var scenes = Enumerable.Range(0, Scenes).Select(_ => Any(random)).ToArray();
        var hashes = new ulong[Count];
        for (var i = 0; i < Count; i++)
            hashes[i] = random.Next(300) switch
            {
                < 200 => Any(random),
                < 299 => Flipped(scenes[random.Next(Scenes)], random.Next(10, 22), random),
                _ => i == 0 ? Any(random) : Flipped(hashes[random.Next(i)], random.Next(5), random),
            };
        return hashes;
    }

    static async Task FillAsync(SqlDatabase database, ulong[] hashes)
    {
        await using var connection = await database.OpenAsync();
        // Hashes come in no order: an index that is made afterwards is sorted once instead of being written all over.
        foreach (var band in "abcd") await RunAsync(connection, $"drop index ix_photo_hashes_{band}");
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            using (var to = BulkRows.Into(connection, "photo_hashes", "evidence_id", "station_id", "division", "hash", "band_a", "band_b", "band_c", "band_d", "look"))
            {
                for (var i = 0; i < hashes.Length; i++)
                {
                    to.Add(i + 1);
                    to.Add(i / 10);
                    to.Add(0L);
                    to.Add((long)hashes[i]);
                    for (var band = 0; band < PictureHash.Bands; band++) to.Add(PictureHash.Band(hashes[i], band));
                    to.Add((short)PhotoLook.Compared);
                    to.EndRow();
                }
                to.Complete();
            }
            await transaction.CommitAsync();
        }
        foreach (var band in "abcd") await RunAsync(connection, $"create index ix_photo_hashes_{band} on photo_hashes (band_{band}, hash, station_id, evidence_id)");
        await RunAsync(connection, database.Engine is Engine.Postgres ? "vacuum analyze photo_hashes" : "analyze photo_hashes");
    }

    static async Task RunAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        (command.CommandText, command.CommandTimeout) = (sql, 0);
        await command.ExecuteNonQueryAsync();
    }

    // The peer: every hash is read and measured; PostgreSQL counts the bits itself.
    static async Task<double> ScanAsync(SqlDatabase database, ulong asked)
    {
        var best = double.MaxValue;
        for (var i = 0; i < Scans; i++)
        {
            var since = Stopwatch.GetTimestamp();
            await using var connection = await database.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = database.Engine is Engine.Postgres ? "select evidence_id, hash from photo_hashes where bit_count((hash # @hash)::bit(64)) <= @near" : "select evidence_id, hash from photo_hashes";
            if (database.Engine is Engine.Postgres)
            {
                command.Add("hash", (long)asked);
                command.Add("near", (long)PhotoRules.Current.NearDistance);
            }
            command.CommandTimeout = 0;
            await using var reader = await command.ExecuteReaderAsync();
            var near = 0;
            while (await reader.ReadAsync())
                if (PictureHash.Distance((ulong)reader.GetInt64(1), asked) <= PhotoRules.Current.NearDistance) near++;
            best = Math.Min(best, Machine.Seconds(since) * 1000);
            if (near == 0) throw new InvalidOperationException("The scan finds nothing.");
        }
        return best;
    }

    static ulong Any(Random random) => (ulong)random.NextInt64(long.MinValue, long.MaxValue);

    static ulong Flipped(ulong bits, int flips, Random random)
    {
        for (var i = 0; i < flips; i++) bits ^= 1UL << random.Next(64);
        return bits;
    }
}
