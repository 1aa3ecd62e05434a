using System.Net;
using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Divisions;
using Yinong.Modules.Stations;
using Yinong.Modules.Stations.SixHaves;
using Yinong.Tests.Support;

namespace Yinong.Tests.Stations.SixHaves;

/// <summary>The checklist is data: the national minimum with its sources, and editions of provinces that only ask for more.</summary>
public class ChecklistTests(App app) : IClassFixture<App>
{
    static readonly DateOnly Today = new(2018, 10, 31);

    [Fact]
    public void The_national_minimum_is_six_haves_each_with_something_required_and_every_item_with_a_source()
    {
        Assert.Equal(["有场所", "有人员", "有设备", "有宽带", "有网页", "有持续运营能力"], NationalChecklist.Current.Haves.Select(h => h.Name));
        Assert.All(NationalChecklist.Current.Haves, h => Assert.Contains(h.Items, i => i.Required));
        Assert.All(NationalChecklist.Current.Items, i => Assert.True(i.Source.Length > 0 && i.NameEn.Length > 0 && i.EffectiveFrom.Year == 2018, i.Code));
        Assert.Equal(NationalChecklist.Current.Items.Count(), NationalChecklist.Current.Items.Select(i => i.Code).Distinct().Count());
        Assert.Equal([20m, 20m, 1m, 50m], NationalChecklist.Current.Items.Where(i => i.IsNumber).Select(i => i.Minimum!.Value));
        Assert.All(NationalChecklist.Current.Items, i => Assert.Equal(i.IsNumber, i.Minimum is not null && i.Unit is not null));
    }

    [Fact]
    public async Task A_province_raises_requires_and_adds_and_an_inspection_keeps_the_one_it_was_made_by()
    {
        var province = await app.SignedInAsync("province-manager", "37");
        var before = await app.StationAsync(StationState.Building);
        await using (var hand = Hand.WithAll(app, account: 400)) await hand.Get<InspectionRegister>().SaveAsync(before, new Dictionary<string, TypedAnswer> { ["place-area"] = new("30", null) });
        var form = await province.GetAsync("/stations/checklist/edit");
        var low = await province.SubmitAsync(form, "起用新版本", [("Input.Source", "鲁农市信字〔2018〕3号"), ("Input.Minimums[place-area]", "15")], HttpStatusCode.BadRequest);
        Assert.Contains("全国最低是20平方米", low.FieldError("Input.Minimums[place-area]"), StringComparison.Ordinal);
        var past = await province.SubmitAsync(form, "起用新版本", [("Input.Source", "试"), ("Input.EffectiveFrom", "2018-10-30")], HttpStatusCode.BadRequest);
        Assert.Contains("最早从今天起用", past.FieldError("Input.EffectiveFrom"), StringComparison.Ordinal);
        var done = await province.SubmitAsync(form, "起用新版本",
            [("Input.Source", "鲁农市信字〔2018〕3号"), ("Input.Minimums[place-area]", "40"), ("Input.Items", "broadband-wifi"), ("Input.Name", "快检箱照片"), ("Input.Have", "equipment"), ("Input.Type", "Photo"), ("Input.MaxAgeDays", "365")]);
        Assert.Contains("2018.1+37-1", done.Text, StringComparison.Ordinal);
        Assert.Contains("快检箱照片", done.Text, StringComparison.Ordinal);
        Assert.Contains("不少于40平方米", done.Text, StringComparison.Ordinal);
        await using var db = app.Db();
        var after = await app.StationAsync(StationState.Building);
        await using (var hand = Hand.WithAll(app, account: 400)) await hand.Get<InspectionRegister>().SaveAsync(after, new Dictionary<string, TypedAnswer> { ["place-area"] = new("30", null) });
        Assert.Equal(["2018.1", "2018.1+37-1"], await db.Inspections.Where(i => i.StationId == before.Id || i.StationId == after.Id).OrderBy(i => i.Id).Select(i => i.Edition).ToListAsync());
        Assert.Equal([true, false], await db.InspectionAnswers.Where(a => a.Item == "place-area").OrderBy(a => a.Id).Select(a => a.Met).ToListAsync());
        // Taken back again; its code is not used for something else.
        done = await province.SubmitAsync(await province.GetAsync("/stations/checklist/edit"), "起用新版本", [("Input.Source", "鲁农市信字〔2018〕4号"), ("Input.TakenBack", "p37-1"), ("Input.Name", "监控"), ("Input.Have", "place"), ("Input.Type", "YesNo")]);
        Assert.DoesNotContain("快检箱照片", done.Text, StringComparison.Ordinal);
        Assert.Equal("p37-2", ChecklistEditions.Read(await db.ChecklistEditions.SingleAsync(e => e.Edition == 2)).Added.Single().Item.Code);
        // Other provinces and whoever may not file are not touched by it.
        await using var other = Hand.WithAll(app, "12");
        Assert.Equal("2018.1", (await other.Get<ChecklistEditions>().InForceAsync(DivisionCode.Parse("120115001201"), Today)).Edition);
        await (await app.SignedInAsync("county-manager", "370102")).GetAsync("/stations/checklist/edit?division=37", HttpStatusCode.Forbidden);
        await (await app.SignedInAsync("province-manager", "12")).GetAsync("/stations/checklist/edit?division=37", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Whoever_reads_stations_reads_the_checklist_with_its_sources()
    {
        var page = await (await app.SignedInAsync("auditor", "37")).GetAsync("/stations/checklist");
        Assert.Contains("默认值", page.Text, StringComparison.Ordinal);
        Assert.Contains("Henan plan 2017", page.Text, StringComparison.Ordinal);
        Assert.Contains("F25", page.Text, StringComparison.Ordinal);
    }
}
