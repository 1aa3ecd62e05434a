using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Programme;
using Yinong.Platform.Database;
using Yinong.Web;

namespace Yinong.Tests.Support;

/// <summary>
/// A small piece of the real list of 2018-10-31: ordinary cities and counties of 天津 and 山东, 东莞 (towns straight below a city) and 仙桃 (a county
/// straight below its province), streets and towns, villages and residents' committees. A test that needs the whole list asks <see cref="App"/> for the nation.
/// </summary>
public static class TestDivisions
{
    /// <summary>A village with 村委会, 姚家村 of 历下区, 济南.</summary>
    public const string Village = "370102011201";

    /// <summary>Its county 历下区.</summary>
    public const string County = "370102";

    /// <summary>A village of another county of the same city: 商河县.</summary>
    public const string OtherCountyVillage = "370126001201";

    /// <summary>A village of another province: 宝坻区, 天津.</summary>
    public const string OtherProvinceVillage = "120115001201";

    /// <summary>A village of 东莞, whose towns hang below the city's double.</summary>
    public const string DongguanVillage = "441900101201";

    public static readonly IReadOnlyList<(DivisionCode Code, string Name)> All = [.. Read()];

    public static async Task FillAsync(AppDb db)
    {
        db.Divisions.AddRange(All.Select(row => new Division { Code = row.Code.Value, Name = row.Name, Kind = VillageKinds.Of(row.Code) }));
        await db.SaveChangesAsync();
        var installed = new InstalledList(new(2018, 10, 31), All.Count, "test", "divisions.tsv", null, []);
        await db.Database.ExecuteSqlAsync($"insert into settings (name, value) values ({InstalledList.Setting}, {JsonSerializer.Serialize(installed, JsonSerializerOptions.Web)})");
        await ProgrammeInstaller.InstallAsync(db, installed, TimeProvider.System);
    }

    /// <summary>The list that the product ships with, loaded as a first start does.</summary>
    public static async Task FillWholeNationAsync(AppDb db)
    {
        var settings = new YinongSettings { DataFolder = Directory.CreateDirectory(Path.Combine(TestFolder.Path, "nation")).FullName, Database = DatabaseSettings.Parse(db.Database.GetConnectionString()!), Urls = "" };
        await using var database = new SqlDatabase(settings.Database);
        await new DivisionLoader(database, new DivisionStore(database, settings, NullLogger<DivisionStore>.Instance)).InstallAsync();
        await ProgrammeInstaller.InstallAsync(db, (await InstalledList.FindAsync(database))!, TimeProvider.System);
    }

    static IEnumerable<(DivisionCode, string)> Read()
    {
        using var text = new StreamReader(typeof(TestDivisions).Assembly.GetManifestResourceStream("divisions.tsv")!);
        while (text.ReadLine() is { } line)
            if (line.Split('\t') is [var code, var name]) yield return (DivisionCode.Parse(code), name);
    }
}
