using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Identity;
using Yinong.Modules.Stations.Import;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Stations.Pages;

/// <summary>How many rows of an import are what.</summary>
public sealed record ImportCounts(int Good, int Bad, int Known, int Written, int Withdrawn, int Fixable, int Noted, IReadOnlyDictionary<ImportTrouble, int> Troubles)
{
    public int All => Good + Bad + Known + Written + Withdrawn;
}

/// <summary>One import: which column is what → every row checked → what is wrong, with proposals → written, and within a day taken back.</summary>
[Require(Permission.StationsRead)]
public sealed class ImportOneModel(AppDb db, ImportRegister register, ImportCorrections corrections, ImportWithdrawal withdrawal, ImportSheet sheet, ProgrammeClock clock, Texts t) : PageModel
{
    public const int PageRows = 50;

    /// <summary>The same file was uploaded once more.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Again { get; set; }

    /// <summary>Which faults are shown; null: all.</summary>
    [BindProperty(SupportsGet = true)]
    public ImportTrouble? Trouble { get; set; }

    /// <summary>Shows the rows that are only worth a look.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Notes { get; set; }

    [BindProperty(SupportsGet = true)]
    public int After { get; set; }

    /// <summary>The columns are to be chosen once more.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Columns { get; set; }

    [BindProperty]
    public ImportInput Input { get; set; } = new();

    public StationImport Import { get; private set; } = null!;

    public ImportTable Table { get; private set; } = null!;

    public IReadOnlyList<string> Sheets { get; private set; } = [];

    public ImportCounts Counts { get; private set; } = new(0, 0, 0, 0, 0, 0, 0, new Dictionary<ImportTrouble, int>());

    public IReadOnlyList<StationImportRow> Rows { get; private set; } = [];

    public string? Next { get; private set; }

    public IReadOnlyList<StationStep> Ways => register.Ways();

    public DateOnly Today => clock.Today;

    public bool CanWithdraw => withdrawal.IsOpen(Import);

    public int WithdrawHours => withdrawal.Hours;

    public DateTime? WithdrawUntil => withdrawal.Until(Import);

    public ImportSheet Sheet => sheet;

    public async Task OnGetAsync(int id, CancellationToken cancel)
    {
        await ReadAsync(id, cancel);
        Input = new()
        {
            As = Ways.Any(w => w.To == Import.EnterAs) ? Import.EnterAs.Code() : Ways[0].To.Code(), On = Import.OnDate, Type = Import.DefaultType, Host = Import.DefaultHost,
            Fields = Table.Columns.ToDictionary(c => Key(c.At), c => c.Field),
        };
        // Without script the browser itself asks again while the work goes on.
        if (Import.IsRunning) Response.Headers["Refresh"] = "2";
    }

    public Task<IActionResult> OnPostSheetAsync(int id, int number, CancellationToken cancel) =>
        DoAsync(id, () => ModelState[nameof(number)]?.Errors.Count is not > 0 ? register.ChooseSheetAsync(id, number, cancel) : throw ImportProblems.NoSuchSheet(), cancel);

