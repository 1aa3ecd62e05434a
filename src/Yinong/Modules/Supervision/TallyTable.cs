using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;
using Yinong.Platform.Database;

namespace Yinong.Modules.Supervision;

/// <summary>
/// Adds sums to <c>service_tallies</c>, set-wise and in the order of its key. One text per engine, used by the fold and by the simulator;
/// the caller owns the transaction.
/// </summary>
public static class TallyTable
{
    const string PostgresSql = """
        insert into service_tallies (period, division, subject, records, person_times, group_person_times, amount_fen)
        select * from unnest($1::int[], $2::bigint[], $3::int[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[])
        on conflict (period, division, subject) do update set
          records = service_tallies.records + excluded.records,
          person_times = service_tallies.person_times + excluded.person_times,
          group_person_times = service_tallies.group_person_times + excluded.group_person_times,
          amount_fen = service_tallies.amount_fen + excluded.amount_fen
        """;

    static readonly string[] Columns = ["period", "division", "subject", "records", "person_times", "group_person_times", "amount_fen"];

    const string SqliteAdd = """
        on conflict (period, division, subject) do update set
          records = records + excluded.records,
          person_times = person_times + excluded.person_times,
          group_person_times = group_person_times + excluded.group_person_times,
          amount_fen = amount_fen + excluded.amount_fen
        """;

    // A statement of this many cells stays quick to plan and small in memory.
    const int MostAtOnce = 20_000;

    /// <summary>Adds the sums inside the transaction that is open on the connection.</summary>
    public static async Task AddAsync(DbConnection connection, TallyCells cells, CancellationToken cancel = default)
    {
        foreach (var chunk in cells.Sorted().Chunk(MostAtOnce))
        {
            if (connection is NpgsqlConnection postgres) await AddAsync(postgres, chunk, cancel);
            else Add((SqliteConnection)connection, chunk);
        }
    }

    static async Task AddAsync(NpgsqlConnection connection, KeyValuePair<TallyKey, TallySum>[] cells, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(PostgresSql, connection);
        Column(command, NpgsqlDbType.Integer, cells, c => c.Key.Period);
        Column(command, NpgsqlDbType.Bigint, cells, c => c.Key.Division);
        Column(command, NpgsqlDbType.Integer, cells, c => c.Key.Subject);
        Column(command, NpgsqlDbType.Bigint, cells, c => c.Value.Records);
        Column(command, NpgsqlDbType.Bigint, cells, c => c.Value.PersonTimes);
        Column(command, NpgsqlDbType.Bigint, cells, c => c.Value.GroupPersonTimes);
        Column(command, NpgsqlDbType.Bigint, cells, c => c.Value.AmountFen);
        await command.ExecuteNonQueryAsync(cancel);
    }

    static void Column<T>(NpgsqlCommand command, NpgsqlDbType type, KeyValuePair<TallyKey, TallySum>[] cells, Func<KeyValuePair<TallyKey, TallySum>, T> value) =>
        command.Parameters.Add(new NpgsqlParameter<T[]> { TypedValue = Array.ConvertAll(cells, c => value(c)), NpgsqlDbType = NpgsqlDbType.Array | type });

    static void Add(SqliteConnection connection, KeyValuePair<TallyKey, TallySum>[] cells)
    {
        using var rows = new SqliteBulkRows(connection, "service_tallies", Columns, SqliteAdd);
        foreach (var (key, sum) in cells)
        {
            rows.Add(key.Period);
            rows.Add(key.Division);
            rows.Add(key.Subject);
            rows.Add(sum.Records);
            rows.Add(sum.PersonTimes);
            rows.Add(sum.GroupPersonTimes);
            rows.Add(sum.AmountFen);
            rows.EndRow();
        }
    }
}
