using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Identity;
using Yinong.Modules.Stations.Import;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Web;

namespace Yinong.Modules.Stations.Pages;

/// <summary>批量导入: a file of stations is uploaded here; below it the imports there have been.</summary>
[Require(Permission.StationsRead)]
[RequestSizeLimit(ImportLimits.Door.Most), RequestFormLimits(MultipartBodyLengthLimit = ImportLimits.Door.Most)]
public sealed class ImportModel(AppDb db, ImportRegister register, ImportLimits limits, Texts t) : PageModel
{
    const int Shown = 20;

    [BindProperty]
    public IFormFile? Upload { get; set; }

    public ImportLimits Limits => limits;

    public IReadOnlyList<StationImport> Imports { get; private set; } = [];

    public IReadOnlyDictionary<string, string> Names { get; private set; } = new Dictionary<string, string>();

    public async Task OnGetAsync(CancellationToken cancel)
    {
        if (register.Ways().Count == 0) throw StationProblems.NotYours();
        await ReadAsync(cancel);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (register.Ways().Count == 0) throw StationProblems.NotYours();
        try
        {
            ModelState.Clear();
            if (Upload is null || Upload.Length == 0) throw Upload is null ? ImportProblems.NoFile() : ImportProblems.Empty();
            await using var content = Upload.OpenReadStream();
            var (import, again) = await register.UploadAsync(content, Upload.FileName, cancel);
            return Redirect($"/stations/import/{import.Id}{(again ? "?again=true" : "")}");
        }
        catch (Problem problem) when (problem.Fields is not null)
        {
            Response.StatusCode = problem.Status;
            ModelState.AddModelError(nameof(Upload), problem.Detail(t.English));
            await ReadAsync(cancel);
            return Page();
        }
    }

    async Task ReadAsync(CancellationToken cancel)
    {
        Imports = await db.StationImports.AsNoTracking().OrderByDescending(i => i.Id).Take(Shown).ToListAsync(cancel);
        Names = await db.NamesOfAsync(Imports.Select(i => i.UploadedBy), cancel);
    }
}
