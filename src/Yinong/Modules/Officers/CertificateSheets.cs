using System.Text;
using Yinong.Modules.Marks;
using Yinong.Modules.Stations;
using Yinong.Platform.Paper;

namespace Yinong.Modules.Officers;

/// <summary>Draws the certificate (A4 landscape) and the card (front and back on a sheet that is cut and folded), in the manner of DESIGN.md: green, terrace lines, no red and no gold.</summary>
static class CertificateSheets
{
    public const string Certificate = "certificate", Card = "card";

    const string Brand = "益农信息社", Programme = "信息进村入户工程";

    public static Sheet Draw(string code, PaperWords words, bool sample, SheetFonts fonts) => code == Card ? DrawCard(words, sample, fonts) : DrawCertificate(words, sample, fonts);

    static bool IsDuty(PaperWords words) => words.Certificate.Kind == CertificateKinds.Duty;

    static string Title(PaperWords words) => IsDuty(words) ? "村级信息员上岗证书" : "村级信息员培训合格证书";

    static Sheet DrawCertificate(PaperWords words, bool sample, SheetFonts fonts)
    {
        var size = SheetSize.Of(Certificate);
        var sheet = new Sheet(size.Width, size.Height, fonts);
        Terraces(sheet, 11, 11, 275, 188, from: .56);
        sheet.Box(11, 11, 275, 188, null, SheetBrand.Leaf, .3);
        sheet.Box(13, 13, 271, 184, null, SheetBrand.Pale, .3);
        sheet.Brand(31, 27, 12);
        sheet.Text(47, 31.5, 4.4, Programme, SheetBrand.Ink);
        sheet.Text(47, 38.5, 4.4, Brand, SheetBrand.Ink, bold: true);
        sheet.Text(148.5, 61, 13, Title(words), SheetBrand.Green, bold: true, Anchor.Middle);
        if (sample) Sample(sheet, 256, 22);
        Statement(sheet, words);
        Facts(sheet, words, 31, 119, 4.1, 7.6, 25);
        sheet.Box(236, 78, 30, 40, SheetBrand.Paper, SheetBrand.Pale, .25);
        sheet.Text(251, 97, 3.4, "贴照片处", SheetBrand.Grey, anchor: Anchor.Middle);
        sheet.Text(251, 102, 2.6, "加盖骑缝章", SheetBrand.Grey, anchor: Anchor.Middle);
        sheet.Circle(50, 171, 18.5, SheetBrand.Grey, .25, dashed: true);
        sheet.Text(50, 170, 3.6, "发证机关", SheetBrand.Grey, anchor: Anchor.Middle);
        sheet.Text(50, 175.5, 3.6, "盖章处", SheetBrand.Grey, anchor: Anchor.Middle);
        sheet.TextWithin(120, 77, 180, 4.4, words.Certificate.Issuer, SheetBrand.Ink);
        sheet.Text(77, 188, 4.4, Day(words.Certificate.ValidFrom), SheetBrand.Ink);
        sheet.Qr(230, 142, 42, words.Address);
        sheet.Text(251, 188, 3.1, "手机扫一扫，查真伪", SheetBrand.Ink, anchor: Anchor.Middle);
        sheet.Text(251, 192.5, 2.8, $"第{words.Issue.Serial}版　{Day(words.Issue.IssuedOn)}签发", SheetBrand.Grey, anchor: Anchor.Middle);
        sheet.TellMissing(31, 194.5, 2.8);
        return sheet;
    }

    // The name and the station stand on lines of their own width, in the running sentence.
    static void Statement(Sheet sheet, PaperWords words)
    {
        var x = 31 + Filled(sheet, 31, 84, words.Holder, 7.4, 60);
        sheet.Text(x + 2, 84, 5.4, IsDuty(words) ? "参加村级信息员岗前培训，考核合格，" : "参加村级信息员培训，考核合格，", SheetBrand.Ink);
        if (!IsDuty(words)) sheet.Text(31, 98, 5.4, "特发此证。", SheetBrand.Ink);
        else if (words.Station is null) sheet.Text(31, 98, 5.4, "准予上岗服务。", SheetBrand.Ink);
        else
        {
            x = 31 + sheet.Text(31, 98, 5.4, "准予在", SheetBrand.Ink);
            sheet.Text(x + Filled(sheet, x, 98, words.Station, 5.8, 125) + 2, 98, 5.4, "上岗服务。", SheetBrand.Ink);
        }
    }

    static double Filled(Sheet sheet, double x, double y, string text, double size, double most)
    {
        var width = Math.Min(sheet.Measure(text, size, bold: true), most);
        sheet.TextWithin(most, x + 4, y, size, text, SheetBrand.Ink, bold: true);
        sheet.Line(x, y + 3, x + width + 8, y + 3, SheetBrand.Ink, .2);
        return width + 8;
    }

    static void Facts(Sheet sheet, PaperWords words, double x, double y, double size, double step, double label)
    {
        (string, string?)[] facts =
        [
            ("证书编号", words.Certificate.Number), ("信息员编号", string.Join(' ', OfficerNumber.Groups(words.Officer))),
            ("站点编号", words.StationNumber is { } number ? string.Join(' ', StationNumber.Groups(number)) : null),
            ("有效期", $"{Day(words.Certificate.ValidFrom)}至{Day(words.Certificate.ValidTo)}"),
        ];
        foreach (var (name, value) in facts.Where(f => f.Item2 is not null))
        {
            sheet.Text(x, y, size, name, SheetBrand.Grey);
            sheet.Text(x + label, y, size, value!, SheetBrand.Ink);
            y += step;
        }
    }

