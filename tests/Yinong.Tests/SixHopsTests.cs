using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Yinong.Tests.Support;

namespace Yinong.Tests;

/// <summary>The shortest way through the whole house: who may come in, a service in a village, the figure of the nation.</summary>
public class SixHopsTests(App app) : IClassFixture<App>
{
    [Theory]
    [InlineData("county-manager", TestDivisions.County)]
    [InlineData("officer", TestDivisions.Village)]
    public async Task Somebody_signs_in_through_the_page(string role, string division)
    {
        var visitor = await app.SignedInAsync(role, division);
        var page = await visitor.GetAsync("/");
        Assert.True(page.HasLink("工作台"));
        Assert.False(page.HasLink("登录"));
    }

    [Fact]
    public async Task A_service_that_a_client_sends_is_counted_in_the_nation()
    {
        var desk = await app.DeskAsync();
        var client = await app.ClientAsync("service-records:write statistics:read");
        await using var db = app.Db();
        var item = await db.ServiceItems.OrderBy(i => i.Id).Select(i => i.Code).FirstAsync();
        var sent = await client.PostAsJsonAsync("/api/v1/service-records", new[] { desk.Record(item, personTimes: 7) });
        var answers = await sent.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(answers[0].GetProperty("result").GetString() == "created", answers.ToString());
        for (var patience = 0; ; patience++)
        {
            var statistics = await client.GetFromJsonAsync<JsonElement>("/api/v1/statistics/services?division=00&from=2018-10-01&to=2018-10-31&by=kind");
            if (statistics.GetProperty("total").GetProperty("personTimes").GetInt64() == 7) break;
            // The fold runs behind; how quick it is, is the bench's question and not that of a busy machine.
            Assert.True(patience < 600, $"Not counted: {statistics}");
            await Task.Delay(100);
        }
    }
}
