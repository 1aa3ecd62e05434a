using System.Net;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Stations;
using Yinong.Modules.Stations.HandOvers;
using Yinong.Platform.Places;
using Yinong.Tests.Identity;
using Yinong.Tests.Stations.SixHaves;
using Yinong.Tests.Support;

namespace Yinong.Tests.Stations.Photos;

/// <summary>Where a station stands: typed, taken from a photo that two inspectors stand for, shown to those who may read the station.</summary>
public class StationPointTests(App app) : IClassFixture<App>
{
    static readonly Gen<GeoPoint> Points = Gen.Select(Gen.Int[-90_000_000, 90_000_000], Gen.Int[-180_000_000, 180_000_000], (north, east) => new GeoPoint(north, east));

    [Fact]
    public async Task Typed_coordinates_are_kept_shown_and_audited()
    {
        var station = await app.StationAsync(StationState.Operating);
        var county = await app.SignedInAsync("county-manager", "370102");
        var page = await county.SubmitAsync(await county.GetAsync($"/stations/{station.Number}/edit"), "保存资料", [("Input.Latitude", "北纬36°40'4.8″"), ("Input.Longitude", "１１７．０７６")]);
        Assert.Contains("36.668, 117.076", page.Text, StringComparison.Ordinal);
        await using var db = app.Db();
        var row = await db.Stations.SingleAsync(s => s.Id == station.Id);
        Assert.Equal((36_668_000, 117_076_000), (row.LatitudeMicro!.Value, row.LongitudeMicro!.Value));
        Assert.Contains("station.edited", app.Audit($"station:{station.Number}"));
        // Saved again nothing is lost.
        await county.SubmitAsync(await county.GetAsync($"/stations/{station.Number}/edit"), "保存资料", []);
        Assert.Equal(36_668_000, (await db.Stations.AsNoTracking().SingleAsync(s => s.Id == station.Id)).LatitudeMicro);
        Assert.Contains("36.668,117.076", System.Text.Encoding.UTF8.GetString(await county.Http.GetByteArrayAsync("/stations.csv")), StringComparison.Ordinal);
        Assert.DoesNotContain("117.076", (await app.Visitor().GetAsync($"/s/{station.Number}")).Document.Body!.InnerHtml, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("117.076", "36.668", "Input.Latitude", "填反了")]
    [InlineData("36.668", "", "Input.Longitude", "要么都填")]
    [InlineData("很北", "117", "Input.Latitude", "度数")]
    [InlineData("48.85", "2.35", "Input.Latitude", "不在国内")]
    [InlineData("36°61'", "117", "Input.Latitude", "度数")]
    public async Task Wrong_ones_are_told_at_their_field(string latitude, string longitude, string field, string words)
    {
        var station = await app.StationAsync(StationState.Operating);
        var county = await app.SignedInAsync("county-manager", "370102");
        var again = await county.SubmitAsync(await county.GetAsync($"/stations/{station.Number}/edit"), "保存资料", [("Input.Latitude", latitude), ("Input.Longitude", longitude)], HttpStatusCode.BadRequest);
        Assert.Contains(words, again.FieldError(field), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_photo_of_a_confirmed_inspection_says_where_the_station_stands()
    {
        var station = await app.StationAsync(StationState.Building);
        var (first, second) = (await app.SignedInAsync("county-manager", "370102"), await app.SignedInAsync("county-manager", "370102"));
        var acceptance = $"/stations/{station.Number}/acceptance";
        await first.UploadAsync($"{acceptance}/place-photo", HttpStatusCode.Redirect, ("a.jpg", GivenPhotos.Taken(11, new(2018, 10, 31, 8, 0, 0), (36.668, 117.076))));
        await using var db = app.Db();
        var photo = await db.Evidence.SingleAsync(e => e.StationId == station.Id);
        await using (var hand = Hand.WithAll(app, "370102"))
            Assert.Equal(404, (await Assert.ThrowsAsync<Yinong.Platform.Problems.Problem>(() => hand.Stations.LocateAsync(station.Id, photo.Id))).Status);
        await first.SubmitAsync(await first.GetAsync(acceptance), "提交", [.. GivenInspections.GoodAnswers]);
        var confirmed = await second.SubmitAsync(await second.GetAsync(acceptance), "确认这次核验", []);
        var located = await second.SubmitAsync(confirmed, "把拍摄位置记为站点位置", []);
        Assert.Contains("现在记的是36.668, 117.076", located.Text, StringComparison.Ordinal);
        Assert.Contains("station.located", app.Audit($"station:{station.Number}"));

        // Moved afterwards, the photo says nothing of where the station stands now.
        db.Add(new HandOver { StationId = station.Id, Division = station.Division, Kind = HandOverKind.Move, State = HandOverState.Done, ToAddress = "村南头", EndedOn = new(2018, 11, 2), DrawnBy = "x", Reason = "x", DrawnOn = new(2018, 11, 1), Version = 1 });
        await db.SaveChangesAsync();
        Assert.DoesNotContain("把拍摄位置记为站点位置", (await second.GetAsync(acceptance)).Text, StringComparison.Ordinal);
        await using (var hand = Hand.WithAll(app, "370102"))
            Assert.Equal("station.photo-before-move", (await Assert.ThrowsAsync<Yinong.Platform.Problems.Problem>(() => hand.Stations.LocateAsync(station.Id, photo.Id))).Code);
    }

    [Fact]
    public void Distances_are_those_of_a_sphere() => Gen.Select(Points, Points, Points).Sample((a, b, c) =>
    {
        Assert.Equal(0, a.MetresTo(a));
        Assert.Equal(a.MetresTo(b), b.MetresTo(a), 1e-3);
        Assert.InRange(a.MetresTo(b), 0, Math.PI * GeoPoint.EarthRadius + 1);
        Assert.True(a.MetresTo(c) <= a.MetresTo(b) + b.MetresTo(c) + 1e-3);
    });

    [Fact]
    public void Known_distances_are_right()
    {
        // Jinan to Beijing, railway stations: 364 km by the map.
        Assert.InRange(new GeoPoint(36_671_000, 116_991_000).MetresTo(new(39_903_000, 116_427_000)), 361_000, 366_000);
        Assert.Equal(111_195, new GeoPoint(0, 0).MetresTo(new(1_000_000, 0)), 1.0);
    }

    [Fact]
    public void Degrees_are_read_as_they_are_written() => Gen.Int[-179_999_999, 179_999_999].Sample(micro =>
    {
        Assert.Equal(micro / 10 * 10, GeoPoint.ReadDegrees(GeoPoint.WriteDegrees(micro / 10 * 10), 180));
    });

    [Fact]
    public void Whatever_is_typed_never_throws() => Gen.String.Sample(text => Assert.InRange(GeoPoint.ReadDegrees(text, 180) ?? 0, -180_000_000, 180_000_000));
}
