using System.IO.Compression;
using System.Text;
using CsCheck;
using Yinong.Modules.Divisions;
using Yinong.Modules.Divisions.Import;
using Yinong.Platform.Problems;

namespace Yinong.Tests.Divisions;

/// <summary>The reader of later lists: whatever form a right file has it is read, whatever is wrong is said with line and field.</summary>
public class DivisionFileTests
{
    static readonly Gen<string> Name = Gen.String[Gen.Char["一丁七万丈三上下不与丐丑专且世丘丙业丛东丝,\"' （）A1"], 1, 12].Select(n => n.Trim()).Where(n => n.Length > 0 && n[0] != '"');

    static readonly Gen<List<(string Code, string Name)>> Tree =
        from provinces in Gen.Int[11, 19].HashSet[1, 3]
        from seeds in Gen.Int[1, 90].HashSet[1, 4]
        from names in Name.Array[200]
        select Grow(provinces, seeds, names);

    [Fact]
    public async Task A_right_file_is_read_in_every_form() =>
        await Gen.Select(Tree, Gen.Char["cth"], Gen.Char["pgb"], Gen.Bool).SampleAsync(async (tree, form, pack, padded) =>
        {
            var file = await ReadAsync(Write(tree, form, padded), pack);
            Assert.Empty(file.Faults);
            Assert.Equal(tree.OrderBy(u => DivisionCode.Parse(u.Code)).Select(u => (u.Code, u.Name)), file.Units.Select(u => (u.Code.ToString(), u.Name)));
        }, iter: 300);

    [Fact]
    public async Task Damage_is_told_and_never_a_crash() =>
        await Gen.Select(Tree, Gen.Int[0, 100_000], Gen.Byte, Gen.Int[0, 2], Gen.Char["pgb"]).SampleAsync(async (tree, at, value, how, pack) =>
        {
            var bytes = Pack(Encoding.UTF8.GetBytes(Write(tree, 'c', false)), pack);
            at %= bytes.Length;
            bytes = how switch { 0 => bytes[..at], 1 => [.. bytes[..at], value, .. bytes[at..]], _ => [.. bytes[..at], value, .. bytes[(at + 1)..]] };
            try
            {
                var file = await DivisionFile.ReadAsync(new MemoryStream(bytes), pack == 'b' ? "list.csv.br" : "list.csv");
                Assert.All(file.Faults, fault => Assert.InRange(fault.Line, 1, 10_000));
            }
            catch (Problem problem)
            {
                Assert.StartsWith("division-file.", problem.Code, StringComparison.Ordinal);
            }
        }, iter: 1000);

    [Fact]
    public async Task A_file_cut_anywhere_inside_a_line_is_never_taken_for_whole() =>
        await Gen.Select(Tree, Gen.Int[1, 100_000]).SampleAsync(async (tree, at) =>
        {
            var bytes = Encoding.UTF8.GetBytes(Write(tree, 'c', false));
            var cut = bytes[..(1 + at % (bytes.Length - 1))];
            if (cut[^1] == '\n') return;
            Assert.NotEmpty((await DivisionFile.ReadAsync(new MemoryStream(cut), "list.csv")).Faults);
        }, iter: 300);

    [Theory]
    [InlineData("37,山东省\n3701,济南市\n3701,济南市\n", 3, "code", "division-file.duplicate")]
    [InlineData("37,山东省\n370102,历下区\n", 2, "code", "division-file.no-parent")]
    [InlineData("37,山东省\n370,济南\n", 2, "code", "division-file.code-digits")]
    [InlineData("37,山东省\n07,某省\n", 2, "code", "division-file.code-digits")]
    [InlineData("37,山东省\n３７０１,济南市\n", 2, "code", "division-file.code-digits")]
    [InlineData("37,山东省\n3701,\n", 2, "name", "division-file.name-missing")]
    [InlineData("37,山东省\n3701,济\u0007南\n", 2, "name", "division-file.name-characters")]
    [InlineData("37,山东省\n3701,济南市,110\n", 2, "", "division-file.columns")]
    [InlineData("37,山东省\n3701\n", 2, "", "division-file.columns")]
    [InlineData("37,山东省\n3701,\"济南市\n", 2, "", "division-file.quotes")]
    [InlineData("37,山东省\n3701,\"济\"南市\n", 2, "", "division-file.quotes")]
    [InlineData("code,name,class\n37,山东省,\n3701,济南市,111\n", 3, "class", "division-file.class-above")]
    [InlineData("37,山东省,\n3701,济南市,999\n", 2, "class", "division-file.class-unknown")]
    [InlineData("37,山东省\n3701,济南市", 2, "", "division-file.cut-off")]
    public async Task A_fault_says_line_and_field(string text, int line, string field, string code)
    {
        var fault = Assert.Single((await ReadAsync(text)).Faults);
        Assert.Equal((line, field, code), (fault.Line, fault.Field, fault.Problem.Code));
    }

