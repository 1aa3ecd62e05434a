using System.Globalization;
using System.Text;
using System.Xml;
using SkiaSharp;

namespace Yinong.Platform.Paper;

/// <summary>Draws sheets: PDF with an embedded font of the characters in use, whose text can be marked and searched; SVG with the text as outlines, so that every printer's shop sees the same.</summary>
public static class SheetWriter
{
    const float PointsPerMillimetre = 72f / 25.4f;

    /// <summary>One page per sheet.</summary>
    public static byte[] Pdf(IReadOnlyList<Sheet> sheets, SheetFonts fonts, string title, DateTime madeAt)
    {
        using var set = new TypeSet(sheets, fonts);
        using var stream = new MemoryStream();
        var about = new SKDocumentPdfMetadata { Title = title, Creator = "益农", Creation = madeAt, Modified = madeAt, RasterDpi = 300, EncodingQuality = 101 };
        using (var document = SKDocument.CreatePdf(stream, about))
        {
            foreach (var sheet in sheets)
            {
                var canvas = document.BeginPage((float)sheet.Width * PointsPerMillimetre, (float)sheet.Height * PointsPerMillimetre);
                canvas.Scale(PointsPerMillimetre);
                foreach (var shape in sheet.Shapes) Draw(canvas, shape, set);
                document.EndPage();
            }
            document.Close();
        }
        return stream.ToArray();
    }

    /// <summary>One sheet, as large as it is printed; <paramref name="title"/> is read aloud.</summary>
    public static byte[] Svg(Sheet sheet, SheetFonts fonts, string title)
    {
        using var set = new TypeSet([sheet], fonts);
        var settings = new XmlWriterSettings { Encoding = new UTF8Encoding(false), CloseOutput = false };
        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, settings))
        {
            xml.WriteStartElement("svg", "http://www.w3.org/2000/svg");
            xml.WriteAttributeString("width", Number(sheet.Width) + "mm");
            xml.WriteAttributeString("height", Number(sheet.Height) + "mm");
            xml.WriteAttributeString("viewBox", $"0 0 {Number(sheet.Width)} {Number(sheet.Height)}");
            xml.WriteAttributeString("role", "img");
            xml.WriteElementString("title", title);
            foreach (var shape in sheet.Shapes) Write(xml, shape, set);
            xml.WriteEndElement();
        }
        return stream.ToArray();
    }

    static void Draw(SKCanvas canvas, Shape shape, TypeSet set)
    {
        using var paint = new SKPaint { IsAntialias = true };
        if (shape is TextShape text)
        {
            paint.Color = SKColor.Parse(text.Colour);
            using var font = set.Font(text);
            canvas.DrawText(text.Text, (float)set.Start(text), (float)text.Y, SKTextAlign.Left, font, paint);
            return;
        }
        var outline = (PathShape)shape;
        using var path = SKPath.ParseSvgPathData(outline.Data);
        if (outline.Fill is { } fill)
        {
            paint.Color = SKColor.Parse(fill);
            canvas.DrawPath(path, paint);
        }
        if (outline.Pen is not { } pen) return;
        (paint.Style, paint.Color, paint.StrokeWidth) = (SKPaintStyle.Stroke, SKColor.Parse(pen), (float)outline.PenWidth);
        using var dashes = outline.Dashed ? SKPathEffect.CreateDash([1f, 1f], 0) : null;
        paint.PathEffect = dashes;
        canvas.DrawPath(path, paint);
    }

    static void Write(XmlWriter xml, Shape shape, TypeSet set)
    {
        xml.WriteStartElement("path");
        if (shape is TextShape text)
        {
            using var font = set.Font(text);
            using var outline = font.GetTextPath(text.Text, new SKPoint((float)set.Start(text), (float)text.Y));
            xml.WriteAttributeString("fill", text.Colour);
            xml.WriteAttributeString("d", outline.ToSvgPathData());
        }
        else if (shape is PathShape path)
        {
            xml.WriteAttributeString("fill", path.Fill ?? "none");
            if (path.Pen is { } pen)
            {
                xml.WriteAttributeString("stroke", pen);
                xml.WriteAttributeString("stroke-width", Number(path.PenWidth));
                if (path.Dashed) xml.WriteAttributeString("stroke-dasharray", "1 1");
            }
            xml.WriteAttributeString("d", path.Data);
        }
        xml.WriteEndElement();
    }

    static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>The typefaces of one document: made of its own characters, let go with it.</summary>
    sealed class TypeSet : IDisposable
    {
        readonly SheetFonts _fonts;
        readonly SKTypeface _regular, _bold;

        public TypeSet(IReadOnlyList<Sheet> sheets, SheetFonts fonts)
        {
            _fonts = fonts;
            (_regular, _bold) = (Typeface(sheets, fonts.Regular, false), Typeface(sheets, fonts.Bold, true));
        }

        public SKFont Font(TextShape text) => new(text.Bold ? _bold : _regular, (float)text.Size) { Subpixel = true, LinearMetrics = true, Hinting = SKFontHinting.None };

        public double Start(TextShape text) => text.X - text.Anchor switch
        {
            Anchor.Middle => _fonts.Of(text.Bold).Measure(text.Text, text.Size) / 2,
            Anchor.Right => _fonts.Of(text.Bold).Measure(text.Text, text.Size),
            _ => 0,
        };

        public void Dispose()
        {
            _regular.Dispose();
            _bold.Dispose();
        }

        static SKTypeface Typeface(IReadOnlyList<Sheet> sheets, FontFile font, bool bold)
        {
            var characters = sheets.SelectMany(s => s.Shapes).OfType<TextShape>().Where(t => t.Bold == bold).SelectMany(t => t.Text.EnumerateRunes()).Select(r => r.Value).Distinct();
            using var data = SKData.CreateCopy(FontSubset.Make(font, characters));
            return SKTypeface.FromData(data) ?? throw new InvalidDataException("The font of the sheet could not be made.");
        }
    }
}
