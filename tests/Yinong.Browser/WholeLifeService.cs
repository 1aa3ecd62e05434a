using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Yinong.Web;

namespace Yinong.Browser;

/// <summary>The last third of the journey: the station opens, serves, and leaves; its number and its history stay.</summary>
public sealed partial class WholeLifeJourney
{
    string _plaque = "", _handOver = "";

    // On post for a term; the station opens with somebody on post, and nothing is recorded before it has opened.
    async Task PostAndOpenAsync()
    {
        await RefusedAsync(_operators, "operating", "先培训考试、后上岗");
        await _county.GoAsync($"/officers/{_officer}/post");
        await _county.SendAsync("安排上岗", ("Input.Station", _station));
        await _county.SeesAsync(Show.TableDay(Today.AddYears(3).AddDays(-1)));
        await _county.GoAsync($"/officers/{_officer}/post");
        await _county.RefusedAsync("已经在该站点上岗", "安排上岗", ("Input.Station", _station));
        await _villager.GoAsync("/desk/record/public");
        await _villager.SeesAsync("起没有运营");
        await StepAsync(_operators, "operating", "挂牌运营");
        await _operators.GoAsync($"/stations/{_station}/equipment");
        await _operators.RefusedAsync("请写明谁出钱买的", "登记设备", ("Input.AcquiredOn", Show.TableDay(Today)));
        await _operators.SendAsync("登记设备", ("Input.AcquiredOn", Show.TableDay(Today)), ("Input.FundedBy", "省级财政"));
        await _operators.SeesAsync("在册1件");
        await _county.GoAsync($"/stations/{_station}/plaques");
        await _county.PressAsync("签发");
        await using (var db = app.Db()) _plaque = await db.MarkIssues.Where(m => m.Number == _station).Select(m => m.Text).SingleAsync();
    }

    // The first service, on the phone; whoever passes by sees that there was one, and that it can be checked.
    async Task ServeAsync()
    {
        await _villager.GoAsync("/desk/record/public");
        await _villager.DoesNotSeeAsync("今天不能记服务");
        await _villager.RefusedAsync("这一笔还没有记上", "记下这一笔");
        await RecordAsync();
        await _villager.SeesAsync("已记下：农技咨询");
        await _stranger.GoAsync($"/s/{_station}?m={_plaque}");
        await _stranger.SeesAsync("防伪标记是真的");
        await _stranger.SeesAsync("正在服务");
        await _stranger.SeesAsync("最近可核对的服务");
        await _stranger.SeesAsync(Show.Day(Today));
        await _stranger.SeesAsync("上岗证有效");
        await _stranger.DoesNotSeeAsync(OfficerName);
    }

    async Task RecordAsync()
    {
        var form = _villager.Page.Locator("form[data-record=public]");
        await form.Locator("label", new() { HasText = "农技咨询" }).First.ClickAsync();
        if (await form.Locator("details[open]").CountAsync() == 0) await form.Locator("details summary").ClickAsync();
        await _villager.SendAsync("记下这一笔", ("Input.Confirmation", "receipt"), ("Input.Reference", "8812"));
    }

    // A certificate that is suspended gives no right to record, from the next tap on, and everybody can see it.
    async Task RestAsync()
    {
        await _county.GoAsync($"/officers/{_officer}/certificates/{_certificate}/suspend");
        await _county.RefusedAsync("请选择原因", "暂停证件");
        await _county.SendAsync("暂停证件", ("Input.ReasonCode", "illness"));
        await _villager.GoAsync("/desk/record/public");
        await _villager.SeesAsync("起暂停，解除以前不能记");
        await _stranger.GoAsync($"/c/{_certificate}");
        await _stranger.SeesAsync("这张证暂停使用");
        await _county.GoAsync($"/stations/{_station}");
        await _county.SeesAsync("证已暂停");
        app.Clock.Advance(TimeSpan.FromDays(1));
        await _county.GoAsync($"/officers/{_officer}/certificates/{_certificate}/resume");
        await _county.RefusedAsync("请写明为什么解除", "解除暂停");
        await _county.SendAsync("解除暂停", ("Input.Why", "身体好了，有医院的证明"));
        await _villager.GoAsync("/desk/record/public");
        await _villager.DoesNotSeeAsync("今天不能记服务");
    }

    // Days off: too many are refused, in those that are granted nothing is recorded, and who is back records again.
    async Task TakeLeaveAsync()
    {
        await _villager.GoAsync("/desk/post");
        await _villager.RefusedAsync("一次请假最多30天", "请假", ("Input.From", Show.TableDay(Today)), ("Input.To", Show.TableDay(Today.AddDays(40))), ("Input.Note", "外出学习"));
        await _villager.SendAsync("请假", ("Input.To", Show.TableDay(Today.AddDays(2))));
        await _county.GoAsync($"/officers/{_officer}/leave");
        await _county.PressAsync("批准");
        await _villager.GoAsync("/desk/record/public");
        await _villager.SeesAsync("今天您在请假");
        await _county.GoAsync($"/officers/{_officer}/leave");
        await _county.PressAsync("今天起销假");
        await _villager.GoAsync("/desk/post");
        await _villager.SeesAsync($"{Show.Day(Today)}销假");
        await _villager.GoAsync("/desk/record/public");
        await _villager.DoesNotSeeAsync("今天不能记服务");
    }

