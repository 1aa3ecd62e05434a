using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Platform.Audit;
using Yinong.Platform.Problems;
using Yinong.Platform.Texts;
using Yinong.Platform.Time;

namespace Yinong.Modules.Stations.Import;

/// <summary>What people decide before the check: which column is what, and what holds for rows that do not say.</summary>
/// <param name="Fields">Field by position of the column; empty: the column is not read.</param>
/// <param name="EnterAs">State in which the stations are entered.</param>
/// <param name="On">Day of rows that say none.</param>
/// <param name="Type">Type of rows that say none; null: they are wrong.</param>
/// <param name="Host">Class of hosts of rows that say none; null: they are wrong.</param>
public sealed record ImportOrder(IReadOnlyDictionary<int, string> Fields, StationState EnterAs, DateOnly On, string? Type, string? Host);

/// <summary>The orders that people give to an import. Each is audited in its own transaction; the long work is the worker's.</summary>
public sealed class ImportRegister(AppDb db, StationRegister stations, ImportShelf shelf, ImportWorker worker, ImportLimits limits, ProgrammeClock clock, TimeProvider time, AuditLog audit, AuditActor actor)
{
    /// <summary>Said aloud by the command line, which acts for whoever owns the machine.</summary>
    public bool Installation { get; set; }

    /// <summary>
    /// Takes a file. The same content once more, as long as the first import of it stands, gives that one and changes nothing (Again).
    /// </summary>
    public async Task<(StationImport Import, bool Again)> UploadAsync(Stream content, string fileName, CancellationToken cancel = default)
    {
        var ways = Ways();
        if (ways.Count == 0) throw StationProblems.NotYours();
        var (stored, hash, bytes) = await shelf.AddAsync(content, cancel);
        try
        {
            var (place, organisation) = (db.Reach.From, db.Reach.Organisation);
            var former = await db.StationImports.Where(i => i.FileHash == hash && i.Division == place && i.OrganisationId == organisation && i.State != ImportState.Withdrawn && i.State != ImportState.Failed)
                .OrderByDescending(i => i.Id).FirstOrDefaultAsync(cancel);
            if (former is not null)
            {
                shelf.Remove(stored);
                return (former, true);
            }
            var name = Path.GetFileName(fileName);
            var import = new StationImport
            {
                Division = place, OrganisationId = organisation, FileName = PlainText.Whole(name.Length > 200 ? name[^200..] : name), FileHash = hash, FileBytes = bytes, StoredAs = stored,
                Columns = ImportJson.Write(Table(stored, name, null)), EnterAs = ways[0].To, OnDate = clock.Today, State = ImportState.Mapping, UploadedAt = Now, UploadedBy = actor.Actor,
                ActedBy = actor.Actor, ActedPost = actor.Post, ActedOrigin = actor.Origin,
            };
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            db.Add(import);
            await db.SaveChangesAsync(cancel);
            audit.Record(db, "station-import.uploaded", Subject(import), import.Division, new { file = import.FileName, sha256 = hash, bytes });
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
            return (import, false);
        }
        catch
        {
            shelf.Remove(stored);
            throw;
        }
    }

    /// <summary>What the viewer may enter stations as.</summary>
    public IReadOnlyList<StationStep> Ways() => Installation ? [.. StationLaw.After(null)] : stations.MayEnter();

    /// <summary>Another sheet of the workbook is the list.</summary>
    public async Task ChooseSheetAsync(int id, int sheet, CancellationToken cancel = default)
    {
        var import = await MineAsync(id, cancel, ImportState.Mapping, ImportState.Checked, ImportState.Failed);
        import.Columns = ImportJson.Write(Table(import.StoredAs, import.FileName, sheet));
        import.State = ImportState.Mapping;
        await SaveAsync(import, "station-import.mapped", new { sheet }, cancel);
    }

    /// <summary>Names of the sheets of the file.</summary>
    public IReadOnlyList<string> SheetsOf(StationImport import)
    {
        using var reader = SheetReader.Open(shelf.PathOf(import.StoredAs), import.FileName, limits);
        return reader.Sheets;
    }

