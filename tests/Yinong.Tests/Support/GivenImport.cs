using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Yinong.Modules.Divisions;
using Yinong.Modules.Stations;
using Yinong.Modules.Stations.Import;

namespace Yinong.Tests.Support;

/// <summary>Imports of stations on their way.</summary>
public static class GivenImport
{
    static int _made;

    /// <summary>An import of a place that is checked: row 2 is good, row 3 has a code with a digit too few. Its file is on the shelf.</summary>
    public static async Task<int> ImportAsync(this App app, DivisionCode place)
    {
        var n = Interlocked.Increment(ref _made);
        var file = Encoding.UTF8.GetBytes($"站点名称,行政村代码\r\n导入站{n},{place}\r\n导入错{n},{place.ToString()[..^1]}\r\n");
        var (stored, hash, bytes) = await app.Services.GetRequiredService<ImportShelf>().AddAsync(new MemoryStream(file), default);
        await using var db = app.Db();
        var import = new StationImport
        {
            Division = place.Value, FileName = $"台账{n}.csv", FileHash = hash, FileBytes = bytes, StoredAs = stored, State = ImportState.Checked, EnterAs = StationState.Planned, OnDate = new(2018, 10, 31), DefaultType = "standard", DefaultHost = "shop",
            Columns = """{"sheetName":"","headRow":1,"columns":[{"heading":"站点名称","samples":["导入站"],"field":"name"},{"at":1,"heading":"行政村代码","samples":["370102011201"],"field":"division"}]}""",
            RowsChecked = 2, Share = 1000, UploadedAt = DateTime.UtcNow, UploadedBy = "test", ActedBy = "test",
        };
        db.Add(import);
        await db.SaveChangesAsync();
        db.AddRange(
            new StationImportRow { ImportId = import.Id, RowNo = 2, Division = place.Value, Name = $"导入站{n}", Cells = $$"""{"name":"导入站{{n}}","division":"{{place}}"}""", State = ImportRowState.Good },
            new StationImportRow
            {
                ImportId = import.Id, RowNo = 3, Division = place.Value, Name = $"导入错{n}", Cells = $$"""{"name":"导入错{{n}}","division":"{{place.ToString()[..^1]}}"}""", State = ImportRowState.Bad, Trouble = ImportTrouble.Place, Fixable = true,
                Remarks = $$"""[{"field":"division","code":"code-length","value":"{{place.ToString()[..^1]}}","fixes":["{{place}}"],"about":"11"}]""",
            });
        await db.SaveChangesAsync();
        return import.Id;
    }
}
