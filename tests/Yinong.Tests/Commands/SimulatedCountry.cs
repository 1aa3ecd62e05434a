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
        ("officer_applications", "id"), ("officer_application_steps", "id"), ("officer_application_files", "id"), ("officer_objections", "id"), ("certificate_suspensions", "id"), ("officer_standing_steps", "id"),
        ("officer_pauses", "id"), ("officer_hand_overs", "id"), ("officer_assessments", "id"), ("station_licences", "id"), ("station_hours", "id"), ("station_closures", "id"), ("station_contacts", "id"),
        ("contact_checks", "id"), ("station_conditions", "station_id"), ("equipment_cards", "id"), ("equipment_events", "id"), ("courses", "id"), ("lessons", "id"), ("hour_requirements", "id"), ("training_bodies", "id"),
        ("training_classes", "id"), ("class_units", "id"), ("class_enrolments", "id"), ("hour_credits", "id"), ("farmer_sessions", "id"), ("session_signups", "id"), ("session_feedback", "id"), ("hand_overs", "id"),
        ("hand_over_lines", "id"), ("station_place_changes", "id"), ("division_attributes", "id"), ("siting_plans", "id"), ("siting_villages", "plan_id, division"),
    ];

    /// <summary>Sealed with keys that every database makes for itself.</summary>
    static readonly string[] Sealed = ["identity_cipher", "identity_index"];

    TestDatabase? _database;

    public TestDatabase Database => _database ?? throw new InvalidOperationException("Not made yet.");

    /// <summary>The folder of the process that made it: with what lies there another one opens what it sealed.</summary>
    public string Data { get; } = Directory.CreateDirectory(Path.Combine(TestFolder.Path, $"country-{Guid.CreateVersion7():N}")).FullName;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(wholeNation: true);
        var ended = await SimulateInAsync(Data, _database.ConnectionString, "--stations", "1500", "--days", "40", "--seed", "7");
        Assert.True(ended.Exit == 0, ended.Error);
    }

    public ValueTask DisposeAsync() => _database?.DisposeAsync() ?? ValueTask.CompletedTask;

    public static Task<Ended> SimulateAsync(string database, params string[] arguments) =>
        CommandLineDoor.RunAsync(database, new() { ["YINONG_CLOCK"] = Clock }, ["simulate", .. arguments]);

    /// <summary>The same with a folder of its own, which a further run over the same database needs: the keys of what is sealed are opened with what lies there.</summary>
    public static Task<Ended> SimulateInAsync(string data, string database, params string[] arguments) =>
        CommandLineDoor.RunAsync(database, new() { ["YINONG_CLOCK"] = Clock, ["YINONG_DATA"] = data }, ["simulate", .. arguments]);

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
        var columns = Enumerable.Range(0, rows.FieldCount).Where(c => !Sealed.Contains(rows.GetName(c))).OrderBy(rows.GetName, StringComparer.Ordinal).ToArray();
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
