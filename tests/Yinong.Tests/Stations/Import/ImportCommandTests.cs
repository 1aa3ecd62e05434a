using Yinong.Tests.Support;

namespace Yinong.Tests.Stations.Import;

/// <summary><c>import stations</c>: what is right is written, what is wrong stands beside its row, and the same file once more changes nothing.</summary>
public class ImportCommandTests
{
    static readonly string[] Head = ["站点名称", "行政村代码", "站点类型", "依托主体"];

    [Fact]
    public async Task Good_rows_are_written_and_wrong_ones_come_back()
    {
        await using var database = await TestDatabase.CreateAsync();
        var file = Path.Combine(TestFolder.Path, $"stations-{Guid.CreateVersion7():N}.csv");
        await File.WriteAllBytesAsync(file, Sheets.Csv([Head, ["姚家社", "370102011201", "标准型", "便民超市"], ["靠城贾家社", "370126001201", "标准型", "便民超市"], ["错的", "37010201120", "标准型", "便民超市"]], Sheets.Gb18030));
        var checkedOnly = await CommandLineDoor.RunAsync(database.ConnectionString, Settings, "import", "stations", file, "--check", "--on", "2018-10-31");
        Assert.Equal(1, checkedOnly.Exit);
        Assert.Contains("written: 0, could be written: 2, there already: 0, wrong: 1", checkedOnly.Output, StringComparison.Ordinal);
        var ended = await CommandLineDoor.RunAsync(database.ConnectionString, Settings, "import", "stations", file);
        Assert.Equal(1, ended.Exit);
        Assert.Contains("written: 2, could be written: 0, there already: 0, wrong: 1", ended.Output, StringComparison.Ordinal);
        Assert.Contains("1 rows are wrong", ended.Error, StringComparison.Ordinal);
        Assert.Contains("应为12位", await File.ReadAllTextAsync(file + ".checked.csv"), StringComparison.Ordinal);
        await using (var db = database.Open()) Assert.Equal(2, db.Stations.Count());
        var again = await CommandLineDoor.RunAsync(database.ConnectionString, Settings, "import", "stations", file);
        Assert.True(again.Exit == 0, again.Error);
        Assert.Contains("nothing was changed", again.Output, StringComparison.Ordinal);
        await using (var db = database.Open()) Assert.Equal(2, db.Stations.Count());
    }

    [Fact]
    public async Task A_wrong_call_or_file_is_one_line()
    {
        await using var database = await TestDatabase.CreateAsync();
        Assert.Equal(2, (await CommandLineDoor.RunAsync(database.ConnectionString, Settings, "import", "stations", "/no/such.xlsx")).Exit);
        var file = Path.Combine(TestFolder.Path, "renamed.xlsx");
        await File.WriteAllTextAsync(file, "%PDF-1.7 nothing else");
        var ended = await CommandLineDoor.RunAsync(database.ConnectionString, Settings, "import", "stations", file);
        Assert.Equal(1, ended.Exit);
        Assert.Contains("PDF", ended.ErrorLine, StringComparison.Ordinal);
        Assert.Equal(2, (await CommandLineDoor.RunAsync(database.ConnectionString, Settings, "import", "stations", file, "--as", "operating")).Exit);
    }

    // One folder for all calls of a test, as on one machine: the file of an import that was broken off is there again.
    static Dictionary<string, string> Settings { get; } = new() { ["YINONG_DATA"] = Directory.CreateDirectory(Path.Combine(TestFolder.Path, $"import-{Guid.CreateVersion7():N}")).FullName, ["YINONG_CLOCK"] = "2018-10-31T09:00:00+08:00" };
}
