using System.Net;
using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Divisions;
using Yinong.Modules.Stations;
using Yinong.Tests.Support;

namespace Yinong.Tests.Web;

/// <summary>Digits as Chinese input methods write them: numbers, codes and phone numbers of forms are the same in full width; names are not touched.</summary>
public class WideDigitsTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task A_station_is_entered_with_a_code_and_a_phone_number_in_full_width()
    {
        var county = await app.SignedInAsync("county-manager", "370102");
        const string Name = "姚家（２０１８）益农信息社";
        await county.SubmitAsync(await county.GetAsync("/stations/new"), "登记站点",
            [("Input.Division", "３７０１０２０１１２０１"), ("Input.Name", Name), ("Input.HostClass", "shop"), ("Input.Phone", "０５３１－８８００１２３４")]);
        await using var db = app.Db();
        var station = await db.Stations.SingleAsync(s => s.Name == Name);
        Assert.Equal((3701020112015, "0531-88001234", StationState.Planned), (station.Division, station.Phone, station.State));
        // What is no code comes back as it was typed.
        var again = await county.SubmitAsync(await county.GetAsync("/stations/new"), "登记站点", [("Input.Division", "３７０１０２号"), ("Input.Name", Name), ("Input.HostClass", "shop")], HttpStatusCode.BadRequest);
        Assert.Contains("没有找到这个地方", again.FieldError("Input.Division"), StringComparison.Ordinal);
        Assert.Equal("３７０１０２号", again.Document.QuerySelector("[name='Input.Division']")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Numbers_and_days_are_read_in_full_width_and_still_judged()
    {
        var county = await app.SignedInAsync("county-manager", "370102");
        await county.SubmitAsync(await county.GetAsync("/siting/villages"), "登记",
            [("Input.Code", "３７０１０２０１１２０１"), ("Input.Population", "１２３４"), ("Input.Latitude", "３６．６８"), ("Input.Longitude", "117.１"), ("Input.AsOf", "２０１８－１０－０１"), ("Input.Source", "村委会上报２")]);
        await using var db = app.Db();
        var fact = await db.Set<DivisionAttribute>().SingleAsync(f => f.Division == 3701020112015);
        Assert.Equal((1234, 36_680_000, 117_100_000, new DateOnly(2018, 10, 1), "村委会上报２"), (fact.Population, fact.LatitudeMicro, fact.LongitudeMicro, fact.AsOf, fact.Source));
        var page = await county.SubmitAsync(await county.GetAsync("/siting/villages"), "登记", [("Input.Code", "370102011202"), ("Input.Population", "１２三"), ("Input.Source", "甲")]);
        Assert.Contains("要写整数", page.FieldError("Input.Population"), StringComparison.Ordinal);
        await county.SubmitAsync(await county.GetAsync("/siting"), "开始计算", [("Input.Sites", "２"), ("Input.RadiusMetres", "３０００"), ("Input.Facilities", "３７０１０２０１１２０１、370102011202")]);
        var plan = await db.SitingPlans.AsNoTracking().SingleAsync();
        Assert.Equal((2, 3000), (plan.Sites, plan.RadiusMetres));
        Assert.Equal([3701020112015, 3701020112025], plan.FacilityCodes.Order());
    }
}
