using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using Yinong.Modules.Identity;
using Yinong.Platform.Problems;
using Yinong.Web;

namespace Yinong.Modules.Training.Courses;

/// <summary>
/// Serves files of lessons to those who may read the course, in ranges, so that a film begins before it is whole and a broken line goes on where it was.
/// The type is fixed, never guessed from the file, and the answer may run nothing.
/// </summary>
static class CourseFiles
{
    public static void Map(IEndpointRouteBuilder app)
    {
        // Who may read is asked of the course: what is for farmers is for anybody.
        app.MapMethods("/courses/files/{id:int}", ["GET", "HEAD"], (int id, HttpContext context, CourseLibrary library, MediaStore store) => SendAsync(id, small: false, context, library, store))
            .AllowAnonymous().WithMetadata(new ServesFiles()).ExcludeFromDescription();
        app.MapMethods("/courses/files/{id:int}/small", ["GET", "HEAD"], (int id, HttpContext context, CourseLibrary library, MediaStore store) => SendAsync(id, small: true, context, library, store))
            .AllowAnonymous().WithMetadata(new ServesFiles()).ExcludeFromDescription();
        app.MapGet("/courses/{id:int}.zip", ZipAsync).AllowAnonymous().WithMetadata(new ServesFiles()).ExcludeFromDescription();
    }

    static async Task<IResult> SendAsync(int id, bool small, HttpContext context, CourseLibrary library, MediaStore store)
    {
        var (file, course) = await library.FileAsync(id, context.RequestAborted);
        var content = await store.OpenAsync(file, small, context.RequestAborted) ?? throw Problem.NotFound();
        // The bytes of an address never change; who may read may.
        context.Response.Headers.CacheControl = course.ForFarmers && course.State is CourseState.Approved ? "public, max-age=86400" : "private, max-age=86400";
        return Results.Stream(content, small ? file.SmallType! : file.ContentType, entityTag: new EntityTagHeaderValue($"\"{(small ? file.SmallHash : file.Hash)}\""), enableRangeProcessing: true);
    }

    static async Task ZipAsync(int id, HttpContext context, CourseLibrary library, Viewer viewer, MediaStore store, Texts t)
    {
        var book = viewer.Post is null ? await library.GetOpenAsync(id, context.RequestAborted) : await library.GetAsync(id, context.RequestAborted);
        var small = context.Request.Query["size"] != "full";
        context.Response.ContentType = "application/zip";
        context.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = $"course-{book.Course.Code}-{book.Course.Edition}{(small ? "-small" : "")}.zip" }.ToString();
        // The archive ends each of its files with some bytes of its own, which the library writes at once; never more than a buffer.
        if (context.Features.Get<IHttpBodyControlFeature>() is { } body) body.AllowSynchronousIO = true;
        await Pages.CourseZip.WriteAsync(context.Response.Body, book, store, small, t, context.RequestAborted);
    }
}
