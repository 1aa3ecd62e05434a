using Yinong.Platform.Paper;

namespace Yinong.Modules.Marks;

/// <summary>Sends sheets as a file: PDF with all of them, SVG with the first.</summary>
public static class SheetFiles
{
    public static bool Knows(string format) => format is "pdf" or "svg";

    /// <summary>The answer, as a download.</summary>
    public static IResult Send(IReadOnlyList<Sheet> sheets, SheetFonts fonts, string format, string name, string title, DateTime madeAt) => format == "pdf"
        ? Results.File(SheetWriter.Pdf(sheets, fonts, title, madeAt), "application/pdf", $"{name}.pdf")
        : Results.File(SheetWriter.Svg(sheets[0], fonts, title), "image/svg+xml", $"{name}.svg");
}
