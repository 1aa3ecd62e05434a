using Yinong.Platform.Database;

namespace Yinong.Platform.Audit;

/// <summary>What the check of the chain found.</summary>
/// <param name="Entries">Sealed entries that were checked.</param>
/// <param name="Head">Hash of the newest seal: whoever notes it elsewhere can tell later that nothing was cut off before it.</param>
/// <param name="Fault">The first fault in words, naming the entry; null: the chain holds.</param>
public sealed record AuditVerdict(long Entries, string Head, string? Fault);

/// <summary>
/// Walks the chain from the first entry and recomputes every link: a changed entry, a removed one, a reordered or inserted one breaks it and is named.
/// </summary>
public sealed class AuditVerifier(SqlDatabase database, AuditSealer sealer)
{
    public async Task<AuditVerdict> VerifyAsync(CancellationToken cancel = default)
    {
        while (await sealer.SealAsync(cancel) > 0) { }
        await using var connection = await database.OpenAsync(cancel);
        var sql = new AuditSql(connection, null, database.Engine);
        var (count, before) = (0L, Array.Empty<byte>());
        await foreach (var (seq, entryId, algorithm, hash, entry) in sql.ChainAsync(cancel))
        {
            if (seq != count + 1) return new(count, "", $"seal {count + 1} is missing (the next one there is {seq})");
            if (entry is null) return new(count, "", $"entry {entryId} (seal {seq}) was removed");
            if (!AuditHash.Knows(algorithm)) return new(count, "", $"seal {seq} names an unknown algorithm '{algorithm}'");
            if (!AuditHash.Link(algorithm, before, entry).AsSpan().SequenceEqual(hash))
                return new(count, "", $"entry {entryId} (seal {seq}, {entry.Action}, {entry.At:O}) was changed, or the order of the seals was");
            (count, before) = (seq, hash);
        }
        // The sealer has just run over everything: what is without a seal now came in this moment.
        return new(count, Convert.ToHexStringLower(before), null);
    }
}
