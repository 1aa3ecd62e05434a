using System.Globalization;
using System.Text.Json;
using Yinong.Database;
using Yinong.Platform.Database;

namespace Yinong.Modules.Desk;

/// <summary>
/// Compares every service record with the fingerprints in the audit: a record that was changed, removed or slipped in past the desk
/// makes the sum of its group differ, and the group is named.
/// </summary>
public sealed class RecordAuditCheck(SqlDatabase database)
{
    /// <summary>How many records were checked, and the first group that differs (null: none).</summary>
    public async Task<(long Records, string? Fault)> CheckAsync(CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        await using var transaction = connection is Microsoft.Data.Sqlite.SqliteConnection sqlite
            ? sqlite.BeginTransaction(deferred: true)
            : await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancel);
        var groups = new Dictionary<long, (RecordDigest Said, long Count, RecordDigest Found)>();
        await using (var command = connection.CreateCommand())
        {
            command.Transaction = transaction;
            command.CommandTimeout = 0;
            command.CommandText = "select subject, details from audit_entries where action = 'service-records.written'";
            await using var reader = await command.ExecuteReaderAsync(cancel);
            while (await reader.ReadAsync(cancel)) Said(groups, reader.GetString(0), reader.GetString(1));
        }
        var records = 0L;
        await using (var command = connection.CreateCommand())
        {
            command.Transaction = transaction;
            command.CommandTimeout = 0;
            command.CommandText = $"select {RecordRows.Columns} from service_records r";
            var rows = new RecordRows(database.Engine);
            await using var reader = await command.ExecuteReaderAsync(cancel);
            while (await reader.ReadAsync(cancel))
            {
                var record = rows.Read(reader);
                var micros = ModelConventions.Micros(record.RecordedAt);
                var group = groups.GetValueOrDefault(micros);
                group.Found.Add(record);
                groups[micros] = group;
                records++;
            }
        }
        foreach (var (micros, group) in groups.OrderBy(g => g.Key))
            if (group.Found.Count != group.Count || group.Found.ToString() != group.Said.ToString())
                return (records, string.Create(CultureInfo.InvariantCulture,
                    $"the records of {ModelConventions.FromMicros(micros):O} differ from their audit: {group.Count} were written, {group.Found.Count} are there{(group.Count == group.Found.Count ? ", with other content" : "")}"));
        return (records, null);
    }

    static void Said(Dictionary<long, (RecordDigest Said, long Count, RecordDigest Found)> groups, string subject, string details)
    {
        var micros = long.Parse(subject.AsSpan(subject.IndexOf(':') + 1), CultureInfo.InvariantCulture);
        using var json = JsonDocument.Parse(details);
        var group = groups.GetValueOrDefault(micros);
        group.Said.Add(json.RootElement.GetProperty("sum").GetString()!);
        group.Count += json.RootElement.GetProperty("count").GetInt64();
        groups[micros] = group;
    }
}
