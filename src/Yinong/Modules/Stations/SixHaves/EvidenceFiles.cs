using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Files;
using Yinong.Platform.Problems;
using Yinong.Web;

namespace Yinong.Modules.Stations.SixHaves;

/// <summary>
/// Serves evidence to those within reach of its station: pictures as the JPEG made from them, documents for download. The type is fixed, never guessed
/// from the file, and the answer may run nothing.
/// </summary>
static class EvidenceFiles
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/stations/evidence/{id:int}", (int id, HttpContext context, AppDb db, EvidenceStore store) => SendAsync(id, small: false, context, db, store))
            .Require(Permission.StationsRead).WithMetadata(new ServesFiles()).ExcludeFromDescription();
        app.MapGet("/stations/evidence/{id:int}/small", (int id, HttpContext context, AppDb db, EvidenceStore store) => SendAsync(id, small: true, context, db, store))
            .Require(Permission.StationsRead).WithMetadata(new ServesFiles()).ExcludeFromDescription();
    }

    static async Task<IResult> SendAsync(int id, bool small, HttpContext context, AppDb db, EvidenceStore store)
    {
        var evidence = await db.Evidence.AsNoTracking().FirstOrDefaultAsync(e => e.Id == id, context.RequestAborted) ?? throw Problem.NotFound();
        // Through the station too, because an operator's people see their own stations only.
        if (!await db.Stations.AnyAsync(s => s.Id == evidence.StationId, context.RequestAborted)) throw Problem.NotFound();
        var content = await store.OpenAsync(evidence, small, context.RequestAborted) ?? throw Problem.NotFound();
        context.Response.Headers.CacheControl = "private, max-age=86400, immutable";
        return evidence.IsPhoto ? Results.Stream(content, Photo.ServedType) : Results.Stream(content, PdfCheck.ContentType, $"evidence-{evidence.Id}.pdf");
    }
}
