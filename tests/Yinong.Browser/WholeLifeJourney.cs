using Microsoft.EntityFrameworkCore;
using SkiaSharp;
using Yinong.Browser.Support;
using Yinong.Modules.Identity;
using Yinong.Tests.Support;

namespace Yinong.Browser;

/// <summary>
/// The life of one station and of its officer, from the planned village to the first recorded service and to the exit. Each actor sits at a browser of his own with
/// his own account, and each gate is tried once by who must not pass it.
/// </summary>
public sealed partial class WholeLifeJourney(BrowserApp app, Chromium chromium) : IClassFixture<BrowserApp>
{
    const string Village = "370102011202";

    Person _county = null!, _inspector = null!, _city = null!, _province = null!, _operators = null!, _stranger = null!;
    string _station = "";

    [Fact]
    public async Task From_the_planned_village_to_the_first_service_and_to_the_exit()
    {
        await ArriveAsync();
        await PlanAndApplyAsync();
        await NumberAsync();
        await BuildAsync();
        await InspectAsync();
    }

    async Task ArriveAsync()
    {
        int organisation;
        await using (var db = app.Db())
        {
            var made = db.Add(new Organisation { Name = "示例运营公司", Kind = OrganisationKind.Operator, Division = Yinong.Modules.Divisions.DivisionCode.Parse("37").Value, CreatedAt = app.Clock.UtcNow });
            await db.SaveChangesAsync();
            organisation = made.Entity.Id;
        }
        _county = await PersonAsync("county-manager", "370102");
        _inspector = await PersonAsync("county-manager", "370102");
        _city = await PersonAsync("city-manager", "3701");
        _province = await PersonAsync("province-manager", "37");
        _operators = await PersonAsync("operator", "37", organisation);
        _stranger = await Person.StrangerAsync(chromium, app, phone: true);
    }

    // The county plans a point, the operator applies for it. Neither does the other's part.
    async Task PlanAndApplyAsync()
    {
        await _operators.GoAsync("/stations/new");
        await _operators.SeesAsync("办理：申报");
        await _county.GoAsync("/stations/new");
        await _county.SendAsync("登记站点", ("Input.Division", Village), ("Input.Name", "浆水泉村益农信息社"), ("Input.HostClass", "village-committee"), ("Input.Phone", "0531-88001234"), ("Input.Address", "浆水泉路6号"));
        await _county.SeesAsync("规划");
        _station = _county.AfterInAddress("/stations/");
        await using (var db = app.Db()) await db.Stations.Where(s => s.Name == "浆水泉村益农信息社").ExecuteUpdateAsync(set => set.SetProperty(s => s.OrganisationId, db.Organisations.Select(o => (int?)o.Id).First()));
        await StepAsync(_operators, "applied", "申报");
        await RefusedAsync(_operators, "visited");
    }

    // The county looks and reviews, the city confirms, the province files: only there is a number given.
    async Task NumberAsync()
    {
        await StepAsync(_county, "visited", "登记现场考察");
        await StepAsync(_county, "county-approved", "县级审核通过");
        await RefusedAsync(_county, "confirmed");
        await StepAsync(_city, "confirmed", "市级认定");
        await RefusedAsync(_city, "filed");
        await StepAsync(_province, "filed", "省级备案并编号");
        _station = _province.AfterInAddress("/stations/");
        Assert.StartsWith(Village, _station, StringComparison.Ordinal);
    }

    async Task BuildAsync()
    {
        await RefusedAsync(_county, "building");
        await StepAsync(_operators, "building", "开始建设");
        // Without a checklist of two inspectors nothing is accepted, and the operator accepts nothing at all (S-30).
        await RefusedAsync(_operators, "accepted");
        await RefusedAsync(_county, "accepted");
        await _county.SeesAsync("六有");
    }

    async Task InspectAsync()
    {
        await _county.GoAsync($"/stations/{_station}/acceptance");
        await _county.SendAsync("保存", ("Input.Answers[place-area]", "12"), ("Input.Answers[place-hours]", "48"), ("Input.Answers[people-officers]", "1"), ("Input.Answers[people-present]", "yes"),
            ("Input.Answers[equipment-screen]", "yes"), ("Input.Answers[equipment-12316]", "yes"), ("Input.Answers[broadband-speed]", "96.4"), ("Input.Notes[broadband-speed]", "手机测速软件"),
            ("Input.Answers[webpage-open]", "yes"), ("Input.Answers[upkeep-phone]", "yes"));
        foreach (var item in new[] { "place-photo", "place-sign", "equipment-photo", "upkeep-contract" }) await UploadAsync(_county, item);
        await SendChecklistAsync();
        // Nobody confirms his own sheet; the second one gives back what is wrong, and a room that is too small fails.
        await _county.GoAsync($"/stations/{_station}/acceptance");
        await _county.SeesAsync("要由另一位验收人员用自己的账号确认");
        await _inspector.GoAsync($"/stations/{_station}/acceptance");
        await _inspector.SendAsync("退回修改", ("Input.Reason", "面积不对，实测二十六平方米"));
        await _county.GoAsync($"/stations/{_station}/acceptance");
        await _county.SeesAsync("面积不对，实测二十六平方米");
        await _county.FillAsync(("Input.Answers[place-area]", "26"));
        await SendChecklistAsync();
        await _inspector.GoAsync($"/stations/{_station}/acceptance");
        await _inspector.PressAsync("确认这次核验");
        await _inspector.SeesAsync("必填项全部达到");
    }

    async Task SendChecklistAsync()
    {
        if (!_county.Page.Url.EndsWith("/acceptance", StringComparison.Ordinal)) await _county.GoAsync($"/stations/{_station}/acceptance");
        await _county.PressAsync("保存并提交给第二人");
        await _county.SeesAsync("等第二人确认");
    }

    async Task UploadAsync(Person who, string item)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.CreateVersion7():N}.jpg");
        await File.WriteAllBytesAsync(file, Picture(item));
        await who.GoAsync($"/stations/{_station}/acceptance/{item}");
        await who.SendAsync("上传", ("Input.Files", file));
        File.Delete(file);
    }

    /// <summary>One step of the law through its page.</summary>
    async Task StepAsync(Person who, string to, string button)
    {
        await who.GoAsync($"/stations/{_station}/move/{to}");
        await who.PressAsync(button);
        Assert.DoesNotContain("/move/", who.Page.Url, StringComparison.Ordinal);
    }

    /// <summary>Who must not take a step finds no form for it, not even by its address.</summary>
    async Task RefusedAsync(Person who, string to)
    {
        var answer = await who.Page.GotoAsync($"/stations/{_station}/move/{to}");
        Assert.InRange(answer!.Status, 400, 499);
    }

    async Task<Person> PersonAsync(string role, string division, int? organisation = null, bool phone = false) =>
        await Person.SignedInAsync(chromium, app, await app.AccountAsync(role, division, organisation), phone);

    static byte[] Picture(string item)
    {
        using var bitmap = new SKBitmap(800, 600);
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(new SKColor((byte)(item.Length * 11), 150, 120));
            using var paint = new SKPaint();
            paint.Color = SKColors.White;
            for (var i = 0; i < 9; i++) canvas.DrawRect(30 + i * 80, 40 + i * item[^1] % 300, 60, 40 + item[i % item.Length], paint);
        }
        using var data = bitmap.Encode(SKEncodedImageFormat.Jpeg, 80);
        return data.ToArray();
    }
}
