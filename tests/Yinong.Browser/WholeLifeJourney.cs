using Microsoft.EntityFrameworkCore;
using SkiaSharp;
using Yinong.Browser.Support;
using Yinong.Tests.Support;

namespace Yinong.Browser;

/// <summary>
/// The life of one station and of its officer, from the planned village to the first recorded service and to the exit. Each actor sits at a browser of his own with
/// his own account, and each gate is tried once by who must not pass it.
/// </summary>
public sealed partial class WholeLifeJourney(BrowserApp app, Chromium chromium) : IClassFixture<BrowserApp>
{
    const string Village = "370102011202", Company = "示例运营公司";

    Person _county = null!, _inspector = null!, _city = null!, _province = null!, _operators = null!, _stranger = null!, _villager = null!;
    string _station = "";

    DateOnly Today => app.Clock.Today;

    [Fact]
    public async Task From_the_planned_village_to_the_first_service_and_to_the_exit()
    {
        await ArriveAsync();
        await PlanAndApplyAsync();
        await NumberAsync();
        await BuildAsync();
        await InspectAsync();
        await AcceptAsync();
        await ApplyAsOfficerAsync();
        await PublicizeAsync();
        await AppointAsync();
        await AskForHoursAndQuestionsAsync();
        await LearnAsync();
        await SitExamAsync();
        await CertifyAsync();
        await PostAndOpenAsync();
        await ServeAsync();
        await RestAsync();
        await TakeLeaveAsync();
        await HandOverAsync();
        await ExitAsync();
        await StandsForEverAsync();
        await ResignAsync();
    }

    // Everybody has an account of his own; the operator's company is entered by the province.
    async Task ArriveAsync()
    {
        _county = await PersonAsync("county-manager", "370102");
        _inspector = await PersonAsync("county-manager", "370102");
        _city = await PersonAsync("city-manager", "3701");
        _province = await PersonAsync("province-manager", "37");
        await _province.GoAsync("/organisations");
        await _province.SendAsync("建单位", ("Input.Name", Company), ("Input.Kind", "2"), ("Input.Division", "37"));
        await using (var db = app.Db()) _operators = await PersonAsync("operator", "37", await db.Organisations.Where(o => o.Name == Company).Select(o => o.Id).SingleAsync());
        _stranger = await Person.StrangerAsync(chromium, app, phone: true);
        // The cheapest phone there is: no script.
        _villager = await Person.StrangerAsync(chromium, app, phone: true, script: false);
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
        // Nobody's station is nobody's to apply for: the county names the operator.
        await _operators.RefusedAtAsync($"/stations/{_station}", "没有找到这一页");
        await _county.GoAsync($"/stations/{_station}/edit");
        await _county.SendAsync("保存资料", ("Input.OrganisationId", Company));
        await _county.SeesAsync(Company);
        await RefusedAsync(_county, "applied", "这一步由运营商办理");
        await StepAsync(_operators, "applied", "申报");
        await RefusedAsync(_operators, "visited", "运营商只负责申报和建设");
    }

    // The county looks and reviews, the city confirms, the province files: only there is a number given.
    async Task NumberAsync()
    {
        await StepAsync(_county, "visited", "登记现场考察");
        await StepAsync(_county, "county-approved", "县级审核通过");
        await RefusedAsync(_county, "confirmed", "这一步由市级主管部门办理");
        await StepAsync(_city, "confirmed", "市级认定");
        await RefusedAsync(_city, "filed", "这一步由省级主管部门办理");
        await StepAsync(_province, "filed", "省级备案并编号");
        _station = _province.AfterInAddress("/stations/");
        Assert.StartsWith(Village, _station, StringComparison.Ordinal);
    }

    async Task BuildAsync()
    {
        await RefusedAsync(_county, "building", "这一步由运营商办理");
        await StepAsync(_operators, "building", "开始建设");
        // Without a checklist of two inspectors nothing is accepted, and the operator accepts nothing at all (S-30).
        await RefusedAsync(_operators, "accepted", "运营商只负责申报和建设");
        await RefusedAsync(_county, "accepted", "六有清单还没有两个人填写、确认");
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

    // Accepted is not open: the operator opens, and only when somebody may serve there.
    async Task AcceptAsync()
    {
        await StepAsync(_county, "accepted", "验收通过");
        await RefusedAsync(_county, "operating", "这一步由运营商办理");
        await _stranger.GoAsync($"/s/{_station}");
        await _stranger.SeesAsync("正在筹建，还没有开始服务");
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

    /// <summary>Who must not take a step finds no form for it, not even by its address, and reads why.</summary>
    Task RefusedAsync(Person who, string to, string rule) => who.RefusedAtAsync($"/stations/{_station}/move/{to}", rule);

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
