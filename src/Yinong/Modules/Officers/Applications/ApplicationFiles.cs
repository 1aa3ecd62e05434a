using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Identity;
using Yinong.Modules.Stations.SixHaves;
using Yinong.Platform.Access;
using Yinong.Platform.Audit;
using Yinong.Platform.Files;
using Yinong.Platform.Problems;
using Yinong.Web;

namespace Yinong.Modules.Officers.Applications;

/// <summary>Serves the documents of an application to who decides on it, never to the public; every look is audited. The type is fixed, never guessed from the file.</summary>
static class ApplicationFiles
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/officers/applications/files/{id:int}", SendAsync).Require(Permission.OfficersRead).WithMetadata(new ServesFiles()).ExcludeFromDescription();

    static async Task<IResult> SendAsync(int id, HttpContext context, AppDb db, EvidenceStore store, Viewer viewer, AuditLog audit)
    {
        var cancel = context.RequestAborted;
        var file = await db.OfficerApplicationFiles.AsNoTracking().FirstOrDefaultAsync(f => f.Id == id, cancel) ?? throw Problem.NotFound();
        // Through the application too, because an operator's people see only whom they proposed.
        var application = await db.OfficerApplications.AsNoTracking().FirstOrDefaultAsync(a => a.Id == file.ApplicationId, cancel) ?? throw Problem.NotFound();
        if (!ApplicationRegister.MayOpenFiles(application, viewer)) throw OfficerProblems.NotYours();
        var evidence = new Evidence { Id = file.Id, Item = "", Hash = file.Hash, ContentType = file.ContentType, FileName = file.FileName, Bytes = file.Bytes, Width = file.ContentType == PdfCheck.ContentType ? null : 1, Actor = "" };
        var content = await store.OpenAsync(evidence, small: false, cancel) ?? throw Problem.NotFound();
        audit.Record(db, "officer-application.file-read", ApplicationDesk.Subject(application), application.Division, new { file.Id });
        await db.SaveChangesAsync(cancel);
        context.Response.Headers.CacheControl = "no-store";
        return evidence.IsPhoto ? Results.Stream(content, Photo.ServedType) : Results.Stream(content, PdfCheck.ContentType, $"application-{file.Id}.pdf");
    }
}
