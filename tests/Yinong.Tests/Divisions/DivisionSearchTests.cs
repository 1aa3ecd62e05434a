using CsCheck;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yinong.Modules.Divisions;
using Yinong.Tests.Support;

namespace Yinong.Tests.Divisions;

/// <summary>The tree and the search over the whole real list against a plain walk over the rows of the table.</summary>
public class DivisionSearchTests(NationApp app) : IClassFixture<NationApp>
{
    DivisionTree Tree => app.Services.GetRequiredService<DivisionTree>();

    [Fact]
    public async Task Names_are_found_as_a_plain_scan_finds_them()
    {
        var rows = await RowsAsync();
        var texts = from row in Gen.OneOf(rows.Where((_, i) => i % 97 == 0).ToArray())
                    from at in Gen.Int[0, 40]
                    from length in Gen.Int[1, 5]
                    select row.Name.Substring(Math.Min(at % row.Name.Length, Math.Max(0, row.Name.Length - length)), Math.Min(length, row.Name.Length));
        Gen.Select(texts, Gen.OneOf(1, 5, 20, 200)).Sample((text, limit) => Assert.Equal(Scan(rows, text, limit, Reach.Nation), Found(text, limit, null)), iter: 25, threads: 1);
    }

    [Theory]
    [InlineData("村委")]
    [InlineData("委会")]
    [InlineData("社区")]
    [InlineData("居民委员会")]
    [InlineData("村村")]
    [InlineData("37")]
    [InlineData("370")]
    [InlineData("3701020")]
    [InlineData("370102011")]
    [InlineData("没有这样的地名")]
    public async Task Crowded_and_coded_texts_too(string text)
    {
        var rows = await RowsAsync();
        foreach (var reach in new[] { Reach.Nation, Reach.Of(DivisionCode.Parse("3701")), Reach.Of(DivisionCode.Parse("370102011")) })
            Assert.Equal(Scan(rows, text, 50, reach), Found(text, 50, reach));
    }

    [Fact]
    public async Task Children_and_paths_are_those_of_the_digits()
    {
        var rows = await RowsAsync();
        var byParent = rows.ToLookup(r => Parent(r.Code));
        Gen.OneOf(rows.Where(r => r.Code.Length < 12).Select(r => r.Code).Append("00").ToArray()).Sample(code =>
            Assert.Equal(byParent[code].Select(r => r.Code), Tree.Children(DivisionCode.Parse(code)).Select(c => c.Code.ToString())), iter: 500);
        Gen.OneOf(rows.ToArray()).Sample(row =>
            Assert.Equal(new[] { 2, 4, 6, 9, 12 }.Where(length => length <= row.Code.Length).Select(length => row.Code[..length]), Tree.Path(DivisionCode.Parse(row.Code)).Select(p => p.Code.ToString())), iter: 500);
    }

    [Fact]
    public void Full_names_leave_out_what_only_stands_in()
    {
        Assert.Equal("广东省东莞市东城街道", Tree.FullName(DivisionCode.Parse("441900003")));
        Assert.Equal("湖北省仙桃市", Tree.FullName(DivisionCode.Parse("429004")));
        Assert.Equal("北京市东城区", Tree.FullName(DivisionCode.Parse("110101")));
        Assert.Equal("山东省济南市历下区", Tree.FullName(DivisionCode.Parse("370102")));
        Assert.Equal("广东省东莞市", Tree.FullName(DivisionCode.Parse("441900")));
    }

    [Fact]
    public void The_list_is_the_real_one()
    {
        Assert.Equal(665_276, Tree.Count);
        Assert.Equal(31, Tree.Children(DivisionCode.Nation).Count);
        Assert.Null(Tree.Find(DivisionCode.Parse("71")));
    }

    List<string> Found(string text, int limit, Reach? reach) => [.. Tree.Search(text, limit, reach).Select(d => d.Code.ToString())];

    async Task<List<(string Code, string Name)>> RowsAsync()
    {
        await using var db = app.Db();
        return [.. (await db.Divisions.AsNoTracking().OrderBy(d => d.Code).Select(d => new { d.Code, d.Name }).ToListAsync()).Select(d => (new DivisionCode(d.Code).ToString(), d.Name))];
    }

    static string Parent(string code) => code.Length switch { 2 => "00", 4 => code[..2], 6 => code[..4], 9 => code[..6], _ => code[..9] };

    // The order that the search promises, by sorting everything.
    static List<string> Scan(List<(string Code, string Name)> rows, string text, int limit, Reach reach)
    {
        var inReach = reach == Reach.Nation ? rows : rows.FindAll(r => reach.Contains(DivisionCode.Parse(r.Code)));
        var byCode = text.All(char.IsAsciiDigit) ? inReach.Where(r => r.Code.StartsWith(text, StringComparison.Ordinal)).OrderBy(r => r.Code.Length).ThenBy(r => r.Code, StringComparer.Ordinal) : Enumerable.Empty<(string Code, string Name)>();
        var byName = inReach.Where(r => text.Length == 1 ? r.Name.StartsWith(text, StringComparison.Ordinal) : r.Name.Contains(text, StringComparison.Ordinal))
            .OrderByDescending(r => r.Name == text).ThenBy(r => r.Code.Length).ThenByDescending(r => r.Name.StartsWith(text, StringComparison.Ordinal)).ThenBy(r => r.Code, StringComparer.Ordinal);
        return [.. byCode.Concat(byName).Take(limit).Select(r => r.Code)];
    }
}
