using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Divisions;
using Yinong.Modules.Stations.Import;
using Yinong.Tests.Support;

namespace Yinong.Browser.Support;

/// <summary>Imports of 历下区 in the states that look different.</summary>
static class WalkedImports
{
    public static async Task ImportsAsync(this WalkedCountry app, Dictionary<string, string> names)
    {
        foreach (var (name, state) in new[] { ("mapping", ImportState.Mapping), ("checked", ImportState.Checked), ("written", ImportState.Done) })
        {
            var id = await app.ImportAsync(DivisionCode.Parse(TestDivisions.Village));
            names[$"import-{name}"] = id.ToString(CultureInfo.InvariantCulture);
            await using var db = app.Db();
            await db.StationImports.Where(i => i.Id == id).ExecuteUpdateAsync(set => set.SetProperty(i => i.State, state));
            if (state is not ImportState.Done) continue;
            await db.StationImports.Where(i => i.Id == id).ExecuteUpdateAsync(set => set.SetProperty(i => i.RowsWritten, 1).SetProperty(i => i.WrittenAt, DateTime.UtcNow));
            await db.StationImportRows.Where(r => r.ImportId == id && r.State == ImportRowState.Good).ExecuteUpdateAsync(set => set.SetProperty(r => r.State, ImportRowState.Written).SetProperty(r => r.StationId, app.Desk.Station.Id));
        }
    }
}
