using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yinong.Modules.Stations;
using Yinong.Modules.Stations.Photos;
using Yinong.Platform.Database;
using Yinong.Platform.Files;
using Yinong.Tests.Stations.SixHaves;
using Yinong.Tests.Support;

namespace Yinong.Tests.Stations.Photos;

/// <summary>The search asks four indexes and nothing else, and finds what a scan finds.</summary>
public class PhotoIndexTests(App app) : IClassFixture<App>
{
    const int Many = 40_000;

    SqlDatabase Sql => app.Services.GetRequiredService<SqlDatabase>();

    [Fact]
    public async Task It_finds_what_a_scan_finds_by_index_alone()
    {
        var random = new Random(3);
        var hashes = Enumerable.Range(0, Many).Select(_ => (ulong)random.NextInt64(long.MinValue, long.MaxValue)).ToList();
        // Among them copies in all distances around the limit, straight and mirrored.
        for (var i = 0; i < 400; i++)
        {
            var near = i % 2 == 0 ? hashes[0] : PictureHash.Mirrored(hashes[0]);
            foreach (var flip in Enumerable.Range(0, 64).OrderBy(_ => random.Next()).Take(i % 14)) near ^= 1UL << flip;
            hashes[random.Next(1, Many)] = near;
        }
        await FillAsync(hashes, 1_000_000);
        var rules = PhotoRules.Current with { MostPairs = 1000 };
        var twins = new PhotoTwins(Sql, rules);
        var found = await twins.FindAsync(hashes[0], station: -1);
        var expected = hashes.Select((hash, i) => (Id: 1_000_000 + i, Distance: Math.Min(PictureHash.Distance(hash, hashes[0]), PictureHash.Distance(hash, PictureHash.Mirrored(hashes[0]))))).Where(h => h.Distance <= rules.NearDistance).OrderBy(h => h.Distance).ThenBy(h => h.Id);
        Assert.Equal(expected, found.Nearest.Select(t => (t.EvidenceId, t.Distance)));
        Assert.False(found.Cut);
        var plan = await PlanAsync(twins);
        foreach (var band in "abcd") Assert.Contains($"ix_photo_hashes_{band}", plan, StringComparison.Ordinal);
        Assert.DoesNotMatch(TestDatabase.Engine is Engine.Sqlite ? @"SCAN photo_hashes" : "Seq Scan", plan);
    }

    [Fact]
    public async Task A_crowd_of_equal_photos_is_cut_and_said_to_be()
    {
        await FillAsync(Enumerable.Repeat(0x1234_5678_9ABC_DEF0UL, 500).ToList(), 3_000_000);
        var found = await new PhotoTwins(Sql, PhotoRules.Current with { MostCandidates = 100 }).FindAsync(0x1234_5678_9ABC_DEF0UL, station: -1);
        Assert.True(found.Cut);
        Assert.Equal(PhotoRules.Current.MostPairs, found.Nearest.Count);
        Assert.All(found.Nearest, twin => Assert.Equal(0, twin.Distance));
    }

    [Fact]
    public async Task Photos_from_before_there_were_hashes_are_looked_at_and_compared_later()
    {
        var (first, second) = (await app.StationAsync(StationState.Building), await app.StationAsync(StationState.Building));
        var county = await app.SignedInAsync("county-manager", "370102");
        foreach (var station in new[] { first, second })
            await county.UploadAsync($"/stations/{station.Number}/acceptance/place-photo", System.Net.HttpStatusCode.Redirect, ("a.jpg", GivenPhotos.Taken(77, null, null)));
        await using var db = app.Db();
        var before = await db.PhotoHashes.AsNoTracking().SingleAsync(h => h.StationId == second.Id);
        await db.PhotoPairs.Where(p => p.StationId == second.Id).ExecuteDeleteAsync();
        await db.PhotoHashes.Where(h => h.StationId == first.Id || h.StationId == second.Id).ExecuteDeleteAsync();
        var watch = app.Services.GetRequiredService<PhotoWatch>();
        await watch.FillAsync();
        await watch.CompareWaitingAsync();
        await watch.CompareWaitingAsync();
        var after = await db.PhotoHashes.AsNoTracking().SingleAsync(h => h.StationId == second.Id);
        Assert.Equal((before.Hash, PhotoLook.Compared), (after.Hash, after.Look));
        Assert.Equal(first.Id, (await db.PhotoPairs.SingleAsync(p => p.StationId == second.Id)).OtherStationId);
    }

    async Task FillAsync(IReadOnlyList<ulong> hashes, int from)
    {
        await using var connection = await Sql.OpenAsync();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            using (var to = BulkRows.Into(connection, "photo_hashes", "evidence_id", "station_id", "division", "hash", "band_a", "band_b", "band_c", "band_d", "look"))
            {
                for (var i = 0; i < hashes.Count; i++)
                {
                    to.Add(from + i);
                    to.Add(10_000_000 + i);
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
        await using var analyze = connection.CreateCommand();
        analyze.CommandText = Sql.Engine is Engine.Postgres ? "vacuum analyze photo_hashes" : "analyze photo_hashes";
        await analyze.ExecuteNonQueryAsync();
    }

    async Task<string> PlanAsync(PhotoTwins twins)
    {
        await using var connection = await Sql.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        if (Sql.Engine is Engine.Postgres)
        {
            // So few rows are read quicker as a whole; at 3 million it takes the indexes by itself (./yinong bench photos).
            command.CommandText = "set local enable_seqscan = off";
            await command.ExecuteNonQueryAsync();
        }
        command.CommandText = (Sql.Engine is Engine.Sqlite ? "explain query plan " : "explain ") + twins.Sql;
        for (var band = 0; band < PictureHash.Bands; band++) command.AddList($"{(char)('a' + band)}", PhotoTwins.Probes(42, band, PhotoRules.Current.NearDistance));
        command.Add("station", 1);
        command.Add("most", PhotoRules.Current.MostCandidates);
        var plan = new List<string>();
        await using DbDataReader reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) plan.Add(Convert.ToString(reader.GetValue(reader.FieldCount - 1), System.Globalization.CultureInfo.InvariantCulture)!);
        return string.Join('\n', plan);
    }
}
