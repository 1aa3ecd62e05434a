using Microsoft.EntityFrameworkCore;
using Yinong.Database;

namespace Yinong.Modules.Desk;

/// <summary>A record among those it replaced or was replaced by.</summary>
/// <param name="Record">As written.</param>
/// <param name="Correction">What took it out of the count; null: it counts.</param>
public sealed record ChainLink(ServiceRecord Record, ServiceRecordCorrection? Correction);

/// <summary>Follows corrections from the first record to the one that counts.</summary>
public sealed class RecordChain(AppDb db)
{
    // A chain is as long as somebody corrected; this only keeps a broken one from running for ever.
    const int Most = 1000;

    /// <summary>The whole chain in the order of time; throws <c>service-record.not-yours</c> (404) when the record is out of reach.</summary>
    public async Task<IReadOnlyList<ChainLink>> GetAsync(Guid id)
    {
        if (!await db.ServiceRecords.AnyAsync(r => r.Id == id && db.Stations.Any(s => s.Id == r.StationId))) throw DeskProblems.NotYours();
        var first = id;
        for (var i = 0; i < Most && await db.ServiceRecordCorrections.AsNoTracking().FirstOrDefaultAsync(c => c.ReplacedBy == first) is { } before; i++) first = before.RecordId;
        var chain = new List<ChainLink>();
        for (Guid? next = first; next is { } at && chain.Count < Most; next = chain[^1].Correction?.ReplacedBy)
        {
            if (await db.ServiceRecords.AsNoTracking().FirstOrDefaultAsync(r => r.Id == at) is not { } record) break;
            chain.Add(new(record, await db.ServiceRecordCorrections.AsNoTracking().FirstOrDefaultAsync(c => c.RecordId == at)));
        }
        return chain;
    }
}
