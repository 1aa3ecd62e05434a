using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Yinong.Browser.Support;
using Yinong.Modules.Desk;
using Yinong.Tests.Support;

namespace Yinong.Browser;

/// <summary>The officer's desk on a line that fails: what was pressed is kept, and sent exactly once.</summary>
public class OfflineJourney(BrowserApp app, Chromium chromium) : IClassFixture<BrowserApp>
{
    const string Kept = "1人次，存在手机里，有网自动上传。5分钟内可以撤回。";
    const string Sent = "1人次，已上传。5分钟内可以撤回。";

    [Fact]
    public async Task Recorded_without_a_line_kept_over_a_reload_and_sent_once()
    {
        var (officer, line, page) = await OpenAsync();
        await line.CutAsync(page.Context);
        await page.RecordAsync();
        await page.GetByText(Kept).WaitForAsync();
        await page.RecordAsync("convenience", "电费代缴");
        Assert.Equal("2", await page.Locator("[data-today]").InnerTextAsync());

        await page.ReloadAsync();
        await page.GetByText("2笔存在手机里，有网自动上传。").WaitForAsync();
        await page.Locator("[data-today]", new() { HasTextString = "2" }).WaitForAsync();
        await page.RecordAsync();
        await page.GotoAsync("/desk/outbox");
        await page.Locator("#waiting article").Nth(2).WaitForAsync();
        Assert.Empty(await RecordsAsync(officer));

        await line.MendAsync(page.Context);
        await page.GetByText("都上传好了").WaitForAsync();
        Assert.Equal(["C-", "P-", "P-"], (await ItemsAsync(officer)).Select(code => code[..2]));
        await page.GotoAsync("/desk");
        Assert.Equal("3", await page.Locator("[data-today]").InnerTextAsync());
    }

    [Fact]
    public async Task What_was_recorded_before_the_page_was_closed_is_sent_when_it_opens_again()
    {
        var (officer, line, page) = await OpenAsync();
        await line.CutAsync(page.Context);
        await page.RecordAsync();
        await page.GetByText(Kept).WaitForAsync();
        await page.CloseAsync();
        await line.MendAsync(page.Context);
        var again = await page.Context.NewPageAsync();
        await again.GotoAsync("/desk/outbox");
        await again.GetByText("都上传好了").WaitForAsync();
        Assert.Single(await RecordsAsync(officer));
    }

    [Fact]
    public async Task An_answer_that_is_lost_on_the_way_counts_nothing_twice()
    {
        var (officer, line, page) = await OpenAsync();
        await page.RecordAsync();
        await page.GetByText(Sent).WaitForAsync();
        line.LoseAnswers();
        await page.RecordAsync("convenience", "电费代缴");
        await page.GetByText(Kept).WaitForAsync();
        await line.CutAsync(page.Context);
        await line.MendAsync(page.Context);
        await page.GotoAsync("/desk/outbox");
        await page.GetByText("都上传好了").WaitForAsync();
        Assert.Equal(2, (await RecordsAsync(officer)).Count);
    }

    [Fact]
    public async Task A_refused_one_says_why_and_what_to_do_and_goes_only_by_two_presses()
    {
        var (officer, line, page) = await OpenAsync();
        await line.CutAsync(page.Context);
        await page.RecordAsync();
        await page.GetByText(Kept).WaitForAsync();
        await app.CertifiedUntilAsync(officer, GivenOfficer.Today.AddDays(-1));
        await line.MendAsync(page.Context);
        await page.GetByText("有1笔没有记上。").WaitForAsync();

        await page.GotoAsync("/desk/outbox");
        var refused = page.Locator("#refused article");
        await refused.WaitForAsync();
        Assert.Contains("上岗证", await refused.Locator(".alert").InnerTextAsync(), StringComparison.Ordinal);
        await refused.GetByRole(AriaRole.Link, new() { Name = "改好再报" }).WaitForAsync();
        await page.ReloadAsync();
        await refused.GetByText("不要这一笔").ClickAsync();
        await refused.GetByText("真的不要，删掉").ClickAsync();
        await page.GetByText("都上传好了").WaitForAsync();
        Assert.Empty(await RecordsAsync(officer));
    }