    public async Task<IActionResult> OnPostCheckAsync(int id, CancellationToken cancel)
    {
        if (ModelState.IsValid)
            return await DoAsync(id, () => register.CheckAsync(id, new(
                Input.Fields.Where(f => !string.IsNullOrEmpty(f.Value)).ToDictionary(f => int.TryParse(f.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? at : -1, f => f.Value!),
                StationStates.TryParse(Input.As, out var state) ? state : throw StationProblems.NoSuchStep(), Input.On!.Value, Blank(Input.Type), Blank(Input.Host)), cancel), cancel);
        await ReadAsync(id, cancel);
        Response.StatusCode = 400;
        return Page();
    }

    public Task<IActionResult> OnPostWriteAsync(int id, string? which, CancellationToken cancel) => DoAsync(id, () => register.WriteAsync(id, which == "all", cancel), cancel);

    public Task<IActionResult> OnPostStopAsync(int id, CancellationToken cancel) => DoAsync(id, () => register.StopAsync(id, cancel), cancel);

    /// <summary>采用: the first proposals of one row, or of all rows that have them.</summary>
    public Task<IActionResult> OnPostFixAsync(int id, int? row, CancellationToken cancel) => DoAsync(id, () => corrections.TakeProposalsAsync(id, row, cancel), cancel);

    public Task<IActionResult> OnPostWithdrawAsync(int id, CancellationToken cancel) => DoAsync(id, () => withdrawal.WithdrawAsync(id, cancel), cancel);

    async Task<IActionResult> DoAsync(int id, Func<Task> order, CancellationToken cancel)
    {
        try
        {
            await order();
            return Redirect($"/stations/import/{id}");
        }
        catch (Problem problem) when (problem.Status is not (404 or 403))
        {
            db.ChangeTracker.Clear();
            // The form of the columns was not what was sent, so what it lacks is not wrong.
            ModelState.Clear();
            await ReadAsync(id, cancel);
            this.Show(problem, t);
            return Page();
        }
    }

    async Task ReadAsync(int id, CancellationToken cancel)
    {
        Import = await db.StationImports.AsNoTracking().FirstOrDefaultAsync(i => i.Id == id, cancel) ?? throw Problem.NotFound();
        if (Ways.Count == 0) throw StationProblems.NotYours();
        Table = Import.Table();
        if (Import.State is ImportState.Checking) return;
        Counts = await CountAsync(id, cancel);
        if (ShowsColumns)
        {
            Sheets = SheetNames();
            return;
        }
        var rows = db.StationImportRows.AsNoTracking().Where(r => r.ImportId == id && r.RowNo > After);
        rows = Notes ? rows.Where(r => r.State == ImportRowState.Good && r.Noted) : rows.Where(r => r.State == ImportRowState.Bad);
        if (Trouble is { } one && !Notes) rows = rows.Where(r => r.Trouble == one);
        var shown = await rows.OrderBy(r => r.RowNo).Take(PageRows + 1).ToListAsync(cancel);
        Rows = shown.Count > PageRows ? shown[..PageRows] : shown;
        if (shown.Count > PageRows) Next = Href(Trouble, Notes, Rows[^1].RowNo);
    }

    // The file may be gone after its time; the page still says what became of the import.
    IReadOnlyList<string> SheetNames()
    {
        try
        {
            return register.SheetsOf(Import);
        }
        catch (Problem)
        {
            return [];
        }
    }

    async Task<ImportCounts> CountAsync(int id, CancellationToken cancel)
    {
        var groups = await db.StationImportRows.Where(r => r.ImportId == id).GroupBy(r => new { r.State, r.Trouble, r.Fixable, r.Noted }).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel);
        int Of(ImportRowState state) => groups.Where(g => g.Key.State == state).Sum(g => g.Count);
        return new(Of(ImportRowState.Good), Of(ImportRowState.Bad), Of(ImportRowState.Known), Of(ImportRowState.Written), Of(ImportRowState.Withdrawn),
            groups.Where(g => g.Key is { State: ImportRowState.Bad, Fixable: true }).Sum(g => g.Count), groups.Where(g => g.Key is { State: ImportRowState.Good, Noted: true }).Sum(g => g.Count),
            groups.Where(g => g.Key.State == ImportRowState.Bad).GroupBy(g => g.Key.Trouble).ToDictionary(g => g.Key, g => g.Sum(x => x.Count)));
    }

    /// <summary>The page with another choice of rows.</summary>
    public string Href(ImportTrouble? trouble = null, bool notes = false, int after = 0) => $"/stations/import/{Import.Id}" + QueryString.Create(new Dictionary<string, string?>
    {
        ["trouble"] = trouble?.ToString(), ["notes"] = notes ? "true" : null, ["after"] = after > 0 ? Key(after) : null,
    }.Where(p => p.Value is not null)).ToUriComponent();

    /// <summary>Whether the page asks which column is what.</summary>
    public bool ShowsColumns => Import.State is ImportState.Mapping || Import.State is ImportState.Failed && Counts.All == 0 || Columns && Import.State is ImportState.Checked;

    /// <summary>What went wrong with the whole, in the reader's language.</summary>
    public string? Fault => Import.Fault?.Split('\n') is [var zh, var en] ? t.English ? en : zh : null;

    static string Key(int number) => number.ToString(CultureInfo.InvariantCulture);

    static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    /// <summary>What the form of the columns holds.</summary>
    public sealed class ImportInput
    {
        [Required]
        public string As { get; set; } = "";

        [Required]
        public DateOnly? On { get; set; }

        public string? Type { get; set; }

        public string? Host { get; set; }

        /// <summary>Field by the position of the column.</summary>
        public Dictionary<string, string?> Fields { get; set; } = [];
    }
}
