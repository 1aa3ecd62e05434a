using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Platform.Audit;
using Yinong.Platform.Database;

namespace Yinong.Modules.Desk;

/// <summary>The group as one transaction of prepared statements (the records by a hand-bound one) on a connection of its own; synchronous=full, one sync for the whole group.</summary>
sealed class SqliteRecords(SqlDatabase database, IServiceScopeFactory scopes) : RecordStore
{
    const string AuditSql = """
        insert into audit_entries (id, at, action, actor, post, subject, division, origin, reason, details)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """;

    const string DeltaSql = "insert into tally_deltas (expected, written, cells, at) values ($1, $1, $2, $3)";

    SqliteConnection? _connection;
    SqliteBulkRows _record = null!;
    SqliteCommand _audit = null!, _delta = null!;

    public override async Task<IReadOnlyDictionary<Guid, ServiceRecord>> InsertAsync(RecordGroup group, CancellationToken cancel)
    {
        var known = new List<Guid>();
        await database.Writing.WaitAsync(cancel);
        try
        {
            await OpenAsync(cancel);
            Insert(group, known);
        }
        finally
        {
            database.Writing.Release();
        }
        if (known.Count == 0) return new Dictionary<Guid, ServiceRecord>();
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AppDb>().Nationwide().ServiceRecords.AsNoTracking().Where(r => known.Contains(r.Id)).ToDictionaryAsync(r => r.Id, cancel);
    }

    void Insert(RecordGroup group, List<Guid> known)
    {
        using var transaction = _connection!.BeginTransaction();
        _audit.Transaction = _delta.Transaction = transaction;
        var written = new List<ServiceRecord>(group.Rows.Count);
        foreach (var row in group.Rows)
        {
            RecordTable.Add(_record, row);
            if (_record.Written) written.Add(row);
            else known.Add(row.Id);
        }
        if (written.Count > 0)
        {
            foreach (var entry in group.Audit(written))
            {
                Set(_audit, AuditValues(entry));
                _audit.ExecuteNonQuery();
            }
            Set(_delta, [written.Count, TallyDeltas.Pack(written.Select(r => TallyDelta.Of(r)).ToArray()), Micros(written[0].RecordedAt)]);
            _delta.ExecuteNonQuery();
        }
        transaction.Commit();
    }

    async Task OpenAsync(CancellationToken cancel)
    {
        if (_connection is not null) return;
        var connection = (SqliteConnection)await database.OpenAsync(cancel);
        _record = new(connection, RecordTable.Name, RecordTable.Columns, "on conflict (id) do nothing");
        _audit = Prepare(connection, AuditSql, 10);
        _delta = Prepare(connection, DeltaSql, 3);
        _connection = connection;
    }

    static SqliteCommand Prepare(SqliteConnection connection, string sql, int parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 1; i <= parameters; i++) command.Parameters.Add(new SqliteParameter { ParameterName = $"${i}" });
        return command;
    }

    static void Set(SqliteCommand command, ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].ResetSqliteType();
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }
    }

    static object?[] AuditValues(AuditEntry e) =>
        [e.Id.ToByteArray(bigEndian: true), Micros(e.At), e.Action, e.Actor, e.Post, e.Subject, e.Division, e.Origin, e.Reason, e.Details];

    static long Micros(DateTime at) => ModelConventions.Micros(at);
}
