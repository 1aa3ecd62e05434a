using System.Data.Common;
using Npgsql;
using Yinong.Modules.Identity;
using Yinong.Modules.Officers;
using Yinong.Modules.Stations;
using Yinong.Platform.Audit;
using Yinong.Platform.Database;

namespace Yinong.Commands.Simulation;

/// <summary>The plain SQL around a simulation.</summary>
static class SimulationSql
{
    /// <summary>Keys and serials as they stood before the simulation began, also when it has been broken off since.</summary>
    public static async Task<Registers> RegistersAsync(DbConnection connection, SimulationMark mark, CancellationToken cancel)
    {
        var given = new List<(string, int)>();
        await foreach (var number in NumbersAsync(connection, "select number from stations where number is not null and id <= @last", mark.FirstStation, cancel))
            given.Add((number[..13], StationNumber.SerialOf(number)));
        await foreach (var number in NumbersAsync(connection, "select number from officers where id <= @last", mark.FirstOfficer, cancel))
            given.Add((number[..10], OfficerNumber.SerialOf(number)));
        await foreach (var number in NumbersAsync(connection, "select number from certificates where officer_id <= @last", mark.FirstOfficer, cancel))
            given.Add((number[..12], CertificateNumber.SerialOf(number)));
        return new(mark.FirstStation, mark.FirstOfficer, given);
    }

    /// <summary>The operator of each province, by its value; made where there is none.</summary>
    public static async Task<Dictionary<long, int>> OperatorsAsync(DbConnection connection, DbTransaction transaction, CountryPlan plan, DateTime createdAt, CancellationToken cancel)
    {
        var operators = new Dictionary<long, int>();
        foreach (var province in plan.Provinces)
        {
            await using var find = connection.CreateCommand();
            find.Transaction = transaction;
            find.CommandText = "select min(id) from organisations where kind = 2 and division = @division and closed_at is null";
            find.Add("@division", province.Code.Value);
            var known = await find.ExecuteScalarAsync(cancel);
            if (known is null or DBNull)
            {
                Organisation(connection, plan.Names.Operator(province), province.Code.Value, createdAt);
                known = await find.ExecuteScalarAsync(cancel);
            }
            operators[province.Code.Value] = Convert.ToInt32(known, System.Globalization.CultureInfo.InvariantCulture);
        }
        return operators;
    }

    static void Organisation(DbConnection connection, string name, long division, DateTime createdAt)
    {
        using var to = BulkRows.Into(connection, "organisations", "name", "kind", "division", "created_at");
        to.Add(name);
        to.Add((short)OrganisationKind.Operator);
        to.Add(division);
        to.Add(createdAt);
        to.EndRow();
        to.Complete();
    }

    public static async Task<long> LongAsync(DbConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancel) is var value and not DBNull ? value : 0, System.Globalization.CultureInfo.InvariantCulture);
    }

    public static async Task RunAsync(DbConnection connection, DbTransaction? transaction, string sql, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(cancel);
    }

    public static void Audit(DbConnection connection, IEnumerable<AuditEntry> entries)
    {
        using var to = BulkRows.Into(connection, "audit_entries", "id", "at", "action", "actor", "subject", "division", "details");
        foreach (var entry in entries)
        {
            to.Add(entry.Id);
            to.Add(entry.At);
            to.Add(entry.Action);
            to.Add(entry.Actor);
            to.Add(entry.Subject);
            to.Add(entry.Division);
            to.Add(entry.Details);
            to.EndRow();
        }
        to.Complete();
    }

    /// <summary>Tells every node that the figures have moved.</summary>
    public static Task CountedAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancel) =>
        RunAsync(connection, transaction, "update tally_state set version = version + 1 where id = 1", cancel);

    /// <summary>Keys were given here, so PostgreSQL's own counters have to follow.</summary>
    public static Task AdvanceKeysAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancel) => connection is not NpgsqlConnection
        ? Task.CompletedTask
        : RunAsync(connection, transaction, """
            select setval(pg_get_serial_sequence('stations', 'id'), (select max(id) from stations));
            select setval(pg_get_serial_sequence('officers', 'id'), (select max(id) from officers))
            """, cancel);

    /// <summary>A killed run has used keys of PostgreSQL's counters that no row has: the counters go back to the rows, so that the resumed run gives the same keys.</summary>
    public static Task RewindKeysAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancel) => connection is not NpgsqlConnection
        ? Task.CompletedTask
        : RunAsync(connection, transaction, """
            select setval(pg_get_serial_sequence('station_transitions', 'id'), coalesce((select max(id) from station_transitions), 0) + 1, false);
            select setval(pg_get_serial_sequence('postings', 'id'), coalesce((select max(id) from postings), 0) + 1, false);
            select setval(pg_get_serial_sequence('certificates', 'id'), coalesce((select max(id) from certificates), 0) + 1, false)
            """, cancel);

    /// <summary>The same for what is told after the services.</summary>
    public static Task RewindStoriesAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancel) => connection is not NpgsqlConnection
        ? Task.CompletedTask
        : RunAsync(connection, transaction, string.Join(';', StoryTables.Select(table => $"select setval(pg_get_serial_sequence('{table}', 'id'), coalesce((select max(id) from {table}), 0) + 1, false)")), cancel);

    static readonly string[] StoryTables =
    [
        "station_reports", "inspections", "inspection_answers", "evidence", "recheck_draws", "recheck_items", "exams", "qualifications", "station_transitions", "postings",
        "officer_applications", "officer_application_steps", "officer_application_files", "officer_objections", "certificate_suspensions", "officer_standing_steps", "officer_pauses", "officer_hand_overs",
        "officer_assessments", "station_licences", "station_hours", "station_closures", "station_contacts", "contact_checks", "equipment_cards", "equipment_events", "courses", "lessons",
        "hour_requirements", "training_bodies", "training_classes", "class_units", "class_enrolments", "hour_credits", "farmer_sessions", "session_signups", "session_feedback", "hand_overs",
        "hand_over_lines", "station_place_changes", "division_attributes", "siting_plans",
    ];

    /// <summary>After so many rows the engine looks at them once, or it would plan for an empty table.</summary>
    public static async Task AnalyseAsync(DbConnection connection, CancellationToken cancel)
    {
        if (connection is not NpgsqlConnection)
        {
            await RunAsync(connection, null, "pragma analysis_limit = 1000; analyze", cancel);
            return;
        }
        foreach (var table in new[] { "stations", "station_transitions", "officers", "postings", "certificates", "service_records", "service_tallies" })
            await RunAsync(connection, null, $"analyze {table}", cancel);
    }

    static async IAsyncEnumerable<string> NumbersAsync(DbConnection connection, string sql, int last, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Add("@last", last);
        await using var rows = await command.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel)) yield return rows.GetString(0);
    }
}
