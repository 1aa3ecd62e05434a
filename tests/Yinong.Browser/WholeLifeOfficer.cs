using System.Text;
using Microsoft.Playwright;
using Yinong.Modules.Officers.Personal;

namespace Yinong.Browser;

/// <summary>The officer's half of the journey: from the wish to become one to the certificate.</summary>
public sealed partial class WholeLifeJourney
{
    const string OfficerName = "田秀兰", UserName = "tian-xiulan", Password = "Water-of-the-spring-2018", Asked = "浆水泉村的村民来问病虫害，信息员自己答不上来，应当怎么办？", Right = "转给专家，并且把答复告诉村民";

    string _application = "", _receipt = "", _officer = "", _exam = "", _certificate = "";

    // A villager applies without an account. Whatever does not fit is said at its field, and what was typed stays.
    async Task ApplyAsOfficerAsync()
    {
        await _province.GoAsync("/officers/rules/edit?division=37");
        await _province.SendAsync("起用新版本", ("Input.Source", "鲁农〔2018〕12号"), ("Input.Values[documents]", "required"));
        var (right, young) = (Identity("37010219900101001"), Identity($"370102{Today.Year - 17}0101001"));
        var wrong = right[..^1] + (right[^1] == '1' ? '2' : '1');
        await _villager.GoAsync($"/apply?where={Village}");
        await _villager.RefusedAsync("身份证号的最后一位对不上", "提交申请", ("Input.Name", OfficerName), ("Input.Identity", wrong), ("Input.Phone", "13800006127"), ("Input.Schooling", "primary"), ("Input.LivesInVillage", "true"), ("Input.HasConflict", "false"));
        await _villager.RefusedAsync("要求初中及以上", "提交申请", ("Input.Identity", young));
        await _villager.RefusedAsync("本省要求年满18周岁", "提交申请", ("Input.Schooling", "senior"));
        await _villager.RefusedAsync("请至少上传一份", "提交申请", ("Input.Identity", right));
        await _villager.RefusedAsync("“毕业证.pdf”不是PDF，也不是JPEG、PNG或WebP照片", "提交申请", ("Input.Files", Paper("毕业证.pdf", "毕业证在家里"u8.ToArray())));
        await _villager.SendAsync("提交申请", ("Input.Files", $"{Paper("毕业证.pdf", Pdf)}|{Paper("推荐意见.jpg", Picture("recommendation"))}"));
        await _villager.SeesAsync("待审核");
        _receipt = _villager.AfterInAddress("/apply/");
        await _villager.GoAsync($"/apply?where={Village}");
        await _villager.RefusedAsync("一个人只能有一份", "提交申请", ("Input.Name", OfficerName), ("Input.Identity", right), ("Input.Phone", "13800006127"), ("Input.Schooling", "senior"), ("Input.HasConflict", "false"), ("Input.Files", Paper("毕业证.pdf", Pdf)));
    }

    // The county reads what was sent in; the operator neither sees nor decides. The publicity takes its days, and an objection its answer.
    async Task PublicizeAsync()
    {
        await _county.GoAsync("/officers/applications");
        await _county.FollowAsync(OfficerName);
        _application = _county.AfterInAddress("/officers/applications/");
        await DocumentsAreForTheCountyAsync();
        await _operators.RefusedAtAsync($"/officers/applications/{_application}", "没有找到这一页");
        await _county.SendAsync("办理", ("Input.Act", "Publicize"));
        await _county.RefusedAsync($"公示到{Today.AddDays(7):yyyy-MM-dd}才满", "办理", ("Input.Act", "Select"), ("Input.Reason", "条件最好，村里都认可"));
        await _stranger.GoAsync("/publicity?in=370102");
        await _stranger.DoesNotSeeAsync(OfficerName);
        await _stranger.FollowAsync("田*");
        await _stranger.RefusedAsync("至少10个字", "提交异议", ("Input.Text", "不行"));
        await _stranger.SendAsync("提交异议", ("Input.Text", "听说她不住在本村，住在城里"));
        await _stranger.SeesAsync("已经交到县里");
        var objection = _stranger.Page.Url;
        app.Clock.Advance(TimeSpan.FromDays(8));
        await _stranger.GoAsync($"/publicity/{_application}");
        await _stranger.SeesAsync("公示已经结束");
        await _county.GoAsync($"/officers/applications/{_application}");
        await _county.RefusedAsync("还有异议没有答复", "办理", ("Input.Act", "Select"), ("Input.Reason", "条件最好，村里都认可"));
        await _county.SendAsync("答复异议", ("Input.Outcome", "Unfounded"), ("Input.Finding", "到村里看过，本人住在村部东边"));
        await _stranger.GoAsync(objection);
        await _stranger.SeesAsync("到村里看过，本人住在村部东边");
    }

