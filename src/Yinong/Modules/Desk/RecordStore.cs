using Yinong.Platform.Audit;

namespace Yinong.Modules.Desk;

/// <summary>A group of new records with what belongs into the same transaction.</summary>
/// <param name="Rows">Sorted by place and time, no id twice.</param>
/// <param name="Audit">Makes the audit entries for the rows that are really new.</param>
public sealed record RecordGroup(IReadOnlyList<ServiceRecord> Rows, Func<IReadOnlyList<ServiceRecord>, IReadOnlyList<AuditEntry>> Audit);

/// <summary>
/// Puts a group of records into the table, once per engine in plain SQL: records, their tally deltas and their audit entries in one
/// transaction that is durable when the call returns.
/// </summary>
public abstract class RecordStore
{
    /// <summary>Writes those whose id is not there yet and returns the others as they stand in the table.</summary>
    public abstract Task<IReadOnlyDictionary<Guid, ServiceRecord>> InsertAsync(RecordGroup group, CancellationToken cancel);
}
