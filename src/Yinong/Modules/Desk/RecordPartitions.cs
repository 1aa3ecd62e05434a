using System.Collections.Concurrent;
using Npgsql;
using Yinong.Platform.Database;

namespace Yinong.Modules.Desk;

/// <summary>
/// PostgreSQL keeps service records by month of their id: a UUIDv7 begins with its milliseconds, so a month of ids is a range and the primary
/// key stays unique over all partitions. Ids that are not of these years (other UUID versions) go to the default partition.
/// A month's partition is made before the first record goes there; SQLite has one table.
/// </summary>
public sealed class RecordPartitions(SqlDatabase database)
{
    static readonly DateTime First = new(2014, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    static readonly DateTime Last = new(2035, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    readonly ConcurrentDictionary<int, bool> _there = new();

    /// <summary>Makes the partitions that these ids need and that are not yet known to be there.</summary>
    public async Task EnsureAsync(IEnumerable<Guid> ids, CancellationToken cancel = default)
    {
        if (database.Engine != Engine.Postgres) return;
        foreach (var month in ids.Select(MonthOf).Distinct())
        {
            if (month == 0 || _there.ContainsKey(month)) continue;
            await MakeAsync(month, cancel);
            _there[month] = true;
        }
    }

    /// <summary>Year × 12 + month of an id's first 48 bits; 0 when it belongs to the default partition.</summary>
    public static int MonthOf(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var milliseconds = 0L;
        for (var i = 0; i < 6; i++) milliseconds = milliseconds << 8 | bytes[i];
        if (milliseconds < Milliseconds(First) || milliseconds >= Milliseconds(Last)) return 0;
        var at = DateTime.UnixEpoch.AddMilliseconds(milliseconds);
        return at.Year * 12 + at.Month - 1;
    }

    async Task MakeAsync(int month, CancellationToken cancel)
    {
        var start = new DateTime(month / 12, month % 12 + 1, 1, 0, 0, 0, DateTimeKind.Utc);
        // Names and bounds are made of numbers only; DDL takes no parameters.
        var sql = $"""
            create table if not exists service_records_y{start.Year:0000}m{start.Month:00} partition of service_records
            for values from ('{LowestId(start)}') to ('{LowestId(start.AddMonths(1))}')
            """;
        try
        {
            await using var command = database.Postgres.CreateCommand(sql);
            await command.ExecuteNonQueryAsync(cancel);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.CheckViolation or PostgresErrorCodes.DuplicateTable or PostgresErrorCodes.UniqueViolation)
        {
            // Another node was faster, or the default partition already holds ids of that month: they stay there, which is slower but right.
        }
    }

    static Guid LowestId(DateTime at)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        var milliseconds = Milliseconds(at);
        for (var i = 5; i >= 0; i--, milliseconds >>= 8) bytes[i] = (byte)milliseconds;
        return new Guid(bytes, bigEndian: true);
    }

    static long Milliseconds(DateTime at) => (long)(at - DateTime.UnixEpoch).TotalMilliseconds;
}
