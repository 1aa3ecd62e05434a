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

/// <summary>填写一行: what the file says of one row, to be mended on the spot; the file itself stays as it was.</summary>
[Require(Permission.StationsRead)]
public sealed class ImportRowModel(AppDb db, ImportRegister register, ImportCorrections corrections, ImportSheet sheet, Texts t) : PageModel
{
    const int LongestCell = 300;

    [BindProperty]
    public Dictionary<string, string?> Cells { get; set; } = [];

    public StationImport Import { get; private set; } = null!;

    public StationImportRow Row { get; private set; } = null!;

    public IReadOnlyList<RowRemark> Remarks { get; private set; } = [];

    public ImportSheet Sheet => sheet;

    public async Task OnGetAsync(int id, int row, CancellationToken cancel)
    {
        await ReadAsync(id, row, cancel);
        Cells = Row.CellsByField().ToDictionary(c => c.Key, c => (string?)c.Value);
    }

    public async Task<IActionResult> OnPostAsync(int id, int row, CancellationToken cancel)
    {
        try
        {
            if (!ModelState.IsValid || Cells.Any(c => c.Value?.Length > LongestCell)) throw Problem.Invalid("", $"每一格最多{LongestCell}个字。", $"At most {LongestCell} characters in a cell.");
            var mended = await corrections.ReplaceAsync(id, row, Cells.ToDictionary(c => c.Key, c => c.Value?.Trim() ?? ""), cancel);
            if (mended.State is not ImportRowState.Bad) return Redirect($"/stations/import/{id}");
        }
        catch (Problem problem) when (problem.Status is not (404 or 403))
        {
            db.ChangeTracker.Clear();
            Response.StatusCode = problem.Status;
            ModelState.AddModelError("", problem.Detail(t.English));
        }
        await ReadAsync(id, row, cancel);
        // A proposal was taken for one field: the others are shown as they are kept.
        foreach (var (field, text) in Row.CellsByField()) Cells.TryAdd(field, text);
        return Page();
    }

    async Task ReadAsync(int id, int row, CancellationToken cancel)
    {
        Import = await db.StationImports.AsNoTracking().FirstOrDefaultAsync(i => i.Id == id, cancel) ?? throw Problem.NotFound();
        if (register.Ways().Count == 0) throw StationProblems.NotYours();
        Row = await corrections.FindAsync(id, row, cancel);
        Remarks = Row.RemarkList();
    }

    public IEnumerable<RowRemark> RemarksOf(string field) => Remarks.Where(r => r.Field == field);
}