    /// <summary>Keeps the decisions and has every row checked.</summary>
    public async Task CheckAsync(int id, ImportOrder order, CancellationToken cancel = default)
    {
        var import = await MineAsync(id, cancel, ImportState.Mapping, ImportState.Checked, ImportState.Failed);
        MayEnter(order.EnterAs);
        if (order.On > clock.Today) throw ImportProblems.DateInFuture();
        if (order.Type is not null && StationLists.FindType(order.Type) is null) throw StationProblems.UnknownType();
        if (order.Host is not null && StationLists.FindHostClass(order.Host) is null) throw StationProblems.UnknownHostClass();
        var table = import.Table();
        table = table with { Columns = [.. table.Columns.Select(c => c with { Field = ImportWords.Find(order.Fields.GetValueOrDefault(c.At))?.Field })] };
        CheckColumns(table);
        (import.Columns, import.EnterAs, import.OnDate, import.DefaultType, import.DefaultHost) = (ImportJson.Write(table), order.EnterAs, order.On, order.Type, order.Host);
        (import.RowsChecked, import.Share, import.Fault) = (0, 0, null);
        Order(import, ImportState.Checking);
        await SaveAsync(import, "station-import.checked", new { columns = table.Columns.Where(c => c.Field is not null).Select(c => $"{c.Heading}={c.Field}"), state = order.EnterAs.Code(), on = order.On }, cancel);
        worker.Call();
    }

    /// <summary>Has the good rows written, or only all of them.</summary>
    public async Task WriteAsync(int id, bool onlyWhenAllGood, CancellationToken cancel = default)
    {
        var import = await MineAsync(id, cancel, ImportState.Checked, ImportState.Stopped, ImportState.Done, ImportState.Failed);
        MayEnter(import.EnterAs);
        var rows = db.StationImportRows.Where(r => r.ImportId == id);
        if (!await rows.AnyAsync(r => r.State == ImportRowState.Good, cancel)) throw ImportProblems.NothingToWrite();
        if (onlyWhenAllGood && await rows.CountAsync(r => r.State == ImportRowState.Bad, cancel) is > 0 and var bad) throw ImportProblems.NotAllGood(bad);
        import.Share = 0;
        Order(import, ImportState.Writing);
        await SaveAsync(import, "station-import.ordered", new { onlyWhenAllGood }, cancel);
        worker.Call();
    }

    /// <summary>Ends what runs after the chunk in hand: a check begins anew later, written rows stay.</summary>
    public async Task StopAsync(int id, CancellationToken cancel = default)
    {
        var import = await MineAsync(id, cancel, Enum.GetValues<ImportState>());
        import.StopAsked = import.State is not (ImportState.Done or ImportState.Withdrawn or ImportState.Failed);
        await SaveAsync(import, "station-import.stopped", null, cancel);
    }

    void Order(StationImport import, ImportState next)
    {
        (import.State, import.StopAsked, import.LeaseUntil) = (next, false, null);
        (import.ActedBy, import.ActedPost, import.ActedOrigin) = (actor.Actor, actor.Post, actor.Origin);
    }

    /// <summary>The import within reach, when the viewer may do something with it and it is in one of these states.</summary>
    internal async Task<StationImport> MineAsync(int id, CancellationToken cancel, params ImportState[] states)
    {
        var import = await db.StationImports.FirstOrDefaultAsync(i => i.Id == id, cancel) ?? throw Problem.NotFound();
        // What an operator's people bring in is theirs to go on with, and the other way round.
        if (Ways().Count == 0 || !Installation && import.OrganisationId != db.Reach.Organisation) throw StationProblems.NotYours();
        return states.Contains(import.State) ? import : throw ImportProblems.NotNow();
    }

    internal void MayEnter(StationState state)
    {
        if (!Ways().Any(w => w.To == state)) throw StationProblems.NotYours();
    }

    internal async Task SaveAsync(StationImport import, string action, object? details, CancellationToken cancel)
    {
        audit.Record(db, action, Subject(import), import.Division, details);
        await db.SaveChangesAsync(cancel);
    }

    static void CheckColumns(ImportTable table)
    {
        var fields = table.Columns.Select(c => c.Field).OfType<string>().ToList();
        if (fields.GroupBy(f => f).FirstOrDefault(g => g.Count() > 1) is { } twice) throw ImportProblems.FieldTwice(ImportWords.Find(twice.Key)!.Name);
        if (!fields.Contains("name")) throw ImportProblems.NameNeeded();
        if (!fields.Contains("division") && !fields.Contains("village") && !fields.Contains("town") && !fields.Contains("county")) throw ImportProblems.PlaceNeeded();
    }

    ImportTable Table(string stored, string fileName, int? sheet)
    {
        using var reader = SheetReader.Open(shelf.PathOf(stored), fileName, limits);
        return (sheet is { } one ? SheetHead.Find(reader, Math.Clamp(one, 0, reader.Sheets.Count - 1)) : SheetHead.Find(reader)) ?? throw ImportProblems.NoRows();
    }

    internal static string Subject(StationImport import) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"station-import:{import.Id}");

    DateTime Now => time.GetUtcNow().UtcDateTime;
}
