using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Yinong.Bench;

/// <summary>What the load scripts need of a simulated country: stations with an officer who may serve all October, and items that are allowed.</summary>
static class Seeded
{
    const string StationsSql = """
        select s.number, o.number from stations s
        join postings p on p.station_id = s.id and p.to_date is null and p.from_date <= '2018-10-01'
        join officers o on o.id = p.officer_id
        join certificates c on c.officer_id = o.id and c.kind = 'duty' and c.revoked_on is null and c.valid_from <= '2018-10-01' and c.valid_to >= '2018-10-31'
        where s.state = 9 and s.operating_since <= '2018-10-01' order by s.id
        """;

    const string ItemsSql = """
        select distinct i.code from service_items i join service_item_versions v on v.item_id = i.id where v.verdict = 1 and v.valid_from <= '2018-10-01' and v.valid_to is null
        """;

    /// <summary>Writes stations and officers as a file for the load scripts; returns its path and how many.</summary>
    public static async Task<(string File, int Count)> StationsAsync(string database, string folder)
    {
        var file = Path.Combine(folder, "stations.tsv");
        var lines = await ReadAsync(database, StationsSql);
        await File.WriteAllLinesAsync(file, lines);
        return (file, lines.Count);
    }

    public static async Task<string> ItemsAsync(string database) => string.Join(',', await ReadAsync(database, ItemsSql));

    public static async Task<List<string>> ReadAsync(string database, string sql)
    {
        await using DbConnection connection = database.Contains("Host=", StringComparison.Ordinal) ? new NpgsqlConnection(database) : new SqliteConnection(database);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
            lines.Add(string.Join('\t', Enumerable.Range(0, reader.FieldCount).Select(i => Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture))));
        return lines;
    }

    /// <summary>Runs a statement on either engine.</summary>
    public static async Task ExecuteAsync(string database, string sql)
    {
        await using DbConnection connection = database.Contains("Host=", StringComparison.Ordinal) ? new NpgsqlConnection(database) : new SqliteConnection(database);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    public static async Task<long> CountAsync(string database, string table) => long.Parse((await ReadAsync(database, $"select count(*) from {table}"))[0], CultureInfo.InvariantCulture);
}
