using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Yinong.Tests.Support;

namespace Yinong.Tests.Desk;

/// <summary>Where the phone's outbox delivers: the answers of the contract, but only in one's own name, with the token of the page.</summary>
public class OutboxTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task Each_record_gets_its_answer_and_sending_again_changes_nothing()
    {
        var officer = await app.OfficerAsync();
        var phone = await PhoneAsync(officer);
        var (good, redLine) = (officer.Desk.Record("P-0101"), officer.Desk.Record("C-0902"));
        Assert.Equal(["created", "refused"], await SendAsync(phone, good, redLine));
        Assert.Equal(["known", "refused"], await SendAsync(phone, good, redLine));
        good["personTimes"] = 9;
        Assert.Equal(["refused service-record.conflict"], await SendAsync(phone, true, good));
    }

    [Fact]
    public async Task What_was_recorded_weeks_ago_counts_for_the_day_it_was_served()
    {
        var officer = await app.OfficerAsync();
        var phone = await PhoneAsync(officer);
        await app.CertifiedUntilAsync(officer, new(2018, 10, 20));
        Assert.Equal(["created", "refused officer.certificate-invalid"], await SendAsync(phone, true, officer.Desk.Record("P-0101", "2018-10-20T23:59:00+08:00"), officer.Desk.Record("P-0101", "2018-10-21T00:00:00+08:00")));
    }

    [Fact]
    public async Task A_record_in_another_name_or_at_another_station_is_refused_and_stops_nothing()
    {
        var (officer, other) = (await app.OfficerAsync(), await app.OfficerAsync());
        var phone = await PhoneAsync(officer);
        var strange = officer.Desk.Record("P-0101");
        strange["station"] = other.Desk.Station.Number;
        Assert.Equal(["refused officer.not-on-post", "refused station.unknown", "refused service-record.invalid", "created"],
            await SendAsync(phone, true, other.Desk.Record("P-0101"), strange, new() { ["id"] = "no uuid" }, officer.Desk.Record("P-0101")));
    }

    [Fact]
    public async Task Without_the_token_nothing_is_taken()
    {
        var officer = await app.OfficerAsync();
        var visitor = await app.SignInAsync(officer.Account);
        visitor.Http.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        foreach (var address in new[] { "/desk/outbox", "/desk/outbox/undo" })
        {
            var answer = await visitor.Http.PostAsJsonAsync(address, new[] { officer.Desk.Record("P-0101") });
            Assert.Equal((HttpStatusCode.BadRequest, "token-stale"), (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()));
        }
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_or_has_no_desk_gets_no_session()
    {
        var nobody = app.Visitor().Http;
        nobody.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync("/desk/session")).StatusCode);
        var town = (await app.SignedInAsync("town-manager", "370102011")).Http;
        town.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        Assert.Equal(HttpStatusCode.Forbidden, (await town.GetAsync("/desk/session")).StatusCode);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    public async Task A_broken_call_is_refused_whole(string body)
    {
        var phone = await PhoneAsync(await app.OfficerAsync());
        var answer = await phone.PostAsync("/desk/outbox", new StringContent(body, null, "application/json"));
        Assert.Equal((HttpStatusCode.BadRequest, "service-record.invalid"), (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Taking_back_counts_from_when_the_officer_did_it()
    {
        var officer = await app.OfficerAsync();
        var phone = await PhoneAsync(officer);
        var (soon, offline, late) = (officer.Desk.Record("P-0101"), officer.Desk.Record("P-0101"), officer.Desk.Record("P-0101"));
        await SendAsync(phone, soon, offline, late);
        Assert.Equal(HttpStatusCode.NoContent, await UndoAsync(phone, soon["id"], 0));
        app.Clock.Advance(TimeSpan.FromHours(3));
        // Pressed two minutes after recording, without a network; the news comes hours later.
        Assert.Equal(HttpStatusCode.NoContent, await UndoAsync(phone, offline["id"], -178));
        Assert.Equal(HttpStatusCode.Conflict, await UndoAsync(phone, late["id"], 0));
        Assert.Equal(HttpStatusCode.Conflict, await UndoAsync(phone, soon["id"], -178));
        Assert.Equal(HttpStatusCode.NotFound, await UndoAsync(phone, Guid.CreateVersion7().ToString(), 0));
        Assert.Equal(HttpStatusCode.NotFound, await UndoAsync(await PhoneAsync(await app.OfficerAsync()), late["id"], -178));
        await using var db = app.Db();
        Assert.Equal(["undo", "undo-offline"], db.ServiceRecordCorrections.Where(c => c.Actor == $"account:{officer.Account.Id}").OrderBy(c => c.At).Select(c => c.Reason));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"id\":\"x\"}")]
    public async Task A_broken_undo_is_a_bad_request(string body)
    {
        var phone = await PhoneAsync(await app.OfficerAsync());
        Assert.Equal(HttpStatusCode.BadRequest, (await phone.PostAsync("/desk/outbox/undo", new StringContent(body, null, "application/json"))).StatusCode);
    }

    /// <summary>What the island does before it sends.</summary>
    async Task<HttpClient> PhoneAsync(TestOfficer officer)
    {
        var phone = (await app.SignInAsync(officer.Account)).Http;
        phone.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        var session = await phone.GetFromJsonAsync<JsonElement>("/desk/session");
        Assert.Equal((officer.Account.Id, officer.Desk.Officer.Number), (session.GetProperty("account").GetInt32(), session.GetProperty("officer").GetString()));
        Assert.Equal(new DateTimeOffset(app.Clock.UtcNow).ToUnixTimeMilliseconds(), session.GetProperty("now").GetInt64());
        phone.DefaultRequestHeaders.Add("RequestVerificationToken", session.GetProperty("token").GetString());
        return phone;
    }

    static Task<IEnumerable<string>> SendAsync(HttpClient phone, params Dictionary<string, object?>[] records) => SendAsync(phone, false, records);

    static async Task<IEnumerable<string>> SendAsync(HttpClient phone, bool codes, params Dictionary<string, object?>[] records)
    {
        var answer = await phone.PostAsJsonAsync("/desk/outbox", records);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return [.. (await answer.Content.ReadFromJsonAsync<JsonElement[]>())!.Select(a => codes && a.Code() is { } code ? $"{a.Result()} {code}" : a.Result())];
    }

    async Task<HttpStatusCode> UndoAsync(HttpClient phone, object? id, int minutes) =>
        (await phone.PostAsJsonAsync("/desk/outbox/undo", new { id, takenBackAt = new DateTimeOffset(app.Clock.UtcNow).AddMinutes(minutes) })).StatusCode;
}
