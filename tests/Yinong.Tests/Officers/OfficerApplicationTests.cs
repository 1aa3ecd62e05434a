using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Modules.Officers.Applications;
using Yinong.Platform.Numbers;
using Yinong.Tests.Identity;
using Yinong.Tests.Stations.SixHaves;
using Yinong.Tests.Support;

namespace Yinong.Tests.Officers;

/// <summary>From the wish to become an officer to the number of one (S-13): each step by whom it may be taken, each refusal with its rule.</summary>
public class OfficerApplicationTests(App app) : IClassFixture<App>
{
    static readonly DateOnly Today = new(2018, 10, 31);

    [Fact]
    public async Task The_whole_way_from_the_public_form_to_the_officer()
    {
        var villager = app.From();
        var identity = GivenLife.Identity(GivenLife.Next());
        var receipt = await villager.SubmitAsync(await villager.GetAsync("/apply"), "提交申请", Form(identity, name: "田秀兰"));
        Assert.Contains("待审核", receipt.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("田秀兰", receipt.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(identity, receipt.Text, StringComparison.Ordinal);
        var id = await IdOfAsync(receipt);
        var address = $"/officers/applications/{id}";

        var county = await app.SignedInAsync("county-manager", "370102");
        var page = await county.GetAsync(address);
        Assert.Contains($"{identity[..4]}**********{identity[^4..]}", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(identity, page.Document.DocumentElement.InnerHtml, StringComparison.Ordinal);
        var unsaid = await county.SubmitAsync(page, "看完整号码", [("Input.What", "identity")], HttpStatusCode.BadRequest);
        Assert.DoesNotContain(identity, unsaid.Text, StringComparison.Ordinal);
        var seen = await county.SubmitAsync(page, "看完整号码", [("Input.What", "identity"), ("Input.Why", "和身份证原件核对")]);
        Assert.Contains(identity, seen.Text, StringComparison.Ordinal);
        page = await StepAsync(county, id, ApplicationAct.Publicize);
        Assert.Contains("公示中", page.Text, StringComparison.Ordinal);

        var list = await villager.GetAsync("/publicity?in=370102");
        Assert.Contains("田*", list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("田秀兰", list.Document.DocumentElement.InnerHtml, StringComparison.Ordinal);
        var objection = await villager.SubmitAsync(await villager.GetAsync($"/publicity/{id}"), "提交异议", [("Input.Text", "她不住在本村，住在城里"), ("Input.Contact", "13900006127")]);
        Assert.Contains("已经交到县里", objection.Text, StringComparison.Ordinal);

        Assert.Contains("公示到2018-11-07才满", (await StepAsync(county, id, ApplicationAct.Select, HttpStatusCode.Conflict)).Text, StringComparison.Ordinal);
        await OverAsync(id);
        Assert.Contains("还有异议没有答复", (await StepAsync(county, id, ApplicationAct.Select, HttpStatusCode.Conflict)).Text, StringComparison.Ordinal);
        Assert.Contains("核查公示异议", (await county.GetAsync("/tasks")).Text, StringComparison.Ordinal);
        page = await county.GetAsync(address);
        Assert.DoesNotContain("13900006127", page.Text, StringComparison.Ordinal);
        await county.SubmitAsync(page, "答复异议", [("Input.Outcome", "Unfounded"), ("Input.Finding", "到村里看过，本人住在村部东边")]);
        Assert.Contains("异议不成立", (await villager.GetAsync(objection.Url.PathAndQuery)).Text, StringComparison.Ordinal);

        await StepAsync(county, id, ApplicationAct.Select);
        page = await StepAsync(county, id, ApplicationAct.Appoint);
        var officer = await county.GetAsync(page.Link("看信息员档案"));
        Assert.Equal("田秀兰没有有效上岗证", officer.Heading.Replace(" ", "", StringComparison.Ordinal));
        Assert.Contains("已经录用", (await villager.GetAsync(receipt.Url.PathAndQuery)).Text, StringComparison.Ordinal);
        Assert.Equal(["officer-application.apply", "officer-application.appoint", "officer-application.publicize", "officer-application.select", "officer-objection.decided", "officer-objection.sent", "personal.revealed"], app.Audit($"officer-application:{receipt.Url.PathAndQuery[^10..]}").Order(StringComparer.Ordinal));

        var again = await villager.SubmitAsync(await villager.GetAsync("/apply"), "提交申请", Form(identity), HttpStatusCode.BadRequest);
        Assert.Contains("已经是信息员", again.FieldError("Input.Identity"), StringComparison.Ordinal);
        await using var db = app.Db();
        var kept = await db.OfficerApplications.SingleAsync(a => a.Id == id);
        Assert.DoesNotContain(identity, $"{kept.IdentityCipher}{kept.IdentityIndex}{kept.Rule}", StringComparison.Ordinal);
        Assert.Equal(kept.IdentityIndex, (await db.Officers.SingleAsync(o => o.Id == kept.OfficerId)).IdentityIndex);
    }

    [Theory]
    [InlineData("Input.Place", "370102099999", "没有找到这个村或站点")]
    [InlineData("Input.Identity", "110105194912310021", "最后一位对不上")]
    [InlineData("Input.Identity", "12345", "身份证号是18位")]
    [InlineData("Input.Phone", "10086", "手机号不对")]
    [InlineData("Input.Schooling", "primary", "要求初中及以上")]
    [InlineData("Input.Schooling", "", "请选文化程度")]
    [InlineData("Input.HasConflict", "", "请选有没有亲属")]
    [InlineData("Input.HasConflict", "true", "一行写一个")]
    [InlineData("Input.Preferred", "emperor", "没有这一类人员")]
    public async Task A_wrong_application_says_so_at_the_field(string field, string value, string message)
    {
        var villager = app.From();
        var form = Form(GivenLife.Identity(GivenLife.Next())).Where(f => f.Item1 != field).Append((field, value)).ToArray();
        var again = await villager.SubmitAsync(await villager.GetAsync("/apply"), "提交申请", form, HttpStatusCode.BadRequest);
        Assert.Contains(message, again.FieldError(value == "true" ? "Input.Conflicts" : field), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Documents_are_looked_at_kept_and_shown_to_who_decides_and_to_nobody_else()
    {
        var villager = app.From();
        var form = Form(GivenLife.Identity(GivenLife.Next()));
        async Task<Html> SendAsync(HttpStatusCode status, params (string, string, byte[])[] files) => await villager.UploadAsync(await villager.GetAsync("/apply"), "提交申请", files, form, status);
        Assert.Contains("“毕业证.pdf”不是PDF，也不是JPEG、PNG或WebP照片", (await SendAsync(HttpStatusCode.BadRequest, ("Input.Files", "毕业证.pdf", "在家里"u8.ToArray()))).FieldError("Input.Files"), StringComparison.Ordinal);
        Assert.Contains("有脚本", (await SendAsync(HttpStatusCode.BadRequest, ("Input.Files", "毕业证.pdf", GivenInspections.Pdf("/OpenAction<</S/JavaScript/JS(app.alert(1))>>")))).FieldError("Input.Files"), StringComparison.Ordinal);
        Assert.Contains("材料最多5份", (await SendAsync(HttpStatusCode.BadRequest, [.. Enumerable.Range(1, 6).Select(i => ("Input.Files", $"{i}.pdf", GivenInspections.Pdf()))])).FieldError("Input.Files"), StringComparison.Ordinal);
        var receipt = await SendAsync(HttpStatusCode.OK, ("Input.Files", "../毕业证.pdf", GivenInspections.Pdf()), ("Input.Files", "推荐意见.jpg", GivenInspections.Picture()));
        var county = await app.SignedInAsync("county-manager", "370102");
        var page = await county.GetAsync($"/officers/applications/{await IdOfAsync(receipt)}");
        var (pdf, photo) = (page.Link("毕业证.pdf"), page.Link("推荐意见.jpg"));
        var sent = await county.Http.GetAsync(pdf);
        Assert.Equal((HttpStatusCode.OK, "application/pdf", "attachment", true), (sent.StatusCode, sent.Content.Headers.ContentType!.MediaType, sent.Content.Headers.ContentDisposition!.DispositionType, sent.Headers.CacheControl!.NoStore));
        // The photo is made anew: nothing of the camera goes out.
        Assert.NotEqual(GivenInspections.Picture(), await county.Http.GetByteArrayAsync(photo));
        Assert.Equal(2, app.Audit($"officer-application:{receipt.Url.PathAndQuery[^10..]}").Count(a => a == "officer-application.file-read"));
        await (await app.SignedInAsync("county-manager", "370126")).GetAsync(pdf, HttpStatusCode.NotFound);
        // Who only looks around sees that there is a paper, and does not open it.
        foreach (var (role, place) in new[] { ("town-manager", "370102011"), ("agent-12316", "37"), ("auditor", "37") })
        {
            var reader = await app.SignedInAsync(role, place);
            await reader.GetAsync(pdf, HttpStatusCode.Forbidden);
            Assert.False((await reader.GetAsync($"/officers/applications/{await IdOfAsync(receipt)}")).HasLink("毕业证.pdf"));
        }
        await villager.GetAsync(pdf, HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task One_person_has_one_open_application_and_may_apply_again_after_taking_it_back()
    {
        var identity = GivenLife.Identity(GivenLife.Next());
        var villager = app.From();
        var receipt = await villager.SubmitAsync(await villager.GetAsync("/apply"), "提交申请", Form(identity));
        var again = await villager.SubmitAsync(await villager.GetAsync("/apply"), "提交申请", Form(identity), HttpStatusCode.BadRequest);
        Assert.Contains("一个人只能有一份", again.FieldError("Input.Identity"), StringComparison.Ordinal);
        var gone = await villager.SubmitAsync(receipt, "撤回申请", []);
        Assert.Contains("已经按您的要求撤回", gone.Text, StringComparison.Ordinal);
        await villager.SubmitAsync(await villager.GetAsync("/apply"), "提交申请", Form(identity));
    }

    [Fact]
    public async Task A_province_sets_its_rule_and_an_application_keeps_the_rule_of_its_day()
    {
        var before = await app.ApplicationAsync(TestDivisions.OtherProvinceVillage);
        var province = await app.SignedInAsync("province-manager", "12");
        var form = await province.GetAsync("/officers/rules/edit?division=12");
        var wrong = await province.SubmitAsync(form, "起用新版本", [("Input.Source", "津农〔2018〕9号"), ("Input.Values[term-years]", "99")], HttpStatusCode.BadRequest);
        Assert.Contains("1到10的整数", wrong.FieldError("Input.Values[term-years]"), StringComparison.Ordinal);
        var past = await province.SubmitAsync(form, "起用新版本", [("Input.Source", "津农〔2018〕9号"), ("Input.EffectiveFrom", "2018-10-30")], HttpStatusCode.BadRequest);
        Assert.Contains("不能早于今天", past.FieldError("Input.EffectiveFrom"), StringComparison.Ordinal);
        var set = await province.SubmitAsync(form, "起用新版本", [("Input.Source", "津农〔2018〕9号"), ("Input.Values[min-schooling]", "senior"), ("Input.Values[residence]", "required"), ("Input.Values[max-age]", "40"), ("Input.Values[documents]", "required")]);
        Assert.Contains("津农〔2018〕9号", set.Text, StringComparison.Ordinal);
        await RefusedAsync([("Input.Schooling", "junior")], "Input.Schooling", "要求高中或中专及以上");
        await RefusedAsync([("Input.LivesInVillage", "false")], "Input.LivesInVillage", "要求信息员住在本村");
        await RefusedAsync([], "Input.Identity", "要求不超过40周岁", "370102197001010018"[..17]);
        await RefusedAsync([], "Input.Files", "请至少上传一份", "37010219900101001");
        var county = await app.SignedInAsync("county-manager", "120115");
        Assert.Contains("规则2018-1", (await county.GetAsync($"/officers/applications/{before.Id}")).Text, StringComparison.Ordinal);
        Assert.Equal("2018-1", ApplicationRegister.RuleOf(before).Edition);
        await (await app.SignedInAsync("province-manager", "37")).GetAsync("/officers/rules/edit?division=12", HttpStatusCode.NotFound);

        async Task RefusedAsync((string, string)[] change, string field, string message, string? first = null)
        {
            var villager = app.From();
            var identity = first is null ? "37010219900101001" : first;
            identity += Yinong.Modules.Officers.Personal.IdentityNumber.CheckOf(identity);
            var filled = Form(identity, place: TestDivisions.OtherProvinceVillage, schooling: "senior").Where(f => change.All(c => c.Item1 != f.Item1)).Concat(change).ToArray();
            Assert.Contains(message, (await villager.SubmitAsync(await villager.GetAsync("/apply"), "提交申请", filled, HttpStatusCode.BadRequest)).FieldError(field), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_operator_proposes_sees_only_whom_it_proposed_and_never_decides()
    {
        await using var db = app.Db();
        var operators = new Organisation { Name = "推荐人选的公司", Kind = OrganisationKind.Operator, Division = DivisionCode.Parse("37").Value, CreatedAt = DateTime.UtcNow };
        db.Add(operators);
        await db.SaveChangesAsync();
        var person = await app.SignedInAsync("operator", "37", operators.Id);
        var away = await person.SubmitAsync(await person.GetAsync("/officers/applications/new"), "提交申请", Form(GivenLife.Identity(GivenLife.Next()), place: TestDivisions.OtherProvinceVillage), HttpStatusCode.BadRequest);
        Assert.Contains("不在您的管辖范围内", away.FieldError("Input.Place"), StringComparison.Ordinal);
        var own = await person.SubmitAsync(await person.GetAsync("/officers/applications/new"), "提交申请", Form(GivenLife.Identity(GivenLife.Next())));
        Assert.Contains("运营商推荐", own.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("审核通过，开始公示", own.Text, StringComparison.Ordinal);
        var foreign = await app.ApplicationAsync();
        await person.GetAsync($"/officers/applications/{foreign.Id}", HttpStatusCode.NotFound);
        var id = int.Parse(own.Url.PathAndQuery.Split('/')[^1]);
        await using var hand = Stations.Hand.WithAll(app, "37", operators.Id);
        await Refused.WithAsync("officer-application.authority-only", () => hand.Get<ApplicationRegister>().StepAsync(id, ApplicationAct.Publicize, new(null, null), 1));
    }

    [Fact]
    public async Task A_neighbour_county_finds_nothing()
    {
        var application = await app.ApplicationAsync(state: ApplicationState.Publicized, publicTo: Today.AddDays(3));
        var neighbour = await app.SignedInAsync("county-manager", "370126");
        await neighbour.GetAsync($"/officers/applications/{application.Id}", HttpStatusCode.NotFound);
        Assert.DoesNotContain($"/officers/applications/{application.Id}\"", (await neighbour.GetAsync("/officers/applications")).Document.DocumentElement.InnerHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_sent_it_in_and_who_is_a_relative_does_not_decide()
    {
        var account = await app.AccountAsync("county-manager", "370102");
        var county = await app.SignInAsync(account);
        var own = await county.SubmitAsync(await county.GetAsync("/officers/applications/new"), "提交申请", Form(GivenLife.Identity(GivenLife.Next())));
        var id = int.Parse(own.Url.PathAndQuery.Split('/')[^1]);
        Assert.Contains("这份申请是您提交的", (await StepAsync(county, id, ApplicationAct.Publicize, HttpStatusCode.Forbidden)).Text, StringComparison.Ordinal);
        var relative = await app.ApplicationAsync(conflicts: $"测试{account.UserName}，舅舅，县局\n另一人，邻居");
        Assert.Contains("要回避", (await StepAsync(county, relative.Id, ApplicationAct.Publicize, HttpStatusCode.Forbidden)).Text, StringComparison.Ordinal);
        await StepAsync(await app.SignedInAsync("county-manager", "370102"), relative.Id, ApplicationAct.Publicize);
    }

    [Fact]
    public async Task An_upheld_objection_leaves_only_the_rejection_and_a_reserve_can_be_chosen_later()
    {
        var county = await app.SignedInAsync("county-manager", "370102");
        var (bad, good) = (await app.ApplicationAsync(state: ApplicationState.Publicized, publicTo: Today.AddDays(-1)), await app.ApplicationAsync(state: ApplicationState.Publicized, publicTo: Today.AddDays(-1)));
        await using (var db = app.Db())
        {
            db.Add(new OfficerObjection { Receipt = ReceiptCode.New(), ApplicationId = bad.Id, Division = bad.Division, Text = "亲属没有申报，是会计的儿子", At = bad.At, DueOn = Today, Outcome = ObjectionOutcome.Upheld, Finding = "属实", HandledOn = Today, HandledBy = "test" });
            await db.SaveChangesAsync();
        }
        Assert.Contains("只能不予录用", (await StepAsync(county, bad.Id, ApplicationAct.Select, HttpStatusCode.Conflict)).Text, StringComparison.Ordinal);
        Assert.Contains("请选不予录用的原因", (await StepAsync(county, bad.Id, ApplicationAct.Reject, HttpStatusCode.BadRequest)).FieldError("Input.ReasonCode"), StringComparison.Ordinal);
        await StepAsync(county, bad.Id, ApplicationAct.Reject, code: "objection-upheld");
        Assert.Contains("公示异议属实", (await app.From().GetAsync($"/apply/{bad.Receipt}")).Text, StringComparison.Ordinal);
        Assert.Contains("至少5个字", (await StepAsync(county, good.Id, ApplicationAct.KeepInReserve, HttpStatusCode.BadRequest, words: "好")).FieldError("Input.Reason"), StringComparison.Ordinal);
        await StepAsync(county, good.Id, ApplicationAct.KeepInReserve);
        await app.From().GetAsync($"/publicity/{good.Id}", HttpStatusCode.NotFound);
        Assert.Contains("秦小满", (await county.GetAsync("/officers/applications?view=reserve")).Text, StringComparison.Ordinal);
        await StepAsync(county, good.Id, ApplicationAct.Select);
    }

    [Fact]
    public async Task After_the_publicity_no_objection_is_taken_and_a_short_one_neither()
    {
        var open = await app.ApplicationAsync(state: ApplicationState.Publicized, publicTo: Today.AddDays(1));
        var villager = app.From();
        var form = await villager.GetAsync($"/publicity/{open.Id}");
        Assert.Contains("至少10个字", (await villager.SubmitAsync(form, "提交异议", [("Input.Text", "不行")], HttpStatusCode.BadRequest)).FieldError("Input.Text"), StringComparison.Ordinal);
        await OverAsync(open.Id);
        Assert.Contains("不再收异议", (await villager.SubmitAsync(form, "提交异议", [("Input.Text", "她不住在本村，住在城里")], HttpStatusCode.Conflict)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_signed_in_at_the_public_form_is_not_the_applicant()
    {
        var officer = await app.OfficerAsync();
        var phone = await app.SignInAsync(officer.Account);
        var id = await IdOfAsync(await phone.SubmitAsync(await phone.GetAsync("/apply"), "提交申请", Form(GivenLife.Identity(GivenLife.Next()), name: "田秀兰")));
        await using var db = app.Db();
        var kept = await db.OfficerApplications.AsNoTracking().SingleAsync(a => a.Id == id);
        Assert.Equal((null, null), (kept.AccountId, kept.OrganisationId));
        // Applications of before kept the account; they can be appointed all the same.
        await db.OfficerApplications.Where(a => a.Id == id).ExecuteUpdateAsync(set => set.SetProperty(a => a.AccountId, officer.Account.Id).SetProperty(a => a.State, ApplicationState.Selected));
        await StepAsync(await app.SignedInAsync("county-manager", "370102"), id, ApplicationAct.Appoint);
        Assert.NotNull((await db.OfficerApplications.AsNoTracking().SingleAsync(a => a.Id == id)).OfficerId);
    }

    [Fact]
    public async Task Many_publicized_are_read_page_by_page_and_place_by_place()
    {
        for (var i = 0; i <= ObjectionDesk.PageSize; i++) await app.ApplicationAsync(TestDivisions.DongguanVillage, ApplicationState.Publicized, Today.AddDays(3));
        var villager = app.From();
        var nation = await villager.GetAsync("/publicity");
        var province = await villager.GetAsync(nation.Document.QuerySelectorAll(".yn-places a").Single(a => a.TextContent.Contains("广东", StringComparison.Ordinal)).GetAttribute("href")!);
        static string[] People(Html page) => [.. page.Document.QuerySelectorAll(".yn-list a[href]").Select(a => a.GetAttribute("href")!)];
        var (first, second) = (People(province), People(await villager.GetAsync(province.Link("下一页"))));
        Assert.Equal((ObjectionDesk.PageSize, 1), (first.Length, second.Length));
        Assert.Empty(first.Intersect(second));
        await villager.GetAsync("/publicity?after=nonsense", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task One_person_is_not_appointed_twice()
    {
        var application = await app.ApplicationAsync(state: ApplicationState.Selected);
        var desk = await app.DeskAsync();
        await using var db = app.Db();
        await db.Officers.Where(o => o.Id == desk.Officer.Id).ExecuteUpdateAsync(set => set.SetProperty(o => o.IdentityIndex, application.IdentityIndex));
        var county = await app.SignedInAsync("county-manager", "370102");
        Assert.Contains("已经是一位信息员", (await StepAsync(county, application.Id, ApplicationAct.Appoint, HttpStatusCode.Conflict)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_needed_any_more_is_erased()
    {
        var application = await app.ApplicationAsync(state: ApplicationState.Rejected);
        var upkeep = app.Services.GetRequiredService<ApplicationUpkeep>();
        await upkeep.EraseAsync();
        await using var db = app.Db();
        Assert.NotNull((await db.OfficerApplications.AsNoTracking().SingleAsync(a => a.Id == application.Id)).IdentityIndex);
        await db.OfficerApplications.Where(a => a.Id == application.Id).ExecuteUpdateAsync(set => set.SetProperty(a => a.Since, Today.AddDays(-181)));
        await upkeep.EraseAsync();
        var erased = await db.OfficerApplications.AsNoTracking().SingleAsync(a => a.Id == application.Id);
        Assert.Equal(("", null, null, null), (erased.Name, erased.Phone, erased.IdentityCipher, erased.IdentityIndex));
        var county = await app.SignedInAsync("county-manager", "370102");
        Assert.Contains("已删除", (await county.GetAsync($"/officers/applications/{application.Id}")).Text, StringComparison.Ordinal);
    }

    static (string, string)[] Form(string identity, string name = "秦小满", string place = TestDivisions.Village, string schooling = "junior") =>
        [("Input.Place", place), ("Input.Name", name), ("Input.Identity", identity), ("Input.Phone", "138 0000 6127"), ("Input.Schooling", schooling), ("Input.LivesInVillage", "true"), ("Input.HasConflict", "false")];

    static async Task<Html> StepAsync(Visitor county, int id, ApplicationAct act, HttpStatusCode status = HttpStatusCode.OK, string words = "条件最好，村里都认可", string code = "")
    {
        var page = await county.GetAsync($"/officers/applications/{id}");
        return await county.SubmitAsync(page, "办理", [("Input.Act", act.ToString()), ("Input.ReasonCode", code), ("Input.Reason", words)], status);
    }

    async Task OverAsync(int id)
    {
        await using var db = app.Db();
        await db.OfficerApplications.Where(a => a.Id == id).ExecuteUpdateAsync(set => set.SetProperty(a => a.PublicTo, Today.AddDays(-1)));
    }

    async Task<int> IdOfAsync(Html receipt)
    {
        var code = receipt.Url.PathAndQuery[^10..];
        await using var db = app.Db();
        return await db.OfficerApplications.Where(a => a.Receipt == code).Select(a => a.Id).SingleAsync();
    }
}
