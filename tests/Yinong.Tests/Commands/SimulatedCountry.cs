using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Npgsql;
using Yinong.Tests.Support;

namespace Yinong.Tests.Commands;

/// <summary>A small country made by the command itself on the whole list of divisions, for the tests that look at it.</summary>
public sealed class SimulatedCountry : IAsyncLifetime
{
    public const string Clock = "2018-10-31T09:00:00+08:00";

    /// <summary>Tables of which a seed decides every byte; audit entries carry the real time.</summary>
    static readonly (string Table, string Order)[] Seeded =
    [
        ("organisations", "id"), ("stations", "id"), ("station_transitions", "id"), ("officers", "id"), ("postings", "id"), ("certificates", "id"),
        ("service_records", "id"), ("service_tallies", "period, division, subject"), ("station_reports", "id"), ("inspections", "id"), ("inspection_answers", "id"), ("evidence", "id"),
        ("recheck_draws", "id"), ("recheck_items", "id"), ("exams", "id"), ("exam_sittings", "id"), ("exam_answers", "sitting_id, question_id"), ("qualifications", "id"),
    ];

    TestDatabase? _database;

    public TestDatabase Database => _database ?? throw new InvalidOperationException("Not made yet.");

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(wholeNation: true);
        var ended = await SimulateAsync(_database.ConnectionString, "--stations", "1500", "--days", "40", "--seed", "7");
        Assert.True(ended.Exit == 0, ended.Error);
    }

    public ValueTask DisposeAsync() => _database?.DisposeAsync() ?? ValueTask.CompletedTask;

    public static Task<Ended> SimulateAsync(string database, params string[] arguments) =>
        CommandLineDoor.RunAsync(database, new() { ["YINONG_CLOCK"] = Clock }, ["simulate", .. arguments]);

    /// <summary>SHA-256 of every seeded table, by its name: the same rows give the same on both engines.</summary>
    public static async Task<string> FingerprintAsync(string database)
    {
        await using DbConnection connection = database.Contains("Host=", StringComparison.Ordinal) ? new NpgsqlConnection(database) : new SqliteConnection(database);
        await connection.OpenAsync();
        var lines = new StringBuilder();
        foreach (var (table, order) in Seeded) lines.Append(CultureInfo.InvariantCulture, $"{table} {await FingerprintAsync(connection, table, order)}\n");
        return lines.ToString();
    }

    static async Task<string> FingerprintAsync(DbConnection connection, string table, string order)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"select * from {table} order by {order}";
        await using var rows = await command.ExecuteReaderAsync();
        var columns = Enumerable.Range(0, rows.FieldCount).OrderBy(rows.GetName, StringComparer.Ordinal).ToArray();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        while (await rows.ReadAsync())
            hash.AppendData(Encoding.UTF8.GetBytes(string.Join('|', columns.Select(c => Text(rows, c))) + "\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // One spelling for both engines: ids in hexadecimal, instants in microseconds, days as text, yes and no as 1 and 0.
    static string Text(DbDataReader row, int column) => row.GetValue(column) switch
    {
        DBNull => "",
        byte[] bytes => Convert.ToHexStringLower(bytes),
        Guid id => Convert.ToHexStringLower(id.ToByteArray(bigEndian: true)),
        bool yes => yes ? "1" : "0",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime day when row.GetDataTypeName(column) == "date" => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime at => ((at - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond).ToString(CultureInfo.InvariantCulture),
        var value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
