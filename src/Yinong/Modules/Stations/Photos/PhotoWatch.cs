using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Stations.SixHaves;
using Yinong.Platform.Database;
using Yinong.Platform.Files;
using Yinong.Platform.Problems;

namespace Yinong.Modules.Stations.Photos;

/// <summary>
/// Compares photos with those of the whole country and keeps the pairs that look alike. A photo is compared after its row is committed, so of two that
/// are sent at the same moment at least one sees the other. Doing it again changes nothing.
/// </summary>
public sealed class PhotoWatch(SqlDatabase database, IServiceScopeFactory scopes, PhotoTwins twins, PhotoRules rules, ContentStore files, FileLimits limits, TimeProvider time)
{
    const int Chunk = 100;

    // The pair stands at the later of the two, whichever was compared.
    const string PairSql = """
        insert into photo_pairs (photo_id, station_id, division, other_id, other_station_id, other_division, distance, mirrored, same_file, found_at, version)
        select p.id, p.station_id, p.division, o.id, o.station_id, o.division, @distance, @mirrored, p.hash = o.hash, @now, 1
        from evidence p join evidence o on o.id = @other where p.id = @photo
        on conflict (photo_id, other_id) do nothing
        """;

    const string SameFileSql = """
        select o.id, o.station_id from evidence e join evidence o on o.hash = e.hash
        where e.id = @photo and o.station_id <> e.station_id and o.width is not null order by o.id limit @most
        """;

    /// <summary>Compares one photo; nothing happens when it is gone or was compared.</summary>
    public async Task CompareAsync(int photo, CancellationToken cancel = default)
    {
        if (await FindAsync(photo, cancel) is not { Look: PhotoLook.Waiting } row) return;
        var found = row.BandA is null ? new([], false) : await twins.FindAsync((ulong)row.Hash, row.StationId, cancel);
        var same = await SameFilesAsync(photo, cancel);
        var pairs = same.Concat(found.Nearest).DistinctBy(t => t.EvidenceId).Take(rules.MostPairs).ToList();
        var look = row.BandA is null ? PhotoLook.NotTelling : found.Cut ? PhotoLook.TooCommon : PhotoLook.Compared;
        await database.InWritingAsync(async () =>
        {
            await using var connection = await database.OpenAsync(cancel);
            await using var transaction = await connection.BeginTransactionAsync(cancel);
            foreach (var twin in pairs) await KeepAsync(connection, transaction, photo, twin, cancel);
            await using var done = connection.CreateCommand();
            done.Transaction = transaction;
            done.CommandText = "update photo_hashes set look = @look where evidence_id = @photo";
            done.Add("look", (short)look);
            done.Add("photo", photo);
            await done.ExecuteNonQueryAsync(cancel);
            await transaction.CommitAsync(cancel);
        }, cancel);
    }

    /// <summary>Compares what was left waiting, e.g. when a process died between the two.</summary>
    public async Task CompareWaitingAsync(CancellationToken cancel = default)
    {
        for (List<int> waiting; (waiting = await WaitingAsync(cancel)).Count > 0;)
            foreach (var photo in waiting) await CompareAsync(photo, cancel);
    }

    /// <summary>
    /// Looks at photos that came before there were hashes; those whose file cannot be read are left out. Rests after each as long as it took: nobody waits for it.
    /// </summary>
    public async Task FillAsync(CancellationToken cancel = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>().Nationwide();
        for (var after = 0; ;)
        {
            var start = after;
            var chunk = await db.Evidence.AsNoTracking().Where(e => e.Id > start && e.Width != null && !db.PhotoHashes.Any(h => h.EvidenceId == e.Id)).OrderBy(e => e.Id).Take(Chunk).ToListAsync(cancel);
            if (chunk.Count == 0) return;
            foreach (var evidence in chunk)
            {
                var since = time.GetTimestamp();
                if (await LookAsync(evidence, cancel) is { } look) db.Add(PhotoHash.Of(evidence, look, rules));
                await Task.Delay(time.GetElapsedTime(since), cancel);
            }
            await db.SaveChangesAsync(cancel);
            db.ChangeTracker.Clear();
            after = chunk[^1].Id;
        }
    }

    async Task<PictureHash?> LookAsync(Evidence evidence, CancellationToken cancel)
    {
        await using var content = await files.OpenAsync(evidence.Hash, cancel: cancel);
        if (content is null) return null;
        try
        {
            return (await Photo.ReadAsync(await FileLimits.ReadAsync(content, evidence.FileName, int.MaxValue, cancel), evidence.FileName, Math.Max(limits.PhotoPixels, (long)evidence.Width!.Value * evidence.Height!.Value), cancel)).Look;
        }
        catch (Problem damaged) when (damaged.Status == 400)
        {
            return null;
        }
    }

    async Task KeepAsync(DbConnection connection, DbTransaction transaction, int photo, PhotoTwin twin, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = PairSql;
        command.Add("photo", Math.Max(photo, twin.EvidenceId));
        command.Add("other", Math.Min(photo, twin.EvidenceId));
        command.Add("distance", (short)twin.Distance);
        command.Add("mirrored", twin.Mirrored);
        command.Add("now", database.Stored(time.GetUtcNow().UtcDateTime));
        await command.ExecuteNonQueryAsync(cancel);
    }

    async Task<PhotoHash?> FindAsync(int photo, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AppDb>().Nationwide().PhotoHashes.AsNoTracking().FirstOrDefaultAsync(h => h.EvidenceId == photo, cancel);
    }

    async Task<List<PhotoTwin>> SameFilesAsync(int photo, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = SameFileSql;
        command.Add("photo", photo);
        command.Add("most", rules.MostPairs);
        var found = new List<PhotoTwin>();
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel)) found.Add(new(reader.GetInt32(0), reader.GetInt32(1), 0, Mirrored: false));
        return found;
    }

    async Task<List<int>> WaitingAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AppDb>().Nationwide().PhotoHashes.Where(h => h.Look == PhotoLook.Waiting).OrderBy(h => h.EvidenceId).Select(h => h.EvidenceId).Take(Chunk).ToListAsync(cancel);
    }
}
