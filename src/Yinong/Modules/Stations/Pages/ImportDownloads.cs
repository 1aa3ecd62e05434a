using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Identity;
using Yinong.Modules.Stations.Import;
using Yinong.Platform.Access;
using Yinong.Platform.Audit;
using Yinong.Platform.Problems;

namespace Yinong.Modules.Stations.Pages;

/// <summary>What an import gives back: the template, and the same sheet with its status columns.</summary>
static class ImportDownloads
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/stations/import/template", Template).Require(Permission.StationsRead).ExcludeFromDescription();
        app.MapGet("/stations/import/{id:int}/sheet", SheetAsync).Require(Permission.StationsRead).ExcludeFromDescription();
    }

    static IResult Template(ImportSheet sheet, ImportShelf shelf)
    {
        var file = shelf.Scratch();
        sheet.WriteTemplate(file);
        file.Position = 0;
        return Results.File(file, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "stations-template.xlsx");
    }

    static async Task<IResult> SheetAsync(int id, string? rows, AppDb db, ImportRegister register, ImportSheet sheet, ImportShelf shelf, AuditLog audit, HttpContext context)
    {
        var cancel = context.RequestAborted;
        var import = await db.StationImports.AsNoTracking().FirstOrDefaultAsync(i => i.Id == id, cancel) ?? throw Problem.NotFound();
        if (register.Ways().Count == 0) throw StationProblems.NotYours();
        var file = shelf.Scratch();
        try
        {
            await sheet.WriteAsync(import, rows == "bad", file, cancel);
            audit.Record(db, "station-import.exported", $"station-import:{id}", import.Division, new { rows });
            await db.SaveChangesAsync(cancel);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
        file.Position = 0;
        return Results.File(file, ImportSheet.TypeOf(import), ImportSheet.NameOf(import));
    }
}
