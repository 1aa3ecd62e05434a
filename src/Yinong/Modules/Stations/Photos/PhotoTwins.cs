using System.Numerics;
using Yinong.Platform.Database;
using Yinong.Platform.Files;

namespace Yinong.Modules.Stations.Photos;

/// <summary>A photo of another station that looks alike.</summary>
public sealed record PhotoTwin(int EvidenceId, int StationId, int Distance, bool Mirrored);

/// <summary>What a search found: the nearest first; <paramref name="Cut"/>: more were met than are looked at.</summary>
public sealed record TwinSearch(IReadOnlyList<PhotoTwin> Nearest, bool Cut);

/// <summary>
/// Finds photos of other stations that look alike among millions, by index: when two hashes differ in at most d of 64 bits, then in one of the four bands they
/// differ in few (pigeonhole), so all values of each band within that few are asked for in its index, and what comes is measured exactly. The mirrored picture
/// is asked for in the same question.
/// </summary>
public sealed class PhotoTwins(SqlDatabase database, PhotoRules rules)
{
    /// <summary>The question; each branch reads one index and nothing else.</summary>
    public string Sql { get; } = string.Join("\nunion all\n", "abcd".Select((name, band) =>
        $"select evidence_id, station_id, hash, {band} from (select evidence_id, station_id, hash from photo_hashes where band_{name} {database.Engine.In($"{name}")} and station_id <> @station limit @most) {name}"));

    // Differences within a band, by how many bits they have: 0, then 16, then 120 …
    static readonly int[][] Masks = [.. Enumerable.Range(0, 1 << PictureHash.BandBits).GroupBy(mask => BitOperations.PopCount((uint)mask)).OrderBy(g => g.Key).Take(6).Select(g => g.ToArray())];

    /// <param name="bits">The hash.</param>
    /// <param name="station">Whose photos do not count: its own.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<TwinSearch> FindAsync(ulong bits, int station, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = Sql;
        for (var band = 0; band < PictureHash.Bands; band++) command.AddList($"{(char)('a' + band)}", Probes(bits, band, rules.NearDistance));
        command.Add("station", station);
        command.Add("most", rules.MostCandidates);
        var mirrored = PictureHash.Mirrored(bits);
        var found = new Dictionary<int, PhotoTwin>();
        var rows = new int[PictureHash.Bands];
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            rows[reader.GetInt32(3)]++;
            var hash = (ulong)reader.GetInt64(2);
            var (straight, turned) = (PictureHash.Distance(hash, bits), PictureHash.Distance(hash, mirrored));
            if (Math.Min(straight, turned) > rules.NearDistance) continue;
            var id = reader.GetInt32(0);
            found[id] = new(id, reader.GetInt32(1), Math.Min(straight, turned), turned < straight);
        }
        return new([.. found.Values.OrderBy(t => t.Distance).ThenBy(t => t.EvidenceId).Take(rules.MostPairs)], rows.Any(count => count >= rules.MostCandidates));
    }

    /// <summary>The values of a band to ask for. Of d + 1 differences spread over four bands, each band's limit plus one adds up to d + 1.</summary>
    public static int[] Probes(ulong bits, int band, int distance)
    {
        var radius = (distance + 1) / PictureHash.Bands + (band < (distance + 1) % PictureHash.Bands ? 1 : 0) - 1;
        if (radius < 0) return [];
        var (straight, mirrored) = (PictureHash.Band(bits, band), PictureHash.Band(PictureHash.Mirrored(bits), band));
        return [.. Masks.Take(radius + 1).SelectMany(masks => masks).SelectMany(mask => new[] { straight ^ mask, mirrored ^ mask }).Distinct()];
    }
}