    [Fact]
    public async Task A_refused_one_is_put_right_and_sent_under_a_new_number()
    {
        var (officer, line, page) = await OpenAsync();
        await line.CutAsync(page.Context);
        await page.RecordAsync();
        await app.CertifiedUntilAsync(officer, GivenOfficer.Today.AddDays(-1));
        await line.MendAsync(page.Context);
        await page.GetByText("有1笔没有记上。").WaitForAsync();
        await app.CertifiedUntilAsync(officer, GivenOfficer.Today.AddDays(100));
        await page.GotoAsync("/desk/outbox");
        await page.GetByRole(AriaRole.Link, new() { Name = "改好再报" }).ClickAsync();
        await page.Locator("form[data-record=public] [name='Input.Item']:checked").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await page.GetByRole(AriaRole.Button, new() { Name = "记下这一笔" }).ClickAsync();
        await page.WaitForURLAsync("**/desk");
        await page.GotoAsync("/desk/outbox");
        await page.GetByText("都上传好了").WaitForAsync();
        Assert.Single(await RecordsAsync(officer));
    }

    [Fact]
    public async Task Taken_back_before_it_was_sent_it_never_leaves_the_phone()
    {
        var (officer, line, page) = await OpenAsync();
        await line.CutAsync(page.Context);
        await page.RecordAsync();
        await page.GetByText(Kept).WaitForAsync();
        await UndoAsync(page);
        await page.RecordAsync("convenience", "电费代缴");
        await line.MendAsync(page.Context);
        await page.GetByText(Sent).WaitForAsync();
        Assert.Equal(["C-"], (await ItemsAsync(officer)).Select(code => code[..2]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Taken_back_after_it_was_sent_a_chained_row_says_so(bool withoutLine)
    {
        var (officer, line, page) = await OpenAsync();
        await page.RecordAsync();
        await page.GetByText(Sent).WaitForAsync();
        if (withoutLine) await line.CutAsync(page.Context);
        await UndoAsync(page);
        await page.GotoAsync("/desk/outbox");
        if (withoutLine)
        {
            await page.GetByText("已撤回，有网时自动上传。").WaitForAsync();
            await line.MendAsync(page.Context);
        }
        await page.GetByText("都上传好了").WaitForAsync();
        var record = Assert.Single(await RecordsAsync(officer));
        await using var db = app.Db();
        Assert.Equal(record.Id, Assert.Single(await db.ServiceRecordCorrections.Where(c => c.RecordId == record.Id).ToListAsync()).RecordId);
    }

    static async Task UndoAsync(IPage page)
    {
        await page.Locator("#said button").ClickAsync();
        await page.GetByText("已撤回：农技咨询").WaitForAsync();
    }

    async Task<(TestOfficer Officer, VillageLine Line, IPage Page)> OpenAsync()
    {
        var (officer, line) = (await app.OfficerAsync(), new VillageLine(app.Address));
        return (officer, line, await chromium.OpenKeptDeskAsync(line.Address, officer));
    }

    async Task<List<ServiceRecord>> RecordsAsync(TestOfficer officer)
    {
        await using var db = app.Db();
        return await db.ServiceRecords.Where(r => r.OfficerId == officer.Desk.Officer.Id).ToListAsync();
    }

    async Task<IEnumerable<string>> ItemsAsync(TestOfficer officer)
    {
        await using var db = app.Db();
        var items = await db.ServiceItems.ToDictionaryAsync(i => i.Id, i => i.Code);
        return [.. (await RecordsAsync(officer)).Select(r => items[r.ItemId]).Order(StringComparer.Ordinal)];
    }
}