    [Fact]
    public async Task Other_encodings_are_told_by_line()
    {
        byte[] gbk = [.. "37,"u8, 0xC9, 0xBD, 0xB6, 0xAB, (byte)'\n'];
        var fault = Assert.Single((await DivisionFile.ReadAsync(new MemoryStream(gbk), "list.csv")).Faults);
        Assert.Equal((1, "division-file.not-utf8"), (fault.Line, fault.Problem.Code));
    }

    [Theory]
    [InlineData("", "division-file.empty")]
    [InlineData("\n\n", "division-file.empty")]
    [InlineData("PK\u0003\u0004xl/workbook.xml", "division-file.workbook")]
    [InlineData("code,label\n37,山东省\n", "division-file.unknown-column")]
    [InlineData("name,class\n山东省,\n", "division-file.missing-column")]
    public async Task What_is_no_list_is_refused_whole(string text, string code) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<Problem>(() => ReadAsync(text))).Code);

    [Fact]
    public async Task Towns_straight_below_a_city_get_the_double_that_the_list_has()
    {
        var file = await ReadAsync("440000000000,广东省\n441900000000,东莞市\n441900003000,东城街道\n441900003001,岗贝社区\n");
        Assert.Empty(file.Faults);
        Assert.Equal(["44广东省", "4419东莞市", "441900东莞市", "441900003东城街道", "441900003001岗贝社区"], file.Units.Select(u => u.Code + u.Name));
    }

    static List<(string, string)> Grow(HashSet<int> provinces, HashSet<int> seeds, string[] names)
    {
        var units = new List<(string, string)>();
        foreach (var province in provinces)
        {
            Add($"{province}");
            foreach (var seed in seeds)
            {
                Add($"{province}{seed:00}");
                Add($"{province}{seed:00}{seed % 7 + 1:00}");
                Add($"{province}{seed:00}{seed % 7 + 1:00}{seed + 100:000}");
                Add($"{province}{seed:00}{seed % 7 + 1:00}{seed + 100:000}{seed + 200:000}");
            }
        }
        return units;

        void Add(string code) => units.Add((code, names[units.Count]));
    }

    static string Write(List<(string Code, string Name)> tree, char form, bool padded)
    {
        var text = new StringBuilder(form == 'h' ? "\uFEFF名称,统计用区划代码\r\n" : "");
        foreach (var (code, name) in tree)
        {
            var digits = padded ? code.PadRight(12, '0') : code;
            if (form == 't') text.Append(digits).Append('\t').Append(name).Append('\n');
            else if (form == 'c') text.Append(digits).Append(',').Append(Quote(name)).Append('\n');
            else text.Append(Quote(name)).Append(',').Append(digits).Append("\r\n");
        }
        return text.ToString();
    }

    static string Quote(string name) => name.AsSpan().ContainsAny(',', '"') ? $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : name;

    static Task<DivisionFile> ReadAsync(string text, char pack = 'p') =>
        DivisionFile.ReadAsync(new MemoryStream(Pack(Encoding.UTF8.GetBytes(text), pack)), pack == 'b' ? "list.csv.br" : "list.csv");

    static byte[] Pack(byte[] bytes, char pack)
    {
        if (pack == 'p') return bytes;
        var packed = new MemoryStream();
        using (Stream stream = pack == 'g' ? new GZipStream(packed, CompressionLevel.Fastest) : new BrotliStream(packed, CompressionLevel.Fastest)) stream.Write(bytes);
        return packed.ToArray();
    }
}
