using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Stations;
using Yinong.Modules.Stations.Photos;
using Yinong.Tests.Identity;
using Yinong.Tests.Stations.SixHaves;
using Yinong.Tests.Support;

namespace Yinong.Tests.Stations.Photos;

/// <summary>Photos that look alike at two stations are shown to the inspectors, judged by a person who did not send them, and never refused.</summary>
public class PhotoPairTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task A_recycled_photo_is_shown_beside_the_other_and_judged_by_another_inspector()
    {
        var (first, second) = (await app.StationAsync(StationState.Building, name: "甲村益农信息社"), await app.StationAsync(StationState.Building, name: "乙村益农信息社"));
        var filler = await app.SignedInAsync("county-manager", "370102");
        await filler.UploadAsync(PageOf(first), HttpStatusCode.Redirect, ("a.jpg", GivenPhotos.Taken(101, new(2018, 10, 30, 9, 0, 0), (36.668, 117.076))));
        using (var scene = GivenPhotos.Scene(101, 640, 480))
            await filler.UploadAsync(PageOf(second), HttpStatusCode.Redirect, ("b.jpg", GivenPhotos.WithExif(GivenPhotos.Jpeg(GivenPhotos.Cut(scene, 0.02f), 70), 1, new(2018, 10, 31, 9, 30, 0), (36.768, 117.076))));
        var page = await filler.GetAsync(PageOf(second));
        Assert.Contains("和甲村益农信息社的照片疑似重复", page.Text, StringComparison.Ordinal);
        Assert.Contains("拍摄时间相差24小时，相距11.1公里", page.Text, StringComparison.Ordinal);
        await using var db = app.Db();
        var pair = await db.PhotoPairs.SingleAsync(p => p.StationId == second.Id);
        Assert.Equal(first.Id, pair.OtherStationId);
        Assert.Contains($"/stations/evidence/{pair.OtherId}/small", page.Document.QuerySelector(".yn-flag img")!.GetAttribute("src"), StringComparison.Ordinal);
        // The earlier one tells it too.
        Assert.Contains("和乙村益农信息社的照片疑似重复", (await filler.GetAsync(PageOf(first))).Text, StringComparison.Ordinal);

        Assert.Contains("这张照片是您传的", (await filler.GetAsync($"/photos/{pair.Id}")).Text, StringComparison.Ordinal);
        var judge = await app.SignedInAsync("county-manager", "370102");
        Assert.Contains("乙村益农信息社", (await judge.GetAsync("/tasks")).Text, StringComparison.Ordinal);
        var form = await judge.GetAsync((await judge.GetAsync("/photos")).Link("乙村益农信息社和甲村益农信息社"));
        var again = await judge.SubmitAsync(form, "登记判断", [("Input.Reason", "看过现场")], HttpStatusCode.BadRequest);
        Assert.Equal("请选判断结果。", again.FieldError("Input.Verdict"));
        again = await judge.SubmitAsync(form, "登记判断", [("Input.Verdict", "Recycled"), ("Input.Reason", "套用")], HttpStatusCode.BadRequest);
        Assert.NotNull(again.FieldError("Input.Reason"));
        var done = await judge.SubmitAsync(form, "登记判断", [("Input.Verdict", "Recycled"), ("Input.Reason", "现场没有这面墙")]);
        Assert.Contains("套用了别处的照片", done.Table()[0]["判断"], StringComparison.Ordinal);
        Assert.Contains("photo.judged", app.Audit($"station:{second.Number ?? "#" + second.Id}"));
        // Somebody who still has the old form does not judge over it.
        await judge.SubmitAsync(form, "登记判断", [("Input.Verdict", "SamePlace"), ("Input.Reason", "同一间屋子")], HttpStatusCode.Conflict);
        Assert.DoesNotContain("乙村益农信息社和甲村", (await judge.GetAsync("/photos")).Text, StringComparison.Ordinal);
        Assert.Contains("乙村益农信息社和甲村", (await judge.GetAsync("/photos?state=judged")).Text, StringComparison.Ordinal);
        Assert.Contains("已判断：套用了别处的照片", (await filler.GetAsync(PageOf(second))).Text, StringComparison.Ordinal);
        // A second judgement stands beside the first.
        await judge.SubmitAsync(done, "登记判断", [("Input.Verdict", "Other"), ("Input.Reason", "重新核实过了")]);
        Assert.Equal(2, await db.PhotoJudgements.CountAsync(j => j.PairId == pair.Id));
    }

    [Fact]
    public async Task Of_a_photo_out_of_reach_only_the_county_is_told()
    {
        var (near, far) = (await app.StationAsync(StationState.Building, name: "近处益农信息社"), await app.StationAsync(StationState.Building, TestDivisions.OtherCountyVillage, name: "远处益农信息社"));
        await (await app.SignedInAsync("county-manager", "370126")).UploadAsync(PageOf(far), HttpStatusCode.Redirect, ("a.jpg", GivenPhotos.Taken(202, null, null)));
        var county = await app.SignedInAsync("county-manager", "370102");
        using (var scene = GivenPhotos.Scene(202, 640, 480)) await county.UploadAsync(PageOf(near), HttpStatusCode.Redirect, ("b.jpg", GivenPhotos.Jpeg(GivenPhotos.Mirror(scene))));
        await using var db = app.Db();
        var pair = await db.PhotoPairs.SingleAsync(p => p.StationId == near.Id);
        Assert.True(pair.Mirrored);
        foreach (var page in new[] { await county.GetAsync(PageOf(near)), await county.GetAsync($"/photos/{pair.Id}"), await county.GetAsync("/photos") })
        {
            Assert.Contains("商河县的站点", page.Text, StringComparison.Ordinal);
            Assert.Contains("左右翻转过", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("远处益农信息社", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain($"/stations/evidence/{pair.OtherId}", page.Document.Body!.InnerHtml, StringComparison.Ordinal);
        }
        var other = await app.SignedInAsync("county-manager", "370126");
        await other.GetAsync($"/photos/{pair.Id}", HttpStatusCode.NotFound);
        Assert.Contains("由对方所在县判断", (await other.GetAsync(PageOf(far))).Text, StringComparison.Ordinal);
        var table = Encoding.UTF8.GetString(await county.Http.GetByteArrayAsync("/photos.csv"));
        Assert.Contains("近处益农信息社", table, StringComparison.Ordinal);
        Assert.DoesNotContain("远处益农信息社", table, StringComparison.Ordinal);
        Assert.Contains("远处益农信息社", (await (await app.SignedInAsync("city-manager", "3701")).GetAsync($"/photos/{pair.Id}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_file_is_found_even_when_it_shows_nothing_and_other_dark_photos_are_not()
    {
        var stations = new[] { await app.StationAsync(StationState.Building), await app.StationAsync(StationState.Building), await app.StationAsync(StationState.Building) };
        var county = await app.SignedInAsync("county-manager", "370102");
        using var dark = GivenPhotos.Empty("black", 640, 480);
        foreach (var (station, quality) in stations.Zip([60, 60, 90])) await county.UploadAsync(PageOf(station), HttpStatusCode.Redirect, ("dark.jpg", GivenPhotos.Jpeg(dark, quality)));
        await using var db = app.Db();
        var ids = stations.Select(s => s.Id).ToList();
        var pair = Assert.Single(await db.PhotoPairs.Where(p => ids.Contains(p.StationId)).ToListAsync());
        Assert.Equal((stations[1].Id, stations[0].Id, true), (pair.StationId, pair.OtherStationId, pair.SameFile));
        Assert.Contains("画面太暗或者太空", (await county.GetAsync(PageOf(stations[2]))).Text, StringComparison.Ordinal);
        Assert.Contains("同一个文件", (await county.GetAsync(PageOf(stations[1]))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_photo_taken_far_away_or_at_another_time_is_flagged_and_kept()
    {
        var station = await app.StationAsync(StationState.Building);
        await using var db = app.Db();
        await db.Stations.Where(s => s.Id == station.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.LatitudeMicro, 36_668_000).SetProperty(s => s.LongitudeMicro, 117_076_000));
        var county = await app.SignedInAsync("county-manager", "370102");
        await county.UploadAsync(PageOf(station), HttpStatusCode.Redirect, ("far.jpg", GivenPhotos.Taken(301, new(2018, 10, 12, 9, 0, 0), (36.8, 117.076))), ("well.jpg", GivenPhotos.Taken(302, new(2018, 10, 31, 8, 0, 0), (36.6682, 117.0761))));
        var page = await county.GetAsync(PageOf(station));
        Assert.Contains("拍摄位置离站点14.7公里，请核对", page.Text, StringComparison.Ordinal);
        Assert.Contains("拍摄时间比核验日早18天，请核对", page.Text, StringComparison.Ordinal);
        Assert.Equal(2, page.Document.QuerySelectorAll(".yn-flag").Length);
        Assert.Contains("1张照片要核对", (await county.GetAsync($"/stations/{station.Number}/acceptance")).Text, StringComparison.Ordinal);
        Assert.Equal(2, await db.Evidence.CountAsync(e => e.StationId == station.Id));
    }

    [Fact]
    public async Task Who_may_not_judge_only_looks_and_an_operator_sees_his_own_stations_only()
    {
        var (first, second) = (await app.StationAsync(StationState.Building), await app.StationAsync(StationState.Building));
        var filler = await app.SignedInAsync("county-manager", "370102");
        foreach (var station in new[] { first, second }) await filler.UploadAsync(PageOf(station), HttpStatusCode.Redirect, ("a.jpg", GivenPhotos.Taken(401, null, null)));
        await using var db = app.Db();
        var pair = await db.PhotoPairs.SingleAsync(p => p.StationId == second.Id);
        var foreign = new Yinong.Modules.Identity.Organisation { Name = "别家运营公司", Kind = Yinong.Modules.Identity.OrganisationKind.Operator, Division = Yinong.Modules.Divisions.DivisionCode.Parse("37").Value, CreatedAt = DateTime.UnixEpoch };
        db.Add(foreign);
        await db.SaveChangesAsync();
        var stranger = await app.SignedInAsync("operator", "37", foreign.Id);
        await stranger.GetAsync($"/photos/{pair.Id}", HttpStatusCode.NotFound);
        await db.Stations.Where(s => s.Id == second.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.OrganisationId, foreign.Id));
        var page = await stranger.GetAsync($"/photos/{pair.Id}");
        Assert.Contains("由农业农村部门的验收人员判断", page.Text, StringComparison.Ordinal);
        // Of the other station, which is another operator's, the county only.
        Assert.Contains("历下区的站点", page.Text, StringComparison.Ordinal);
        await using var hand = Hand.WithAll(app, "37", foreign.Id);
        Assert.Equal("photo.not-yours", (await Assert.ThrowsAsync<Yinong.Platform.Problems.Problem>(() => hand.Get<PhotoDesk>().JudgeAsync(pair.Id, PhotoVerdict.Other, "没有什么问题", 1))).Code);
    }

    [Fact]
    public async Task A_photo_that_is_taken_off_leaves_no_pair_that_nobody_judged()
    {
        var (first, second) = (await app.StationAsync(StationState.Building), await app.StationAsync(StationState.Building));
        var county = await app.SignedInAsync("county-manager", "370102");
        foreach (var station in new[] { first, second }) await county.UploadAsync(PageOf(station), HttpStatusCode.Redirect, ("a.jpg", GivenPhotos.Taken(501, null, null)));
        await using var db = app.Db();
        Assert.True(await db.PhotoPairs.AnyAsync(p => p.StationId == second.Id));
        await county.SubmitAsync(await county.GetAsync(PageOf(first)), "去掉 a.jpg", []);
        Assert.False(await db.PhotoPairs.AnyAsync(p => p.StationId == second.Id));
        Assert.False(await db.PhotoHashes.AnyAsync(h => h.StationId == first.Id));
    }

    static string PageOf(Station station) => $"/stations/{Yinong.Modules.Stations.Pages.StationPage.KeyOf(station)}/acceptance/place-photo";
}