    async Task DocumentsAreForTheCountyAsync()
    {
        foreach (var (name, type) in new[] { ("毕业证.pdf", "application/pdf"), ("推荐意见.jpg", "image/jpeg") })
        {
            var address = (await _county.Page.GetByRole(AriaRole.Link, new() { Name = name }).GetAttributeAsync("href"))!;
            var file = await _county.Page.Context.APIRequest.GetAsync(address);
            Assert.Equal((200, type), (file.Status, file.Headers["content-type"]));
            Assert.Equal(404, (await _operators.Page.Context.APIRequest.GetAsync(address)).Status);
            Assert.NotEqual(type, (await _stranger.Page.Context.APIRequest.GetAsync(address)).Headers["content-type"]);
        }
    }

    // Selected with a reason, entered with a number for life, and not posted anywhere before the certificate. The account is his own from the first sign-in on.
    async Task AppointAsync()
    {
        await _county.RefusedAsync("请写明理由，至少5个字", "办理", ("Input.Act", "Select"), ("Input.Reason", "好"));
        await _county.SendAsync("办理", ("Input.Act", "Select"), ("Input.Reason", "条件最好，村里都认可"));
        await _county.SendAsync("办理", ("Input.Act", "Appoint"));
        await _villager.GoAsync($"/apply/{_receipt}");
        await _villager.SeesAsync("已经录用");
        await _county.PressAsync("看信息员档案");
        _officer = _county.AfterInAddress("/officers/");
        await _county.GoAsync($"/officers/{_officer}/post");
        await _county.RefusedAsync("这一天没有有效的上岗证。先培训、考核合格并发证，才能上岗", "安排上岗", ("Input.Station", _station));
        await _county.GoAsync("/accounts/new");
        await _county.SendAsync("建账号", ("Input.UserName", UserName), ("Input.Name", OfficerName), ("Post.Role", "officer"), ("Post.Division", Village), ("Post.Reason", "历农〔2018〕3号"));
        var first = await _county.Page.Locator(".yn-key-text").InnerTextAsync();
        await _county.GoAsync($"/officers/{_officer}/standing");
        await _county.SendAsync("连上账号", ("Input.UserName", UserName));
        await _villager.SignInAsync(UserName, first);
        await _villager.SeesAsync("请先换成自己的密码");
        await _villager.SendAsync("改密码", ("Input.Current", first), ("Input.Password", Password), ("Input.Again", Password));
        await _villager.GoAsync("/desk");
        await _villager.SeesAsync("您还没有上岗证。必须培训、考核合格后才能上岗");
        await _villager.SeesAsync("您今天没有在任何服务站上岗");
    }

