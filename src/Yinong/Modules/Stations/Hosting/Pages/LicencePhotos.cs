using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Files;
using Yinong.Platform.Problems;
using Yinong.Web;

namespace Yinong.Modules.Stations.Hosting.Pages;

/// <summary><c>GET /stations/licences/{id}/photo</c>: the photo of a licence, to those within reach of its station.</summary>
static class LicencePhotos
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/stations/licences/{id:int}/photo", SendAsync).Require(Permission.StationsRead).WithMetadata(new ServesFiles()).ExcludeFromDescription();

    static async Task<IResult> SendAsync(int id, HttpContext context, AppDb db, ContentStore files)
    {
        var hash = await db.StationLicences.Where(l => l.Id == id && db.Stations.Any(s => s.Id == l.StationId)).Select(l => l.Photo).FirstOrDefaultAsync(context.RequestAborted);
        var content = hash is null ? null : await files.OpenAsync(hash, cancel: context.RequestAborted);
        if (content is null) throw Problem.NotFound();
        context.Response.Headers.CacheControl = "private, max-age=3600";
        return Results.Stream(content, Photo.ServedType);
    }
}
