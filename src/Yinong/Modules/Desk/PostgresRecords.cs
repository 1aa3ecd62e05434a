using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using Yinong.Database;
using Yinong.Platform.Audit;
using Yinong.Platform.Database;

namespace Yinong.Modules.Desk;

/// <summary>
/// The group as one statement: one round trip, one durable commit. When an id of the group is already there, the check of <c>tally_deltas</c>
/// fails the whole statement; then the known ones are looked up and the rest is written.
/// </summary>
sealed class PostgresRecords(SqlDatabase database, RecordPartitions partitions, IServiceScopeFactory scopes) : RecordStore
{
    const string Sql = """
        with written as (
          insert into service_records (id, station_id, officer_id, item_id, item_version, kind, division, person_times, is_group, channel,
            served_at, recorded_at, amount_fen, provider, order_number, confirmation, confirmation_reference, outcome, note)
          select * from unnest($1::uuid[], $2::int[], $3::int[], $4::int[], $5::smallint[], $6::smallint[], $7::bigint[], $8::int[], $9::boolean[], $10::smallint[],
            $11::timestamptz[], $12::timestamptz[], $13::bigint[], $14::varchar[], $15::varchar[], $16::smallint[], $17::varchar[], $18::smallint[], $19::varchar[])
          on conflict (id) do nothing
          returning 1),
        audited as (
          insert into audit_entries (id, at, action, actor, post, subject, division, origin, reason, details)
          select * from unnest($20::uuid[], $21::timestamptz[], $22::varchar[], $23::varchar[], $24::varchar[], $25::varchar[], $26::bigint[], $27::varchar[], $28::varchar[], $29::text[]))
        insert into tally_deltas (expected, written, cells, at) values ($30, (select count(*) from written), $31, $32)
        """;

    public override async Task<IReadOnlyDictionary<Guid, ServiceRecord>> InsertAsync(RecordGroup group, CancellationToken cancel)
    {
        await partitions.EnsureAsync(group.Rows.Select(r => r.Id), cancel);
        var known = new Dictionary<Guid, ServiceRecord>();
        var rows = group.Rows;
        while (rows.Count > 0 && !await TryInsertAsync(rows, group.Audit(rows), cancel))
        {
            // Rare: something was sent again. A second round is needed only when another node writes the same ids at the same moment.
            foreach (var record in await ExistingAsync(rows, cancel)) known[record.Id] = record;
            rows = rows.Where(r => !known.ContainsKey(r.Id)).ToList();
        }
        return known;
    }

    async Task<bool> TryInsertAsync(IReadOnlyList<ServiceRecord> rows, IReadOnlyList<AuditEntry> audit, CancellationToken cancel)
    {
        await using var command = database.Postgres.CreateCommand(Sql);
        AddRecords(command.Parameters, rows);
        AddAudit(command.Parameters, audit);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = rows.Count });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = TallyDeltas.Pack(rows.Select(r => TallyDelta.Of(r)).ToArray()) });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = rows[0].RecordedAt });
        try
        {
            await command.ExecuteNonQueryAsync(cancel);
            return true;
        }
        catch (PostgresException e) when (e is { SqlState: PostgresErrorCodes.CheckViolation, ConstraintName: "all_written" })
        {
            return false;
        }
    }

    async Task<List<ServiceRecord>> ExistingAsync(IReadOnlyList<ServiceRecord> rows, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var ids = rows.Select(r => r.Id).ToArray();
        return await scope.ServiceProvider.GetRequiredService<AppDb>().Nationwide().ServiceRecords.AsNoTracking().Where(r => ids.Contains(r.Id)).ToListAsync(cancel);
    }

    static void AddRecords(NpgsqlParameterCollection to, IReadOnlyList<ServiceRecord> rows)
    {
        Add(to, rows, NpgsqlDbType.Uuid, r => r.Id);
        Add(to, rows, NpgsqlDbType.Integer, r => r.StationId);
        Add(to, rows, NpgsqlDbType.Integer, r => r.OfficerId);
        Add(to, rows, NpgsqlDbType.Integer, r => r.ItemId);
        Add(to, rows, NpgsqlDbType.Smallint, r => r.ItemVersion);
        Add(to, rows, NpgsqlDbType.Smallint, r => (short)r.Kind);
        Add(to, rows, NpgsqlDbType.Bigint, r => r.Division);
        Add(to, rows, NpgsqlDbType.Integer, r => r.PersonTimes);
        Add(to, rows, NpgsqlDbType.Boolean, r => r.IsGroup);
        Add(to, rows, NpgsqlDbType.Smallint, r => (short)r.Channel);
        Add(to, rows, NpgsqlDbType.TimestampTz, r => r.ServedAt);
        Add(to, rows, NpgsqlDbType.TimestampTz, r => r.RecordedAt);
        Add(to, rows, NpgsqlDbType.Bigint, r => r.AmountFen);
        Add(to, rows, NpgsqlDbType.Varchar, r => r.Provider);
        Add(to, rows, NpgsqlDbType.Varchar, r => r.OrderNumber);
        Add(to, rows, NpgsqlDbType.Smallint, r => (short)r.Confirmation);
        Add(to, rows, NpgsqlDbType.Varchar, r => r.ConfirmationReference);
        Add(to, rows, NpgsqlDbType.Smallint, r => (short)r.Outcome);
        Add(to, rows, NpgsqlDbType.Varchar, r => r.Note);
    }

    static void AddAudit(NpgsqlParameterCollection to, IReadOnlyList<AuditEntry> entries)
    {
        Add(to, entries, NpgsqlDbType.Uuid, e => e.Id);
        Add(to, entries, NpgsqlDbType.TimestampTz, e => e.At);
        Add(to, entries, NpgsqlDbType.Varchar, e => e.Action);
        Add(to, entries, NpgsqlDbType.Varchar, e => e.Actor);
        Add(to, entries, NpgsqlDbType.Varchar, e => e.Post);
        Add(to, entries, NpgsqlDbType.Varchar, e => e.Subject);
        Add(to, entries, NpgsqlDbType.Bigint, e => e.Division);
        Add(to, entries, NpgsqlDbType.Varchar, e => e.Origin);
        Add(to, entries, NpgsqlDbType.Varchar, e => e.Reason);
        Add(to, entries, NpgsqlDbType.Text, e => e.Details);
    }

    // One array per column: unnest turns them back into rows.
    static void Add<TRow, T>(NpgsqlParameterCollection to, IReadOnlyList<TRow> rows, NpgsqlDbType type, Func<TRow, T> value)
    {
        var column = new T[rows.Count];
        for (var i = 0; i < column.Length; i++) column[i] = value(rows[i]);
        to.Add(new NpgsqlParameter<T[]> { TypedValue = column, NpgsqlDbType = NpgsqlDbType.Array | type });
    }
}