    // The province asks for hours, the county writes a question and holds an examination; nobody approves what he wrote himself.
    async Task AskForHoursAndQuestionsAsync()
    {
        await _province.GoAsync("/training/hours?division=37");
        await _province.SendAsync("发布规定", ("Input.DutyHours", "0.5"), ("Input.RefresherHours", "0.5"), ("Input.RefresherExam", "yes"), ("Input.Source", "鲁农〔2018〕15号"));
        await _county.GoAsync("/training/questions/new");
        await _county.SendAsync("存为草稿", ("Input.Topic", "services"), ("Input.Kind", "Single"), ("Input.Difficulty", "3"), ("Input.Text", Asked), ("Input.Options", $"自己猜一个\n*{Right}\n请村民过几天再来\n推荐一种农药"));
        await _county.SeesAsync("自己写的题不能自己审定");
        var question = _county.AfterInAddress("/training/questions/");
        await _county.GoAsync("/training/exams/new");
        await _county.RefusedAsync("题只有2道，不够3道", "组织考试", ("Input.Name", "信息员上岗考试"), ("Input.Cells[services-3]", "3"), ("Input.PointsEach", "5"), ("Input.PassMark", "5"), ("Input.Attempts", "2"), ("Input.RestDays", "1"), ("Input.ValidMonths", "36"));
        await _inspector.GoAsync($"/training/questions/{question}");
        await _inspector.PressAsync("审定这道题");
        await _county.PressAsync("组织考试");
        await _county.SeesAsync("3题，每题5分，满分15分");
        _exam = _county.AfterInAddress("/training/exams/");
        await _villager.GoAsync($"/exams/{_exam}");
        await _villager.SeesAsync("学时不够：已学0学时，省里规定考上岗证之前要0.5学时");
    }

    async Task LearnAsync()
    {
        await _villager.GoAsync("/desk/learn");
        await _villager.FollowAsync("信息员上岗第一课");
        await _villager.FollowAsync("第1课");
        await _villager.PressAsync("开始学这一课");
        app.Clock.Advance(TimeSpan.FromMinutes(31));
        await _villager.PressAsync("学完了，记学时");
        await _villager.SeesAsync("这一课的学时记满了，30分钟");
    }

    // Fails once, waits the day that the rule asks for, passes.
    async Task SitExamAsync()
    {
        await SitAsync("自己猜一个");
        await _villager.SeesAsync("这次没有合格，0分");
        await _villager.GoAsync($"/exams/{_exam}");
        await _villager.SeesAsync($"补考要等到{Today.AddDays(1):yyyy-MM-dd}");
        app.Clock.Advance(TimeSpan.FromDays(1));
        await SitAsync(Right);
        await _villager.SeesAsync("考试合格，5分");
        await _villager.GoAsync($"/exams/{_exam}");
        await _villager.SeesAsync("这场考试您已经合格");
    }

    async Task SitAsync(string answer)
    {
        await _villager.GoAsync($"/exams/{_exam}");
        await _villager.PressAsync("开始考试");
        while (await _villager.Page.Locator("#paper").CountAsync() > 0)
        {
            if ((await _villager.Page.Locator(".yn-ask-q legend").InnerTextAsync()).Contains(Asked, StringComparison.Ordinal)) await _villager.Page.Locator(".yn-opt label", new() { HasText = answer }).ClickAsync();
            await _villager.PressAsync(_villager.Page.Locator("button[value=on]"));
        }
        await _villager.PressAsync("交卷");
    }

    // The authority issues; whoever has never heard of the officer sees what the certificate is worth.
    async Task CertifyAsync()
    {
        await _operators.RefusedAtAsync($"/officers/{_officer}/certificates/new", "您的岗位没有这项权限");
        await _county.GoAsync($"/officers/{_officer}/certificates/new");
        await _county.SeesAsync("信息员上岗考试，5分（满分15分）");
        await _county.SendAsync("发证");
        _certificate = (await _county.Page.Locator("main a[href^='/c/']").First.InnerTextAsync()).Trim();
        await _stranger.GoAsync($"/c/{_certificate}");
        await _stranger.SeesAsync("上岗证有效");
        await _stranger.SeesAsync("现在没有上岗");
        await _stranger.DoesNotSeeAsync(OfficerName);
        await _stranger.RefusedAtAsync($"/c/{_certificate[..^1]}{(_certificate[^1] == 'A' ? 'B' : 'A')}", "证号的校验码对不上");
    }

    static string Identity(string first) => first + IdentityNumber.CheckOf(first);

    static byte[] Pdf => Encoding.ASCII.GetBytes("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");

    /// <summary>A file of that name, in a folder of its own.</summary>
    static string Paper(string name, byte[] content)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("yn-paper-").FullName, name);
        File.WriteAllBytes(file, content);
        return file;
    }
}
