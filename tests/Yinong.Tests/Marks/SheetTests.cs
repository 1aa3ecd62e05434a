using System.Net;
using System.Text;
using System.Xml.Linq;
using Yinong.Modules.Marks;
using Yinong.Modules.Officers;
using Yinong.Modules.Stations;
using Yinong.Platform.Paper;
using Yinong.Tests.Identity;
using Yinong.Tests.Stations;
using Yinong.Tests.Support;

namespace Yinong.Tests.Marks;

/// <summary>Sheets as they go to the printer: small, with text that can be read back, and never a box instead of a character.</summary>
public class SheetTests(App app) : IClassFixture<App>
{
    [Fact]
    public void The_font_has_every_character_of_GB2312()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var table = Encoding.GetEncoding("gb2312");
        using var fonts = SheetFonts.Open();
        var missing = new List<string>();
        // Rows 16 to 87 hold the 6,763 characters; five places at the end of row 55 are empty.
        for (var row = 16; row <= 87; row++)
            for (var cell = 1; cell <= 94; cell++)
                if (table.GetString([(byte)(row + 0xA0), (byte)(cell + 0xA0)]) is { Length: 1 } one && one[0] is >= '\u4e00' and <= '\u9fff') missing.AddRange(fonts.Missing(one).Select(r => r.ToString()));
        Assert.Empty(missing);
    }

    [Fact]
    public void The_font_has_every_name_of_the_demonstration_and_of_the_divisions()
    {
        using var fonts = SheetFonts.Open();
        var names = string.Concat(Repository.Files(["data-sources/demo"], ".json").Select(file => File.ReadAllText(Repository.Path(file)))) + string.Concat(TestDivisions.All.Select(d => d.Name)) + "㑇镕堃喆龘·（）";
        Assert.Empty(fonts.Missing(names).Where(r => r.Value > 0x7f).Distinct());
    }

    [Fact]
    public void A_character_that_the_font_lacks_becomes_a_named_blank_and_no_box()
    {
        using var fonts = SheetFonts.Open();
        var sheet = new Sheet(100, 50, fonts);
        sheet.Text(5, 10, 5, "王𠮷", "#000000");
        sheet.TellMissing(5, 40, 3);
        var text = PdfText.Of(SheetWriter.Pdf([sheet], fonts, "t", new(2018, 10, 31)));
        Assert.Contains("王　", text, StringComparison.Ordinal);
        Assert.Contains("U+20BB7", text, StringComparison.Ordinal);
        Assert.DoesNotContain("𠮷", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_subset_is_a_font_of_its_own_with_the_same_widths()
    {
        using var fonts = SheetFonts.Open();
        var file = Path.Combine(Path.GetTempPath(), $"subset-{Guid.CreateVersion7():N}.ttf");
        File.WriteAllBytes(file, FontSubset.Make(fonts.Regular, "益农信息社ÄÉ12316".EnumerateRunes().Select(r => r.Value)));
        using (var subset = new FontFile(file))
        {
            Assert.InRange(new FileInfo(file).Length, 2_000, 40_000);
            foreach (var rune in "益农信息社ÄÉ12316".EnumerateRunes())
            {
                Assert.NotEqual(0, subset.GlyphOf(rune.Value));
                Assert.Equal(fonts.Regular.WidthOf(fonts.Regular.GlyphOf(rune.Value)), subset.WidthOf(subset.GlyphOf(rune.Value)));
                Assert.NotEmpty(subset.Outline(subset.GlyphOf(rune.Value)));
            }
            Assert.Equal(0, subset.GlyphOf('湘'));
        }
        File.Delete(file);
    }

    [Fact]
    public async Task Certificate_and_card_carry_their_words_as_text()
    {
        var station = await app.StationAsync(StationState.Operating, name: "白鹭村益农信息社");
        await using var hand = Hand.WithAll(app);
        var officer = await hand.Get<OfficerRegister>().RegisterAsync(new("秦小满", "13900001111", TestDivisions.Village));
        var certificate = await hand.Get<CertificateRegister>().IssueAsync(officer.Number, new(CertificateKinds.Duty, new(2018, 7, 1), new(2020, 6, 30), "历下区农业农村局", Paper: GivenOfficer.Paper));
        await hand.Get<OfficerRegister>().PostAsync(officer.Number, station.Number!, new(2018, 10, 31));
        var county = await app.SignedInAsync("county-manager", TestDivisions.County);
        var folder = $"/officers/{officer.Number}/certificates/{certificate.Number}/papers";
        Assert.Equal(HttpStatusCode.NotFound, (await county.Http.GetAsync($"{folder}/certificate.pdf")).StatusCode);
        await county.SubmitAsync(await county.GetAsync(folder), "签发", []);
        foreach (var (sheet, words) in new[] { ("certificate", new[] { "村级信息员上岗证书", "秦小满", "白鹭村益农信息社", certificate.Number, "2018年7月1日至2020年6月30日", "历下区农业农村局", "第1版" }), ("card", ["信息员上岗证", "秦小满", certificate.Number, "有效期到2020年6月30日"]) })
        {
            var file = await county.Http.GetAsync($"{folder}/{sheet}.pdf");
            var bytes = await file.Content.ReadAsByteArrayAsync();
            Assert.InRange(bytes.Length, 5_000, 200_000);
            var text = PdfText.Of(bytes);
            foreach (var word in words) Assert.Contains(word, text, StringComparison.Ordinal);
            // As outlines: no font is needed, and nothing but outlines is in it.
            var svg = XDocument.Parse(await county.Http.GetStringAsync($"{folder}/{sheet}.svg"));
            Assert.Equal("297mm", svg.Root!.Attribute("width")!.Value);
            Assert.Equal(["path", "title"], svg.Root.Elements().Select(e => e.Name.LocalName).Distinct().Order());
        }
        Assert.Contains("certificate.printed", app.Audit($"certificate:{certificate.Number}"));
        // Who sees officers but does not issue certificates sees the issues, not the papers with the name.
        var town = await app.SignedInAsync("town-manager", "370102011");
        Assert.DoesNotContain("certificate.pdf", (await town.GetAsync(folder)).Document.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await town.Http.GetAsync($"{folder}/certificate.pdf")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await (await app.SignedInAsync("county-manager", "370126")).Http.GetAsync($"{folder}/certificate.pdf")).StatusCode);
    }

    [Fact]
    public async Task An_officer_prints_his_own_papers_and_nobody_elses()
    {
        var (mine, other) = (await app.OfficerAsync(TestDivisions.Village), await app.DeskAsync());
        var phone = await app.SignInAsync(mine.Account);
        var (own, foreign) = (mine.Desk.Certificate.Number, other.Certificate.Number);
        Assert.DoesNotContain("证书（PDF）", (await phone.GetAsync("/desk/me")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await phone.Http.GetAsync($"/desk/certificates/{own}/card.pdf")).StatusCode);
        var county = await app.SignedInAsync("county-manager", TestDivisions.County);
        foreach (var desk in new[] { mine.Desk, other }) await county.SubmitAsync(await county.GetAsync($"/officers/{desk.Officer.Number}/certificates/{desk.Certificate.Number}/papers"), "签发", []);
        var file = await phone.Http.GetAsync((await phone.GetAsync("/desk/me")).Link("上岗卡片（PDF）"));
        Assert.Contains(mine.Desk.Officer.Name, PdfText.Of(await file.Content.ReadAsByteArrayAsync()), StringComparison.Ordinal);
        Assert.Contains("certificate.printed", app.Audit($"certificate:{own}"));
        Assert.Equal(HttpStatusCode.NotFound, (await phone.Http.GetAsync($"/desk/certificates/{foreign}/card.pdf")).StatusCode);
        Assert.DoesNotContain("certificate.printed", app.Audit($"certificate:{foreign}"));
    }

    [Fact]
    public void Sizes_name_their_source() => Assert.All(SheetSize.All, size =>
    {
        Assert.NotEmpty(size.Source);
        Assert.True(size is { Width: > 0, Height: > 0 });
    });
}
