using QRCoder;
using Yinong.Platform.Paper;

namespace Yinong.Modules.Marks;

/// <summary>What every marked sheet has in common: colours, the field of four plots, the QR code.</summary>
public static class SheetBrand
{
    public const string Green = "#103d22", Leaf = "#1f6b40", Pale = "#86bb8e", Ink = "#16211a", Grey = "#5b675f", Paper = "#ffffff", Stamp = "#96640a";

    // The four plots of 田 (art.svg): to which side each lies, and its colour: rice, sky, aubergine, grain.
    static readonly (int Right, int Down, string Colour)[] Plots = [(-1, -1, "#86bb8e"), (1, -1, "#7fb2cb"), (-1, 1, "#b792c1"), (1, 1, "#f2c55c")];

    /// <summary>Draws the brand with its upper left corner at the point.</summary>
    public static void Brand(this Sheet sheet, double x, double y, double side)
    {
        sheet.Round(x, y, side, side, side * 7 / 32, Green);
        var u = side / 32;
        var (cx, cy) = (x + side / 2, y + side / 2);
        foreach (var (r, d, colour) in Plots)
        {
            // From the outer corner along the outer edge, in to the cross of the paths, and round the corner that is cut.
            var turn = r * d > 0 ? 1 : 0;
            sheet.Path(FormattableString.Invariant($"M{cx + r * 10 * u:0.####} {cy + d * 10 * u:0.####}h{-r * 9 * u:0.####}v{-d * 9 * u:0.####}h{r * 4 * u:0.####}a{5 * u:0.####} {5 * u:0.####} 0 0 {turn} {r * 5 * u:0.####} {d * 5 * u:0.####}z"), colour);
        }
    }

    /// <summary>Draws the QR code of a text on white, its quiet zone included. Level M: 15 parts of a hundred may be worn off.</summary>
    public static void Qr(this Sheet sheet, double x, double y, double side, string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        sheet.Box(x, y, side, side, Paper);
        sheet.Modules(x, y, side, code.ModuleMatrix, Ink);
    }

    /// <summary>Names the characters that were left blank because the font has none, so that they are written in by hand.</summary>
    public static void TellMissing(this Sheet sheet, double x, double y, double size)
    {
        if (sheet.Missing.Count == 0) return;
        var codes = string.Join(' ', sheet.Missing.Select(c => $"U+{c:X4}"));
        sheet.Text(x, y, size, $"字库缺字，空白处请手写：{codes}", Stamp);
    }
}
