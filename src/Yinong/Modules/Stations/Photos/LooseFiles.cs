using System.Data.Common;
using Yinong.Modules.Stations.SixHaves;
using Yinong.Platform.Database;
using Yinong.Platform.Files;

namespace Yinong.Modules.Stations.Photos;

/// <summary>A column that keeps hashes of files in the store; whoever keeps files there registers his, or they are taken for loose.</summary>
/// <param name="Table">A constant of the program.</param>
/// <param name="Column">Indexed, because it is asked for every file.</param>
public sealed record FileReference(string Table, string Column);

/// <summary>
/// Files that perhaps nothing refers to. A file is noted before it is put into the store and again before it is taken off an inspection; after the time of
/// grace it goes unless a row has its hash. So nothing is left behind, whenever a process dies.
/// </summary>
public sealed class LooseFiles(SqlDatabase database, ContentStore files, IEnumerable<FileReference> references, PhotoRules rules, TimeProvider time)
{
    const int Chunk = 200;

    readonly string _referred = string.Join(" union all ", references.Select(r => $"select 1 from {r.Table} where {r.Column} = @hash"));

    /// <summary>Notes a file, or that it is of use again. Waits while the same file is just being taken away.</summary>
    public Task NoteAsync(string hash, CancellationToken cancel = default) => database.InWritingAsync(async () =>
    {
        await using var connection = await database.OpenAsync(cancel);
        await using var command = Command(connection, null, "insert into loose_files (hash, noted_ms) values (@hash, @ms) on conflict (hash) do update set noted_ms = excluded.noted_ms", hash, time.GetUtcNow());
        return await command.ExecuteNonQueryAsync(cancel);
    }, cancel);

    /// <summary>Takes away what is loose since before the time of grace; answers how many files went.</summary>
    public async Task<int> CleanAsync(CancellationToken cancel = default)
    {
        var (before, gone) = (time.GetUtcNow().AddDays(-rules.GraceDays), 0);
        for (List<string> due; (due = await DueAsync(before, cancel)).Count > 0;)
            foreach (var hash in due)
                if (await database.InWritingAsync(() => SettleAsync(hash, before, cancel), cancel)) gone++;
        return gone;
    }

    async Task<bool> SettleAsync(string hash, DateTimeOffset before, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        // Holds the line until the file is gone: who sends the same file meanwhile waits, and then stores it anew.
        await using (var hold = Command(connection, transaction, "update loose_files set noted_ms = noted_ms where hash = @hash and noted_ms < @ms", hash, before))
            if (await hold.ExecuteNonQueryAsync(cancel) == 0) return false;
        await using var ask = Command(connection, transaction, _referred + " limit 1", hash, null);
        var loose = await ask.ExecuteScalarAsync(cancel) is null;
        if (loose) await files.RemoveAsync(hash, EvidenceStore.Beside, cancel);
        await using (var settled = Command(connection, transaction, "delete from loose_files where hash = @hash", hash, null)) await settled.ExecuteNonQueryAsync(cancel);
        await transaction.CommitAsync(cancel);
        return loose;
    }

    async Task<List<string>> DueAsync(DateTimeOffset before, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        await using var command = Command(connection, null, "select hash from loose_files where noted_ms < @ms order by noted_ms limit @most", null, before);
        command.Add("most", Chunk);
        var due = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel)) due.Add(reader.GetString(0));
        return due;
    }

    static DbCommand Command(DbConnection connection, DbTransaction? transaction, string sql, string? hash, DateTimeOffset? at)
    {
        var command = connection.CreateCommand();
        (command.Transaction, command.CommandText) = (transaction, sql);
        if (hash is not null) command.Add("hash", hash);
        if (at is { } when) command.Add("ms", when.ToUnixTimeMilliseconds());
        return command;
    }
}
