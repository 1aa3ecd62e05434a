using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Audit;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Stations.Photos.Pages;

/// <summary><c>GET /photos.csv</c>: every pair within reach with what was judged of it; every export is audited.</summary>
static class PhotoExport
{
    const int Chunk = 200;

    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/photos.csv", SendAsync).Require(Permission.StationsRead).ExcludeFromDescription();

    static async Task SendAsync(HttpContext context, AppDb db, PhotoList list, DivisionTree places, Viewer viewer, ProgrammeClock clock, AuditLog audit, Texts t)
    {
        audit.Record(db, "photos.exported", $"division:{new DivisionCode(Math.Max(0, viewer.Reach.From))}", viewer.Post?.Division.Value ?? 0);
        await db.SaveChangesAsync(context.RequestAborted);
        await CsvTable.StreamAsync(context, $"photos-{clock.Today:yyyyMMdd}.csv", Heads(t), RowsAsync(list, places, t, context.RequestAborted));
    }

    static string[] Heads(Texts t) => [t["后传的站点"], t["后传的地方"], t["先传的站点"], t["先传的地方"], t["相像程度"], t["拍摄时间差"], t["相距"], t["发现时间"], t["判断"]];

    static async IAsyncEnumerable<object?[]> RowsAsync(PhotoList list, DivisionTree places, Texts t, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var pairs = new List<PhotoPair>();
        await foreach (var pair in list.AllAsync().WithCancellation(cancel)) pairs.Add(pair);
        foreach (var chunk in pairs.Chunk(Chunk))
            foreach (var view in await list.ViewsAsync(chunk, cancel))
                yield return
                [
                    PhotoWords.Where(view.Later, places, t), PlaceOf(view.Later), PhotoWords.Where(view.Earlier, places, t), PlaceOf(view.Earlier), PhotoWords.Likeness(view.Pair, t),
                    PhotoWords.Time(view, t), PhotoWords.Place(view, t), view.Pair.FoundAt, view.Pair.Verdict is { } verdict ? t[verdict] : null,
                ];

        // Out of reach no more than the county is told.
        string PlaceOf(PhotoSide side) => places.FullName(side.Station is null && new DivisionCode(side.Division) is { Level: > DivisionLevel.County } code ? code.At(DivisionLevel.County) : new(side.Division));
    }
}
