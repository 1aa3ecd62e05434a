using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SkiaSharp;
using Yinong.Modules.Stations.SixHaves;
using Yinong.Tests.Support;

namespace Yinong.Tests.Stations.SixHaves;

/// <summary>Inspections as the register would have left them, and files as phones and offices make them.</summary>
public static class GivenInspections
{
    /// <summary>Two inspectors have confirmed the national checklist at the station.</summary>
    public static async Task<Inspection> InspectedAsync(this App app, int station, bool met = true)
    {
        await using var db = app.Db();
        var row = await db.Stations.SingleAsync(s => s.Id == station);
        var inspection = new Inspection
        {
            StationId = station, Division = row.Division, Round = await db.Inspections.CountAsync(i => i.StationId == station) + 1, State = InspectionState.Confirmed, Edition = NationalChecklist.Current.Edition,
            Content = InspectionReading.Write(NationalChecklist.Current), OnDate = row.State is Yinong.Modules.Stations.StationState.Building ? row.Since : new(2018, 10, 31), FilledBy = "account:901", ConfirmedBy = "account:902",
            // After every step that a test may take meanwhile.
            ConfirmedAt = new(2100, 1, 1, 0, 0, 0, DateTimeKind.Utc), Met = met, Version = 1,
        };
        db.Add(inspection);
        await db.SaveChangesAsync();
        return inspection;
    }

    /// <summary>Sends files to an item, as the form does.</summary>
    public static async Task<Html> UploadAsync(this Visitor visitor, string page, HttpStatusCode status, params (string Name, byte[] Content)[] files)
    {
        var form = await visitor.GetAsync(page);
        using var body = new MultipartFormDataContent { { new StringContent(form.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" } };
        foreach (var (name, content) in files)
        {
            var file = new ByteArrayContent(content);
            file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            body.Add(file, "Input.Files", name);
        }
        return await Html.ReadAsync(await visitor.Http.PostAsync($"{page}?handler=Upload", body), status);
    }

    /// <summary>The answers that meet every required question.</summary>
    public static (string, string)[] GoodAnswers =>
    [
        ("Input.Answers[place-area]", "42.5"), ("Input.Answers[place-hours]", "48"), ("Input.Answers[people-officers]", "1"), ("Input.Answers[people-present]", "yes"), ("Input.Answers[equipment-screen]", "yes"),
        ("Input.Answers[equipment-12316]", "yes"), ("Input.Answers[broadband-speed]", "100"), ("Input.Notes[broadband-speed]", "手机测速软件"), ("Input.Answers[webpage-open]", "yes"), ("Input.Answers[upkeep-phone]", "yes"),
    ];

    /// <summary>A picture; different for each shade.</summary>
    public static byte[] Picture(SKEncodedImageFormat format = SKEncodedImageFormat.Jpeg, int width = 640, int height = 480, byte shade = 120)
    {
        using var bitmap = new SKBitmap(width, height);
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(new SKColor(shade, 160, 90));
            using var red = new SKPaint { Color = SKColors.Red };
            canvas.DrawRect(0, 0, width / 4f, height / 4f, red);
        }
        using var data = bitmap.Encode(format, 90);
        return data.ToArray();
    }

    /// <summary>A JPEG as a phone writes it: held upright (the picture lies on its side), with time and place.</summary>
    public static byte[] PhonePicture(byte shade = 120)
    {
        var jpeg = Picture(shade: shade);
        byte[] exif = [.. "Exif\0\0"u8, .. Tiff()];
        var segment = new byte[4];
        (segment[0], segment[1]) = (0xFF, 0xE1);
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(2), (ushort)(exif.Length + 2));
        return [.. jpeg[..2], .. segment, .. exif, .. jpeg[2..]];
    }

    public static byte[] Pdf(string inside = "") => Encoding.ASCII.GetBytes($"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R {inside}>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");

    // 2018-10-12 09:14:00 in China, 36.668° N 117.076° E, turned by a quarter.
    static byte[] Tiff()
    {
        var tiff = new byte[256];
        void Entry(int at, int tag, int type, int count, int value)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(tiff.AsSpan(at), (ushort)tag);
            BinaryPrimitives.WriteUInt16LittleEndian(tiff.AsSpan(at + 2), (ushort)type);
            BinaryPrimitives.WriteInt32LittleEndian(tiff.AsSpan(at + 4), count);
            BinaryPrimitives.WriteInt32LittleEndian(tiff.AsSpan(at + 8), value);
        }
        void Degrees(int at, int degrees, int minutes, int hundredths)
        {
            foreach (var (i, value) in new[] { degrees, 1, minutes, 1, hundredths, 100 }.Index()) BinaryPrimitives.WriteInt32LittleEndian(tiff.AsSpan(at + i * 4), value);
        }
        "II*\0"u8.CopyTo(tiff);
        BinaryPrimitives.WriteInt32LittleEndian(tiff.AsSpan(4), 8);
        tiff[8] = 3;
        Entry(10, 0x0112, 3, 1, 6);
        Entry(22, 0x8769, 4, 1, 50);
        Entry(34, 0x8825, 4, 1, 68);
        tiff[50] = 1;
        Entry(52, 0x9003, 2, 20, 122);
        tiff[68] = 4;
        Entry(70, 1, 2, 2, 'N');
        Entry(82, 2, 5, 3, 144);
        Entry(94, 3, 2, 2, 'E');
        Entry(106, 4, 5, 3, 168);
        "2018:10:12 09:14:00\0"u8.CopyTo(tiff.AsSpan(122));
        Degrees(144, 36, 40, 480);
        Degrees(168, 117, 4, 3360);
        return tiff;
    }
}
