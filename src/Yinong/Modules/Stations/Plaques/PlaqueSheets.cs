using Yinong.Modules.Marks;
using Yinong.Platform.Paper;

namespace Yinong.Modules.Stations.Plaques;

/// <summary>What stands on plaque and sign.</summary>
/// <param name="Name">Of the station.</param>
/// <param name="Place">In full.</param>
/// <param name="Number">Its number.</param>
/// <param name="Address">What the QR code opens, with the mark.</param>
/// <param name="Serial">第几版.</param>
public sealed record PlaqueWords(string Name, string Place, string Number, string Address, int Serial);

/// <summary>Draws plaque 牌匾 and sign 门头招牌 at the sizes of marks.json; everything follows from width and height.</summary>
static class PlaqueSheets
{
    public const string Plaque = "plaque", Sign = "sign";

    const string Brand = "益农信息社", Programme = "信息进村入户工程";

    public static Sheet Draw(string code, PlaqueWords words, SheetFonts fonts)
    {
        var size = SheetSize.Of(code);
        var sheet = new Sheet(size.Width, size.Height, fonts);
        if (code == Sign) DrawSign(sheet, words);
        else DrawPlaque(sheet, words);
        return sheet;
    }

    static void DrawPlaque(Sheet sheet, PlaqueWords words)
    {
        var (w, h) = (sheet.Width, sheet.Height);
        sheet.Box(0, 0, w, h, SheetBrand.Paper);
        sheet.Round(h * .03, h * .03, w - h * .06, h - h * .06, h * .03, null, SheetBrand.Leaf, h * .008);
        var head = sheet.Measure(Programme, h * .055);
        sheet.Brand((w - head - h * .12) / 2, h * .085, h * .1);
        sheet.Text((w - head - h * .12) / 2 + h * .13, h * .155, h * .055, Programme, SheetBrand.Green);
        sheet.Text(w / 2, h * .345, h * .15, Brand, SheetBrand.Green, bold: true, Anchor.Middle);
        sheet.TextWithin(w * .86, w / 2, h * .445, h * .065, words.Name, SheetBrand.Ink, bold: true, Anchor.Middle);
        sheet.TextWithin(w * .86, w / 2, h * .515, h * .04, words.Place, SheetBrand.Grey, anchor: Anchor.Middle);
        var (side, x, y) = (h * .36, w * .17, h * .565);
        sheet.Qr(x, y, side, words.Address);
        var left = x + side + h * .06;
        sheet.Text(left, y + h * .075, h * .038, "统一编号", SheetBrand.Grey);
        sheet.TextWithin(w * .95 - left, left, y + h * .15, h * .062, string.Join(' ', StationNumber.Groups(words.Number)), SheetBrand.Ink, bold: true);
        sheet.Text(left, y + h * .225, h * .036, "扫一扫：验真伪、看开门时间和能办的事", SheetBrand.Ink);
        sheet.Text(left, y + h * .285, h * .036, $"有事请打12316　第{words.Serial}版", SheetBrand.Ink);
        sheet.TellMissing(h * .06, h * .955, h * .02);
    }

    static void DrawSign(Sheet sheet, PlaqueWords words)
    {
        var (w, h) = (sheet.Width, sheet.Height);
        sheet.Box(0, 0, w, h, SheetBrand.Green);
        sheet.Brand(h * .18, h * .22, h * .56);
        // A light edge, so that the field of the brand stands out from the ground of its own colour.
        sheet.Round(h * .18, h * .22, h * .56, h * .56, h * .1225, null, SheetBrand.Pale, h * .01);
        var (side, left) = (h * .7, h * .9);
        var right = w - side - h * .3;
        sheet.Text(left, h * .52, h * .36, Brand, SheetBrand.Paper, bold: true);
        sheet.TextWithin(right - left, left, h * .71, h * .13, words.Name, SheetBrand.Paper);
        sheet.TextWithin(right - left, left, h * .86, h * .085, $"编号 {string.Join(' ', StationNumber.Groups(words.Number))}　服务热线12316", SheetBrand.Pale);
        sheet.Qr(w - side - h * .15, h * .1, side, words.Address);
        sheet.Text(w - side / 2 - h * .15, h * .9, h * .065, "扫一扫，验真伪", SheetBrand.Paper, anchor: Anchor.Middle);
        sheet.TellMissing(h * .05, h * .97, h * .035);
    }
}
