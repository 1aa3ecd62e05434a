using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Stations.HandOvers;
using Yinong.Modules.Stations.SixHaves;

namespace Yinong.Modules.Stations.Photos;

/// <summary>What the inspector is told at one photo.</summary>
/// <param name="Photo">Its evidence.</param>
/// <param name="Flags">Far from the station, outside the visit.</param>
/// <param name="Look">How far the comparison is; null: the photo was never looked at.</param>
/// <param name="Pairs">Photos of other stations that look alike.</param>
public sealed record PhotoNotes(int Photo, PhotoFlags Flags, PhotoLook? Look, IReadOnlyList<PhotoPairView> Pairs)
{
    public static readonly IReadOnlyDictionary<int, PhotoNotes> None = new Dictionary<int, PhotoNotes>();

    public bool Any => Flags.Any || Pairs.Count > 0 || Look is PhotoLook.NotTelling or PhotoLook.TooCommon;
}

/// <summary>Reads the notes of the photos of one inspection, in as many questions whatever their number.</summary>
public sealed class PhotoNotesReader(AppDb db, PhotoList list, PhotoRules rules)
{
    public async Task<IReadOnlyDictionary<int, PhotoNotes>> ReadAsync(Station station, Inspection inspection, IEnumerable<Evidence> files, CancellationToken cancel = default)
    {
        var photos = files.Where(f => f.IsPhoto).ToList();
        if (photos.Count == 0) return PhotoNotes.None;
        var ids = photos.ConvertAll(p => p.Id);
        var looks = await db.PhotoHashes.Where(h => ids.Contains(h.EvidenceId)).ToDictionaryAsync(h => h.EvidenceId, h => h.Look, cancel);
        var pairs = await list.OfAsync(ids, cancel);
        var moved = await db.HasMovedAfterAsync(station.Id, inspection.OnDate, cancel);
        return photos.ToDictionary(p => p.Id, p => new PhotoNotes(p.Id, PhotoFlags.Of(p, moved ? null : station.Point, inspection, rules), looks.TryGetValue(p.Id, out var look) ? look : null,
            [.. pairs.Where(pair => pair.Pair.PhotoId == p.Id || pair.Pair.OtherId == p.Id)]));
    }
}
