using SkiaSharp;

namespace Yinong.Commands.Simulation.Stories;

/// <summary>Draws a room or a shop front that does not exist: plainly a drawing, and each different enough that no two are taken for copies.</summary>
static class ScenePicture
{
    const int Width = 640, Height = 480, Quality = 82;

    /// <summary>A JPEG of one scene; the same dice draw the same.</summary>
    public static byte[] Draw(ref Dice dice)
    {
        using var surface = SKSurface.Create(new SKImageInfo(Width, Height));
        var canvas = surface.Canvas;
        var floor = dice.Between(Height / 2, Height * 4 / 5);
        Fill(canvas, 0, 0, Width, floor, Colour(ref dice, 150, 240));
        Fill(canvas, 0, floor, Width, Height - floor, Colour(ref dice, 60, 150));
        for (var things = dice.Between(7, 14); things > 0; things--) Thing(canvas, floor, ref dice);
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Jpeg, Quality);
        return data.ToArray();
    }

    /// <summary>The same scene as somebody hands it in once more: smaller, a little darker, a little cut.</summary>
    public static byte[] Again(byte[] picture, ref Dice dice)
    {
        using var from = SKBitmap.Decode(picture);
        var (cut, width) = (dice.Between(2, 8), dice.Between(420, 600));
        using var surface = SKSurface.Create(new SKImageInfo(width, width * Height / Width));
        using var paint = new SKPaint();
        paint.ColorFilter = SKColorFilter.CreateLighting(new SKColor(235, 235, 235), SKColors.Black);
        using var image = SKImage.FromBitmap(from);
        surface.Canvas.DrawImage(image, new SKRect(cut, cut, from.Width - cut, from.Height - cut), new SKRect(0, 0, width, width * Height / Width), new SKSamplingOptions(SKFilterMode.Linear), paint);
        using var made = surface.Snapshot();
        using var data = made.Encode(SKEncodedImageFormat.Jpeg, 74);
        return data.ToArray();
    }

    // A cupboard, a table, a screen, a board on the wall: a box with some lines in it.
    static void Thing(SKCanvas canvas, int floor, ref Dice dice)
    {
        var (width, height) = (dice.Between(40, 240), dice.Between(30, 200));
        var (x, y) = (dice.Between(-30, Width - 40), dice.Chance(0.5) ? floor - height + dice.Below(60) : dice.Below(floor));
        Fill(canvas, x, y, width, height, Colour(ref dice, 20, 250));
        var inner = Colour(ref dice, 20, 250);
        for (var rows = dice.Below(5); rows > 0; rows--) Fill(canvas, x + 8, y + height * rows / 6, width - 16, Math.Max(4, height / 12), inner);
    }

    static void Fill(SKCanvas canvas, float x, float y, float width, float height, SKColor colour)
    {
        using var paint = new SKPaint();
        paint.Color = colour;
        canvas.DrawRect(x, y, width, height, paint);
    }

    static SKColor Colour(ref Dice dice, int from, int to) => new((byte)dice.Between(from, to), (byte)dice.Between(from, to), (byte)dice.Between(from, to));
}
