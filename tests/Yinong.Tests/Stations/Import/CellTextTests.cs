using System.Globalization;
using CsCheck;
using Yinong.Modules.Stations.Import;

namespace Yinong.Tests.Stations.Import;

/// <summary>Cells as people type them: any day in any of its forms, digits in any width, names with anything around them.</summary>
public class CellTextTests
{
    static readonly Gen<DateOnly> Days = Gen.Int[0, new DateOnly(2118, 12, 31).DayNumber - new DateOnly(1955, 1, 1).DayNumber].Select(n => new DateOnly(1955, 1, 1).AddDays(n));

    static readonly Func<DateOnly, string>[] Forms =
    [
        day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        day => day.ToString("yyyy/M/d", CultureInfo.InvariantCulture),
        day => day.ToString("yyyy.MM.dd", CultureInfo.InvariantCulture),
        day => $"{day.Year}年{day.Month}月{day.Day}日",
        day => $"{day.Year}年{day.Month}月{day.Day}号",
        day => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture),
        day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + " 00:00:00",
        day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T00:00:00",
        day => (day.DayNumber - new DateOnly(1899, 12, 30).DayNumber).ToString(CultureInfo.InvariantCulture),
        day => (day.DayNumber - new DateOnly(1899, 12, 30).DayNumber).ToString(CultureInfo.InvariantCulture) + ".75",
    ];

    [Fact]
    public void Every_day_is_understood_in_every_form_and_width() =>
        Gen.Select(Days, Gen.Int[0, Forms.Length - 1], Gen.Bool, Gen.Bool).Sample((day, form, wide, blanks) =>
        {
            var text = Forms[form](day);
            if (wide) text = string.Concat(text.Select(Wide));
            if (blanks) text = "\u3000 " + text + "\u00A0";
            Assert.True(CellText.TryDay(text, out var read), text);
            Assert.Equal(day, read);
        });

    [Fact]
    public void Serials_of_the_other_calendar_are_four_years_later() => Days.Sample(day =>
    {
        Assert.True(CellText.TryDay((day.DayNumber - new DateOnly(1904, 1, 1).DayNumber).ToString(CultureInfo.InvariantCulture).PadLeft(5, '0'), out var read, since1904: true) == (day.DayNumber - new DateOnly(1904, 1, 1).DayNumber >= 20_000));
        if (read != default) Assert.Equal(day, read);
    });

    [Theory]
    [InlineData("2018-13-02")]
    [InlineData("2018-02-30")]
    [InlineData("18-10-31")]
    [InlineData("2018年10月")]
    [InlineData("十月三十一日")]
    [InlineData("2018-10-31-01x")]
    [InlineData("43404年")]
    [InlineData("999999")]
    [InlineData("")]
    [InlineData("-")]
    public void What_is_no_day_is_none(string text) => Assert.False(CellText.TryDay(text, out _), text);

    [Fact]
    public void No_text_at_all_throws_and_a_day_is_always_of_our_time() => Gen.String.Sample(text =>
    {
        if (CellText.TryDay(text, out var day)) Assert.InRange(day.Year, 1901, 2199);
        Assert.DoesNotContain("  ", CellText.Half(text), StringComparison.Ordinal);
        Assert.Equal(CellText.Half(text), CellText.Half(CellText.Half(text)));
        Assert.Equal(CellText.Name(text), CellText.Name(CellText.Name(text)));
        _ = CellText.Code(text);
        _ = ImportWords.FieldOf(text);
        _ = ImportWords.TypeOf(text);
    });

    [Fact]
    public void Codes_survive_what_spreadsheets_do_to_them() => Gen.Long[110000000000, 659999999999].Sample(code =>
    {
        var digits = code.ToString(CultureInfo.InvariantCulture);
        Assert.Equal(digits, CellText.Code(string.Concat(digits.Select(Wide))));
        Assert.Equal(digits, CellText.Code(digits + ".0"));
        Assert.Equal(digits, CellText.Code("'" + digits));
        Assert.Equal(digits, CellText.Code(string.Join(' ', digits.Chunk(3).Select(c => new string(c)))));
        Assert.Equal(digits, CellText.Code(code.ToString("0.###########E+00", CultureInfo.InvariantCulture)));
        Assert.Equal(digits, CellText.Number(code));
    });

    [Theory]
    [InlineData("  浆水泉村　益农信息社\u200b\n", "浆水泉村 益农信息社")]
    [InlineData("姚家村（二号）", "姚家村（二号）")]
    [InlineData("第１２号Ａ站", "第12号A站")]
    public void Names_keep_their_own_signs(string typed, string name) => Assert.Equal(name, CellText.Name(typed));

    [Theory]
    [InlineData("*站点名称", "name")]
    [InlineData("站 点 名 称（必填）", null)]
    [InlineData("信息社名称", "name")]
    [InlineData("乡（镇）", "town")]
    [InlineData("县（市、区）", "county")]
    [InlineData("行政村名称", "village")]
    [InlineData("依托主体：", "host")]
    [InlineData("备注", null)]
    public void Headings_are_known_by_their_words(string heading, string? field) => Assert.Equal(field, ImportWords.FieldOf(heading));

    [Theory]
    [InlineData("标准", null, "standard")]
    [InlineData("Ａ类标准社", null, "standard")]
    [InlineData("B类运营社", "shop", "simple")]
    [InlineData("B类运营社", "cooperative", "professional")]
    [InlineData("乡镇级中心社", null, "town-centre")]
    [InlineData("豪华型", null, null)]
    public void Types_are_known_by_national_and_local_words(string text, string? host, string? type) => Assert.Equal(type, ImportWords.TypeOf(text, host));

    [Theory]
    [InlineData("小卖部", "shop")]
    [InlineData("农村党员远程教育点", "party-education-site")]
    [InlineData("农资店及兽药饲料门市", "input-shop")]
    [InlineData("合作社", "cooperative")]
    [InlineData("其他", null)]
    public void Hosts_are_known_by_common_words_and_those_of_real_forms(string text, string? host) => Assert.Equal(host, ImportWords.HostOf(text));

    static char Wide(char c) => c is >= '!' and <= '~' ? (char)(c + 0xFEE0) : c;
}
