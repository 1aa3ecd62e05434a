using System.Text;

namespace Yinong.Platform.Paper;

/// <summary>Where the given point of a text lies.</summary>
public enum Anchor
{
    Left,
    Middle,
    Right,
}

/// <summary>Something on a sheet; everything in millimetres, colours as <c>#rrggbb</c>.</summary>
public abstract record Shape;

/// <summary>A line of text; <paramref name="Y"/> is its base line.</summary>
public sealed record TextShape(double X, double Y, double Size, string Text, string Colour, bool Bold, Anchor Anchor) : Shape;

/// <summary>An outline as in SVG, in millimetres: filled, or drawn with a pen of the given width.</summary>
public sealed record PathShape(string Data, string? Fill = null, string? Pen = null, double PenWidth = 0, bool Dashed = false) : Shape;

/// <summary>The two weights of the font that sheets are set in, open for one document.</summary>
/// <param name="regular">File of the regular weight.</param>
/// <param name="bold">File of the bold one.</param>
public sealed class SheetFonts(string regular, string bold) : IDisposable
{
    public FontFile Regular { get; } = new(regular);

    public FontFile Bold { get; } = new(bold);

    /// <summary>The fonts that come with the program, or the folder of <paramref name="own"/> (regular.ttf, bold.ttf).</summary>
    public static SheetFonts Open(string? own = null)
    {
        var folder = own ?? Path.Combine(AppContext.BaseDirectory, "fonts");
        return new(Path.Combine(folder, "regular.ttf"), Path.Combine(folder, "bold.ttf"));
    }

    public FontFile Of(bool isBold) => isBold ? Bold : Regular;

    /// <summary>Characters of a text for which there is no glyph.</summary>
    public IEnumerable<Rune> Missing(string text) => text.EnumerateRunes().Where(r => Regular.GlyphOf(r.Value) == 0 || Bold.GlyphOf(r.Value) == 0);

    public void Dispose()
    {
        Regular.Dispose();
        Bold.Dispose();
    }
}

/// <summary>A sheet of paper: a list of shapes, drawn later as PDF or SVG. A character that the font lacks becomes a blank to be filled by hand, and is named.</summary>
public sealed class Sheet(double width, double height, SheetFonts fonts)
{
    static readonly string Blank = ((char)0x3000).ToString();

    readonly List<Shape> _shapes = [];
    readonly SortedSet<int> _missing = [];

    /// <summary>Millimetres.</summary>
    public double Width => width;

    /// <summary>Millimetres.</summary>
    public double Height => height;

    public IReadOnlyList<Shape> Shapes => _shapes;

    /// <summary>Characters that stand as blanks, to be named on the sheet.</summary>
    public IReadOnlyCollection<int> Missing => _missing;

    /// <summary>Sets a line and tells its width.</summary>
    public double Text(double x, double y, double size, string text, string colour, bool bold = false, Anchor anchor = Anchor.Left)
    {
        foreach (var rune in fonts.Missing(text).ToList())
        {
            _missing.Add(rune.Value);
            text = text.Replace(rune.ToString(), Blank, StringComparison.Ordinal);
        }
        _shapes.Add(new TextShape(x, y, size, text, colour, bold, anchor));
        return Measure(text, size, bold);
    }

    /// <summary>The same, made smaller until it is no wider than <paramref name="most"/>.</summary>
    public double TextWithin(double most, double x, double y, double size, string text, string colour, bool bold = false, Anchor anchor = Anchor.Left)
    {
        var wide = Measure(text, size, bold);
        return Text(x, y, wide <= most ? size : size * most / wide, text, colour, bold, anchor);
    }

    public double Measure(string text, double size, bool bold = false) => fonts.Of(bold).Measure(text, size);

    public void Box(double x, double y, double w, double h, string? fill = null, string? pen = null, double penWidth = 0) => Path(Invariant($"M{x} {y}h{w}v{h}h{-w}z"), fill, pen, penWidth);

    /// <summary>A box with round corners.</summary>
    public void Round(double x, double y, double w, double h, double r, string? fill = null, string? pen = null, double penWidth = 0) =>
        Path(Invariant($"M{x + r} {y}h{w - 2 * r}a{r} {r} 0 0 1 {r} {r}v{h - 2 * r}a{r} {r} 0 0 1 {-r} {r}h{2 * r - w}a{r} {r} 0 0 1 {-r} {-r}v{2 * r - h}a{r} {r} 0 0 1 {r} {-r}z"), fill, pen, penWidth);

    public void Circle(double x, double y, double r, string pen, double penWidth, bool dashed = false) =>
        Path(Invariant($"M{x - r} {y}a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0 {-2 * r} 0z"), null, pen, penWidth, dashed);

    public void Line(double x1, double y1, double x2, double y2, string pen, double penWidth, bool dashed = false) => Path(Invariant($"M{x1} {y1}L{x2} {y2}"), null, pen, penWidth, dashed);

    public void Path(string data, string? fill = null, string? pen = null, double penWidth = 0, bool dashed = false) => _shapes.Add(new PathShape(data, fill, pen, penWidth, dashed));

    /// <summary>A square of dark modules, e.g. a QR code; its quiet zone is part of it.</summary>
    public void Modules(double x, double y, double side, IReadOnlyList<System.Collections.BitArray> rows, string colour)
    {
        var one = side / rows.Count;
        var data = new StringBuilder();
        for (var r = 0; r < rows.Count; r++)
            for (var c = 0; c < rows[r].Count; c++)
            {
                if (!rows[r][c]) continue;
                var from = c;
                while (c < rows[r].Count && rows[r][c]) c++;
                data.Append(Invariant($"M{x + from * one:0.####} {y + r * one:0.####}h{(c - from) * one:0.####}v{one:0.####}h{-(c - from) * one:0.####}z"));
            }
        Path(data.ToString(), colour);
    }

    static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
