using System.Net;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SkiaSharp;
using Yinong.Modules.Identity;
using Yinong.Modules.Stations;
using Yinong.Tests.Support;

namespace Yinong.Tests.Stations.SixHaves;

/// <summary>An installation that takes small photos only, so that its limits are reached by small files.</summary>
public sealed class SmallFilesApp : App
{
    protected override Dictionary<string, string?> Settings => new() { ["YINONG_PHOTO_MEGABYTES"] = "1", ["YINONG_PHOTO_MEGAPIXELS"] = "2", ["YINONG_DOCUMENT_MEGABYTES"] = "1" };
}

/// <summary>Files that people send: looked at to the last byte, kept by their hash, shown without what the camera wrote into them, and to those within reach only.</summary>
public class EvidenceTests(SmallFilesApp app) : IClassFixture<SmallFilesApp>
{
    const string Photo = "place-photo", Document = "upkeep-contract";

    [Fact]
    public async Task A_photo_keeps_its_time_and_place_in_the_row_and_not_in_what_is_shown()
    {
        var (station, county) = await BuildingAsync();
        var original = GivenInspections.PhonePicture();
        var page = await county.UploadAsync(PageOf(station, Photo), HttpStatusCode.Redirect, ("IMG_1.jpg", original));
        var shown = await county.GetAsync(page.Response.Headers.Location!.ToString());
        Assert.Contains("拍摄于2018-10-12 09:14，位置36.66800，117.07600", shown.Text, StringComparison.Ordinal);
        await using var db = app.Db();
        var row = await db.Evidence.SingleAsync(e => e.StationId == station.Id);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(original)), row.Hash);
        Assert.Equal((new DateTime(2018, 10, 12, 1, 14, 0, DateTimeKind.Utc), 36_668_000, 117_076_000), (row.TakenAt!.Value, row.LatitudeMicro!.Value, row.LongitudeMicro!.Value));
        // Turned upright, as the camera was held.
        Assert.Equal((480, 640), (row.Width!.Value, row.Height!.Value));
        foreach (var address in new[] { $"/stations/evidence/{row.Id}", $"/stations/evidence/{row.Id}/small" })
        {
            using var answer = await county.Http.GetAsync(address);
            var bytes = await answer.Content.ReadAsByteArrayAsync();
            Assert.Equal("image/jpeg", answer.Content.Headers.ContentType!.ToString());
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.Contains("sandbox", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
            Assert.True(bytes.AsSpan().IndexOf("Exif"u8) < 0 && bytes.AsSpan().IndexOf("2018:10:12"u8) < 0, "the camera's data is still in it");
            using var picture = SKBitmap.Decode(bytes);
            Assert.True(picture.Height > picture.Width);
            // The red corner, top left as it lay, is top right now.
            Assert.True(picture.GetPixel(picture.Width - 5, 5) is { Red: > 200, Green: < 60 }, "it was not turned");
        }
    }

    [Fact]
    public async Task Several_files_at_once_and_the_same_one_twice_is_one()
    {
        var (station, county) = await BuildingAsync();
        await county.UploadAsync(PageOf(station, Photo), HttpStatusCode.Redirect, ("a.png", GivenInspections.Picture(SKEncodedImageFormat.Png, shade: 10)), ("b.webp", GivenInspections.Picture(SKEncodedImageFormat.Webp, shade: 20)));
        await county.UploadAsync(PageOf(station, Photo), HttpStatusCode.Redirect, ("again.png", GivenInspections.Picture(SKEncodedImageFormat.Png, shade: 10)));
        await using var db = app.Db();
        Assert.Equal(["image/png", "image/webp"], await db.Evidence.Where(e => e.StationId == station.Id).OrderBy(e => e.Id).Select(e => e.ContentType).ToListAsync());
        var page = await county.GetAsync(PageOf(station, Photo));
        var left = await county.SubmitAsync(page, "去掉 a.png", []);
        Assert.DoesNotContain("a.png", left.Text, StringComparison.Ordinal);
    }

    public static TheoryData<string, string, string> Refused => new()
    {
        { "heic", Photo, "HEIC" }, { "svg", Photo, "不是JPEG、PNG或WebP" }, { "gif", Photo, "不是JPEG、PNG或WebP" }, { "exe", Photo, "不是JPEG、PNG或WebP" }, { "html", Document, "不是PDF，也不是JPEG、PNG或WebP" }, { "cut", Photo, "打不开" },
        { "large", Photo, "超过1MB" }, { "pixels", Photo, "最多200万像素" }, { "pdf", Photo, "不是JPEG、PNG或WebP" }, { "pdf-script", Document, "有脚本" }, { "pdf-file", Document, "有脚本" }, { "pdf-cut", Document, "打不开" }, { "empty", Photo, "是空的" }, { "none", Photo, "请选择照片或文件" },
    };

    [Theory, MemberData(nameof(Refused))]
    public async Task What_is_no_photo_or_document_is_refused_by_name_and_leaves_nothing(string what, string item, string message)
    {
        var (station, county) = await BuildingAsync();
        var good = GivenInspections.Picture(shade: 33);
        var wrong = Make(what, good);
        var page = await county.UploadAsync(PageOf(station, item), HttpStatusCode.BadRequest, wrong is null ? [] : item == Photo && what != "large" ? [("好.jpg", good), ("坏.jpg", wrong)] : [("坏.jpg", wrong)]);
        Assert.Contains(message, page.FieldError("Input.Files"), StringComparison.Ordinal);
        await using var db = app.Db();
        Assert.False(await db.Evidence.AnyAsync(e => e.StationId == station.Id));
    }

    [Fact]
    public async Task A_document_is_handed_out_for_download_only()
    {
        var (station, county) = await BuildingAsync();
        await county.UploadAsync(PageOf(station, Document), HttpStatusCode.Redirect, ("合同.pdf", GivenInspections.Pdf()), ("合同照片.jpg", GivenInspections.Picture(shade: 77)));
        await using var db = app.Db();
        var row = await db.Evidence.SingleAsync(e => e.StationId == station.Id && e.ContentType == "application/pdf");
        using var answer = await county.Http.GetAsync($"/stations/evidence/{row.Id}");
        Assert.Equal(("application/pdf", "attachment"), (answer.Content.Headers.ContentType!.ToString(), answer.Content.Headers.ContentDisposition!.DispositionType));
        Assert.Contains("sandbox", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal(GivenInspections.Pdf(), await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await county.Http.GetAsync($"/stations/evidence/{row.Id}/small")).StatusCode);
    }

    [Fact]
    public async Task Who_is_out_of_reach_or_may_not_sees_no_file()
    {
        var (station, county) = await BuildingAsync();
        await county.UploadAsync(PageOf(station, Photo), HttpStatusCode.Redirect, ("a.jpg", GivenInspections.PhonePicture(5)));
        await using var db = app.Db();
        var address = $"/stations/evidence/{(await db.Evidence.SingleAsync(e => e.StationId == station.Id)).Id}";
        Assert.Equal(HttpStatusCode.OK, (await (await app.SignedInAsync("city-manager", "3701")).Http.GetAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await (await app.SignedInAsync("county-manager", "370126")).Http.GetAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await app.SignedInAsync("officer", TestDivisions.Village)).Http.GetAsync(address)).StatusCode);
        var foreign = new Organisation { Name = "外地运营公司", Kind = OrganisationKind.Operator, Division = Yinong.Modules.Divisions.DivisionCode.Parse("37").Value, CreatedAt = DateTime.UnixEpoch };
        db.Add(foreign);
        await db.SaveChangesAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await (await app.SignedInAsync("operator", "37", foreign.Id)).Http.GetAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await app.Visitor().Http.GetAsync(address)).StatusCode);
    }

    [Fact]
    public async Task Camera_data_that_is_damaged_anywhere_is_read_as_far_as_it_goes()
    {
        var whole = GivenInspections.PhonePicture();
        var random = new Random(7);
        for (var i = 0; i < 2000; i++)
        {
            var damaged = (byte[])whole.Clone();
            for (var n = 0; n < 4; n++) damaged[random.Next(2, 280)] = (byte)random.Next(256);
            Yinong.Platform.Files.PhotoData.Read(damaged.AsSpan(0, random.Next(damaged.Length)));
        }
        await Task.CompletedTask;
    }

    static byte[]? Make(string what, byte[] good) => what switch
    {
        "heic" => [0, 0, 0, 24, .. "ftypheic"u8, .. new byte[100]],
        "svg" => [.. "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"u8],
        "gif" => [.. "GIF89a"u8, .. new byte[100]],
        "exe" => [.. "MZ"u8, .. new byte[200]],
        "html" => [.. "<html><script>alert(1)</script></html>"u8],
        "cut" => good[..(good.Length / 2)],
        "large" => [.. good, .. new byte[1024 * 1024]],
        "pixels" => GivenInspections.Picture(width: 2000, height: 1500),
        "pdf" => GivenInspections.Pdf(),
        "pdf-script" => GivenInspections.Pdf("/OpenAction<</S/JavaScript/JS(app.alert(1))>>"),
        "pdf-file" => GivenInspections.Pdf("/Names<</EmbeddedFiles 3 0 R>>"),
        "pdf-cut" => GivenInspections.Pdf()[..40],
        "empty" => [],
        _ => null,
    };

    static string PageOf(Station station, string item) => $"/stations/{station.Number}/acceptance/{item}";

    async Task<(Station, Visitor)> BuildingAsync() => (await app.StationAsync(StationState.Building), await app.SignedInAsync("county-manager", "370102"));
}