    // Before it leaves, what is open is drawn up by one and received by another, line by line.
    async Task HandOverAsync()
    {
        await _stranger.GoAsync($"/s/{_station}/report");
        await _stranger.RefusedAsync("请选是哪一种问题", "交给县里核查", ("Input.Text", "去过，门锁着"));
        await _stranger.SendAsync("交给县里核查", ("Input.Kind", "not-open"), ("Input.Text", "昨天上午去过，门锁着，没有人"));
        await RefusedAsync(_operators, "exited", "运营商只负责申报和建设");
        await RefusedAsync(_county, "exited", "退出、合并、迁移之前，要先列出交接单");
        await _operators.GoAsync($"/stations/{_station}/hand-over");
        await _operators.RefusedAsync("请写明为什么交接", "清点并列出", ("Input.Kind", "Exit"), ("Input.Reason", "退"));
        await _operators.SendAsync("清点并列出", ("Input.Reason", "两个村合用一个站，本站退出"));
        _handOver = _operators.AfterInAddress("/hand-overs/");
        foreach (var line in new[] { "没答复的群众反映", "在岗信息员", "设备", "门牌", "服务记录和档案", "交的人不能自己接收" }) await _operators.SeesAsync(line);
        Assert.Equal(0, await _operators.Page.GetByRole(AriaRole.Button, new() { Name = "接收", Exact = true }).CountAsync());
        await RefusedAsync(_county, "exited", "在岗信息员、设备、门牌、服务记录和档案。接收人签收以后才能办");
        await _county.GoAsync($"/hand-overs/{_handOver}");
        await ReceiveAsync("好");
        await _county.SeesAsync("请写明收到了什么、有没有问题，至少2个字");
        while (await _county.Page.GetByRole(AriaRole.Button, new() { Name = "接收", Exact = true }).CountAsync() > 0) await ReceiveAsync("当面点清，没有问题");
        await _county.SeesAsync("该接收的都接收了");
    }

    Task ReceiveAsync(string note) => _county.SendAsync("接收", ("Input.Note", note));

    async Task ExitAsync()
    {
        await _county.GoAsync($"/stations/{_station}/move/exited");
        await _county.RefusedAsync("请选择原因", "办理退出");
        await _county.SendAsync("办理退出", ("Input.ReasonCode", "voluntary"));
        await _county.SeesAsync("已退出");
        // The officer has no post any more, and says so herself when she tries.
        await _villager.GoAsync("/desk/record/public");
        await _villager.SeesAsync("您今天没有在任何服务站上岗");
        await _county.GoAsync($"/officers/{_officer}/post");
        await _county.RefusedAsync("这个站点已经退出或合并，不能再安排上岗", "安排上岗", ("Input.Station", _station));
        await RefusedAsync(_county, "operating", "站点现在的状态不能办理这一步");
    }

    // Number, history, receipts and the mark of the plaque stay, and say what has become of the station.
    async Task StandsForEverAsync()
    {
        await _stranger.GoAsync($"/s/{_station}?m={_plaque}");
        await _stranger.SeesAsync($"{Show.Day(Today)}已经退出，不再服务");
        await _stranger.SeesAsync("标记是真的，但站点已经退出或合并");
        await _stranger.GoAsync($"/verify?m={_plaque}");
        await _stranger.SeesAsync("牌子应该收回");
        await _stranger.GoAsync($"/c/{_certificate}");
        await _stranger.SeesAsync("现在没有上岗");
        await _county.GoAsync($"/hand-overs/{_handOver}/receipt");
        await _county.SeesAsync("已办结");
        await _county.SeesAsync("当面点清，没有问题");
        await _operators.GoAsync($"/stations/{_station}/equipment");
        await _operators.SeesAsync("已收回");
        await _operators.SeesAsync($"回执H{_handOver}");
        await _province.GoAsync($"/stations/{_station}");
        await _province.Page.Locator("main summary", new() { HasText = "看更早的" }).ClickAsync();
        foreach (var state in new[] { "申报", "登记现场考察", "县级审核通过", "市级认定", "省级备案并编号", "开始建设", "验收通过", "挂牌运营", "办理退出" }) await _province.SeesAsync(state);
        await _province.GoAsync($"/records?station={_station}");
        await _province.SeesAsync("农技咨询");
    }

    // Without a station there is nothing left to hand over: the officer gives notice, the county sets the day, and she is gone with her number.
    async Task ResignAsync()
    {
        await _villager.GoAsync("/desk/post");
        await _villager.Page.Locator("details summary", new() { HasText = "不想干了" }).ClickAsync();
        await _villager.RefusedAsync("请写明情况，至少5个字", "提出辞职", ("Input.Words", "不干"));
        // What was refused stays open to be mended.
        await _villager.SendAsync("提出辞职", ("Input.Words", "站点退出了，去城里做事"));
        await _villager.SeesAsync("辞职办理中");
        await _county.GoAsync($"/officers/{_officer}/resignation");
        await _county.SeesAsync("没有在岗的站点");
        await _county.SendAsync("安排移交", ("Input.LastDay", Show.TableDay(Today)));
        await _county.GoAsync($"/officers/{_officer}/standing");
        await _county.SeesAsync("已离任");
        await _county.GoAsync($"/officers/{_officer}");
        await _county.SeesAsync("站点退出");
    }
}