    static Sheet DrawCard(PaperWords words, bool sample, SheetFonts fonts)
    {
        // Front and back side by side on A4: cut along the outer lines, folded in the middle, laminated.
        var (size, sheet) = (SheetSize.Of(Card), new Sheet(297, 210, fonts));
        var (w, h) = (size.Width, size.Height);
        var (x, y) = ((297 - 2 * w) / 2, (210 - h) / 2);
        CutMarks(sheet, x, y, w, h);
        sheet.Box(x, y, w, 12, SheetBrand.Green);
        sheet.Brand(x + 4, y + 2, 8);
        sheet.Text(x + 14.5, y + 5.4, 2.5, Programme, SheetBrand.Pale);
        sheet.Text(x + 14.5, y + 9.6, 3.4, Brand, SheetBrand.Paper, bold: true);
        sheet.Text(x + w - 4, y + 7.7, 3.6, IsDuty(words) ? "信息员上岗证" : "培训合格证", SheetBrand.Paper, bold: true, Anchor.Right);
        sheet.Box(x + 4, y + 15.5, 20, 26, null, SheetBrand.Pale, .2);
        sheet.Text(x + 14, y + 29.5, 2.6, "贴照片处", SheetBrand.Grey, anchor: Anchor.Middle);
        sheet.TextWithin(w - 32, x + 28, y + 21.5, 5.6, words.Holder, SheetBrand.Ink, bold: true);
        if (words.Station is { } station) sheet.TextWithin(w - 32, x + 28, y + 27.5, 3.2, station, SheetBrand.Ink);
        sheet.TextWithin(w - 32, x + 28, y + 33, 2.9, words.Certificate.Number, SheetBrand.Ink);
        sheet.TextWithin(w - 32, x + 28, y + 38, 2.9, $"有效期到{Day(words.Certificate.ValidTo)}", SheetBrand.Ink);
        sheet.TextWithin(w - 8, x + 4, y + 48.5, 2.9, words.Certificate.Issuer, SheetBrand.Grey);
        if (sample) Sample(sheet, x + w - 24, y + 42, .7);
        Back(sheet, words, x + w, y, w);
        sheet.Text(148.5, y + h + 14, 3.2, "沿边线裁下，中线对折后覆膜。按100%打印，不要缩放。", SheetBrand.Grey, anchor: Anchor.Middle);
        sheet.TellMissing(x, y + h + 20, 3);
        return sheet;
    }

    static void Back(Sheet sheet, PaperWords words, double x, double y, double w)
    {
        // As large as the card allows: every module of the code is about half a millimetre.
        sheet.Qr(x + 3, y + 8, 38, words.Address);
        sheet.Text(x + 44, y + 15, 2.9, "扫码验真伪", SheetBrand.Green, bold: true);
        var lines = (string[])["公益服务不收钱", "不推销保险、贷款", "乱收费打12316", $"第{words.Issue.Serial}版", Day(words.Issue.IssuedOn) + "签发"];
        for (var i = 0; i < lines.Length; i++) sheet.TextWithin(w - 47, x + 44, y + 22 + i * 5, 2.8, lines[i], SheetBrand.Ink);
    }

    static void CutMarks(Sheet sheet, double x, double y, double w, double h)
    {
        sheet.Box(x, y, 2 * w, h, null, SheetBrand.Grey, .1);
        sheet.Line(x + w, y - 6, x + w, y + h + 6, SheetBrand.Grey, .1, dashed: true);
        foreach (var (cx, dx) in ((double, double)[])[(x, -1), (x + 2 * w, 1)])
            foreach (var (cy, dy) in ((double, double)[])[(y, -1), (y + h, 1)])
            {
                sheet.Line(cx + dx * 2, cy, cx + dx * 7, cy, SheetBrand.Ink, .15);
                sheet.Line(cx, cy + dy * 2, cx, cy + dy * 7, SheetBrand.Ink, .15);
            }
    }

    static void Sample(Sheet sheet, double x, double y, double scale = 1)
    {
        sheet.Round(x, y, 20 * scale, 9 * scale, 1 * scale, SheetBrand.Paper, SheetBrand.Stamp, .3);
        sheet.Text(x + 10 * scale, y + 6.2 * scale, 4.4 * scale, "样　张", SheetBrand.Stamp, bold: true, Anchor.Middle);
    }

    // The only ornament: lines of terraces in the lower part.
    static void Terraces(Sheet sheet, double x, double y, double w, double h, double from)
    {
        for (var i = 0; i < 11; i++)
        {
            var top = y + h * from + i * 7.6;
            if (top > y + h - 4) break;
            var data = new StringBuilder(FormattableString.Invariant($"M{x} {top:0.##}"));
            data.Append(FormattableString.Invariant($"C{x + w * .15:0.##} {top + 3 - 10:0.##} {x + w * .3:0.##} {top + 12 - i * .6:0.##} {x + w * .48:0.##} {top + 6 - i * .4:0.##}"));
            data.Append(FormattableString.Invariant($"S{x + w * .8:0.##} {top - 14 + i * .9:0.##} {x + w:0.##} {top - 6 + i * .5:0.##}"));
            sheet.Path(data.ToString(), null, i % 4 == 1 ? "#fae8c0" : "#d9ebd9", .35);
        }
    }

    static string Day(DateOnly day) => $"{day.Year}年{day.Month}月{day.Day}日";
}
