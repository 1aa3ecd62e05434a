using System.Data.Common;
using Yinong.Platform.Database;

namespace Yinong.Platform.Audit;

/// <summary>The plain SQL of sealing and verifying.</summary>
sealed class AuditSql(DbConnection connection, DbTransaction? transaction, Engine engine)
{
    // Any constant nobody else uses: one node seals at a time.
    const long LockKey = 20_180_605;

    const string Columns = "e.id, e.at, e.action, e.actor, e.post, e.subject, e.division, e.origin, e.reason, e.details";

    bool Postgres => engine == Engine.Postgres;

    public async Task<bool> LockAsync(CancellationToken cancel)
    {
        if (!Postgres) return true;
        await using var command = Command("select pg_try_advisory_xact_lock($1)", LockKey);
        return await command.ExecuteScalarAsync(cancel) is true;
    }

    public async Task<(long Seq, byte[] Hash)> LastAsync(CancellationToken cancel)
    {
        await using var command = Command("select seq, hash from audit_seals order by seq desc limit 1");
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel) ? (reader.GetInt64(0), (byte[])reader.GetValue(1)) : (0, []);
    }

    /// <summary>Entries without a seal, oldest first, from an id on (ids are time-ordered).</summary>
    public async Task<List<AuditEntry>> UnsealedAsync(Guid from, int most, CancellationToken cancel)
    {
        await using var command = Command($"""
            select {Columns} from audit_entries e
            where e.id >= $1 and not exists (select 1 from audit_seals s where s.entry_id = e.id)
            order by e.id limit $2
            """, Id(from), most);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var entries = new List<AuditEntry>();
        while (await reader.ReadAsync(cancel)) entries.Add(Read(reader, 0)!);
        return entries;
    }

    public async Task SealAsync(IReadOnlyList<(long Seq, Guid Entry, byte[] Hash)> seals, string algorithm, CancellationToken cancel)
    {
        if (Postgres)
        {
            await using var all = Command("insert into audit_seals (seq, entry_id, algorithm, hash) select seq, entry_id, $4, hash from unnest($1::bigint[], $2::uuid[], $3::bytea[]) as v(seq, entry_id, hash)",
                seals.Select(s => s.Seq).ToArray(), seals.Select(s => s.Entry).ToArray(), seals.Select(s => s.Hash).ToArray(), algorithm);
            await all.ExecuteNonQueryAsync(cancel);
            return;
        }
        await using var command = Command("insert into audit_seals (seq, entry_id, algorithm, hash) values ($1, $2, $3, $4)", 0L, Id(default), algorithm, Array.Empty<byte>());
        foreach (var (seq, entry, hash) in seals)
        {
            command.Parameters[0].Value = seq;
            command.Parameters[1].Value = Id(entry);
            command.Parameters[3].Value = hash;
            await command.ExecuteNonQueryAsync(cancel);
        }
    }

    /// <summary>Every seal in order with its entry; the entry is null when it is gone.</summary>
    public async IAsyncEnumerable<(long Seq, Guid EntryId, string Algorithm, byte[] Hash, AuditEntry? Entry)> ChainAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        await using var command = Command($"select s.seq, s.entry_id, s.algorithm, s.hash, {Columns} from audit_seals s left join audit_entries e on e.id = s.entry_id order by s.seq");
        command.CommandTimeout = 0;
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            yield return (reader.GetInt64(0), GuidAt(reader, 1), reader.GetString(2), (byte[])reader.GetValue(3), Read(reader, 4));
    }

    AuditEntry? Read(DbDataReader row, int at) => row.IsDBNull(at) ? null : new AuditEntry
    {
        Id = GuidAt(row, at),
        At = Postgres ? row.GetDateTime(at + 1) : DateTime.UnixEpoch.AddTicks(row.GetInt64(at + 1) * TimeSpan.TicksPerMicrosecond),
        Action = row.GetString(at + 2),
        Actor = row.GetString(at + 3),
        Post = Text(row, at + 4),
        Subject = row.GetString(at + 5),
        Division = row.GetInt64(at + 6),
        Origin = Text(row, at + 7),
        Reason = Text(row, at + 8),
        Details = Text(row, at + 9),
    };

    static string? Text(DbDataReader row, int at) => row.IsDBNull(at) ? null : row.GetString(at);

    Guid GuidAt(DbDataReader row, int at) => Postgres ? row.GetGuid(at) : new Guid((byte[])row.GetValue(at), bigEndian: true);

    object Id(Guid id) => Postgres ? id : id.ToByteArray(bigEndian: true);

    DbCommand Command(string sql, params object[] values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        command.AddPositional(values);
        return command;
    }
}
