using System.Data.Common;
using Yinong.Platform.Database;

namespace Yinong.Modules.Stations.Import;

/// <summary>A station that is in the register already and has not ended.</summary>
public sealed record KnownStation(int Id, long Division, string Name);

/// <summary>
/// The stations of the register that rows may mean: by village and name, by their own number, or by the number of the register they were once imported from
/// (within a county, since every county counts for itself). Read for a whole chunk at once.
/// </summary>
sealed class KnownStations
{
    readonly Dictionary<long, List<KnownStation>> _byPlace = [];
    readonly Dictionary<(string Number, long County), KnownStation> _byNumber = [];

    public static async Task<KnownStations> ReadAsync(DbConnection connection, Engine engine, IEnumerable<long> places, IEnumerable<string> numbers, CancellationToken cancel)
    {
        var known = new KnownStations();
        var sql = new ImportSql(connection, engine);
        var (divisions, given) = (places.Distinct().ToArray(), numbers.Distinct().ToArray());
        if (divisions.Length > 0)
        {
            await using var byPlace = sql.Command($"select s.id, s.division, s.name from stations s where s.division {sql.In("places")} and s.state < 13 order by s.id", ("places", divisions));
            await using var row = await byPlace.ExecuteReaderAsync(cancel);
            while (await row.ReadAsync(cancel)) known.AddPlace(new(row.GetInt32(0), row.GetInt64(1), row.GetString(2)));
        }
        if (given.Length == 0) return known;
        await using var byNumber = sql.Command($"""
            select r.external_number, s.id, s.division, s.name from station_import_rows r join stations s on s.id = r.station_id
              where r.external_number {sql.In("numbers")} and r.station_id is not null and s.state < 13
            union all
            select s.number, s.id, s.division, s.name from stations s where s.number {sql.In("numbers")} and s.state < 13
            """, ("numbers", given));
        await using var found = await byNumber.ExecuteReaderAsync(cancel);
        while (await found.ReadAsync(cancel)) known._byNumber.TryAdd((found.GetString(0), County(found.GetInt64(2))), new(found.GetInt32(1), found.GetInt64(2), found.GetString(3)));
        return known;
    }

    /// <summary>The station that the row means; null: none.</summary>
    public KnownStation? Find(CheckedRow row) =>
        row.ExternalNumber is { } number && _byNumber.TryGetValue((number, County(row.Place!.Value.Value)), out var station) ? station : At(row.Place!.Value.Value).FirstOrDefault(s => s.Name == row.Name);

    /// <summary>Stations of a village.</summary>
    public IReadOnlyList<KnownStation> At(long division) => _byPlace.GetValueOrDefault(division, []);

    public static long County(long division) => division / 1_000_000_0;

    void AddPlace(KnownStation station)
    {
        if (!_byPlace.TryGetValue(station.Division, out var list)) _byPlace[station.Division] = list = [];
        list.Add(station);
    }
}
