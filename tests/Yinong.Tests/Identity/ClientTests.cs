using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OpenIddict.Server;
using Yinong.Modules.Identity;
using Yinong.Tests.Support;

namespace Yinong.Tests.Identity;

/// <summary>Machines: tokens, scopes, reach, and the end of a token that is in memory already.</summary>
public class ClientTests(App app) : IClassFixture<App>
{
    const string Records = "/api/v1/service-records", Statistics = "/api/v1/statistics/services?from=2018-10-01&to=2018-10-31";

    [Fact]
    public async Task A_token_opens_what_its_scopes_name_and_nothing_else()
    {
        var machine = app.Machine();
        var token = await machine.TokenAsync(await app.SecretAsync("service-records:read"));
        Assert.Equal(HttpStatusCode.OK, await machine.GetWithAsync(token, Records));
        Assert.Equal(HttpStatusCode.Forbidden, await machine.GetWithAsync(token, Statistics));
        Assert.Equal(HttpStatusCode.Forbidden, await machine.GetWithAsync(token, "/accounts"));
    }

    [Fact]
    public async Task A_client_may_ask_for_less_and_gets_no_more()
    {
        var machine = app.Machine();
        var client = await app.SecretAsync("service-records:read statistics:read");
        using var less = await machine.AskTokenAsync(client, "statistics:read");
        var token = (await less.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
        Assert.Equal(HttpStatusCode.Forbidden, await machine.GetWithAsync(token, Records));
        Assert.Equal(HttpStatusCode.OK, await machine.GetWithAsync(token, Statistics));
        using var more = await machine.AskTokenAsync(client, "service-records:write");
        Assert.Equal(HttpStatusCode.BadRequest, more.StatusCode);
        Assert.Equal("invalid_request", (await more.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetString());
    }

    [Theory]
    [InlineData("Bearer nonsense")]
    [InlineData("Bearer ")]
    [InlineData("Basic Zm9vOmJhcg==")]
    public async Task Anything_else_is_not_a_token(string header)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Records);
        request.Headers.TryAddWithoutValidation("Authorization", header);
        using var answer = await app.Machine().SendAsync(request);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("unauthorized", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
        Assert.Contains("Bearer", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_very_first_call_of_an_installation_may_carry_nonsense()
    {
        await using var fresh = new App();
        await fresh.InitializeAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, await fresh.Machine().GetWithAsync("nonsense", Records));
        var client = await fresh.SecretAsync("service-records:read");
        Assert.Equal(HttpStatusCode.OK, await fresh.Machine().GetWithAsync(await fresh.Machine().TokenAsync(client), Records));
    }

    [Fact]
    public async Task A_wrong_secret_gets_no_token()
    {
        var client = await app.SecretAsync("service-records:read");
        using var answer = await app.Machine().AskTokenAsync(client with { Secret = "wrong" });
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("invalid_client", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetString());
    }

    [Fact]
    public async Task The_tokens_of_a_disabled_client_end_at_once_though_they_are_in_memory()
    {
        var machine = app.Machine();
        var client = await app.SecretAsync("service-records:read");
        var token = await machine.TokenAsync(client);
        Assert.Equal(HttpStatusCode.OK, await machine.GetWithAsync(token, Records));

        var system = await app.SignedInAsync("system-administrator");
        var page = await system.GetAsync("/clients");
        Assert.Contains(client.ClientId, page.Text, StringComparison.Ordinal);
        await DisableAsync(system, client.ClientId);

        Assert.Equal(HttpStatusCode.Unauthorized, await machine.GetWithAsync(token, Records));
        using var again = await machine.AskTokenAsync(client);
        Assert.Equal(HttpStatusCode.Unauthorized, again.StatusCode);
        Assert.Equal(["client.created", "client.disabled"], app.Audit($"client:{client.ClientId}"));
    }

    [Fact]
    public async Task A_client_that_another_process_disabled_is_out_as_soon_as_it_is_known()
    {
        var machine = app.Machine();
        var client = await app.SecretAsync("service-records:read");
        var token = await machine.TokenAsync(client);
        Assert.Equal(HttpStatusCode.OK, await machine.GetWithAsync(token, Records));
        // What another process leaves behind: the row and the line for the others.
        await using (var db = app.Db())
        {
            await db.ApiClients.Where(c => c.ClientId == client.ClientId).ExecuteUpdateAsync(set => set.SetProperty(c => c.DisabledAt, DateTime.UtcNow));
            db.Add(new Platform.Jobs.Change { Topic = "client", Key = client.ClientId, At = DateTime.UtcNow });
            await db.SaveChangesAsync();
        }
        for (var patience = 0; await machine.GetWithAsync(token, Records) != HttpStatusCode.Unauthorized; patience++)
        {
            // The poller looks twice a second; a token that stays in memory stays until its hour is over, which this clock never reaches.
            Assert.True(patience < 300, "still in after half a minute");
            await Task.Delay(100);
        }
    }

    [Fact]
    public async Task A_token_ends_after_an_hour()
    {
        var machine = app.Machine();
        var token = await machine.TokenAsync(await app.SecretAsync("service-records:read"));
        Assert.Equal(HttpStatusCode.OK, await machine.GetWithAsync(token, Records));
        app.SecurityClock.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal(HttpStatusCode.Unauthorized, await machine.GetWithAsync(token, Records));
    }

    [Fact]
    public async Task Tokens_survive_a_restart_and_new_keys()
    {
        var machine = app.Machine();
        var token = await machine.TokenAsync(await app.SecretAsync("service-records:read"));
        var keys = app.Services.GetRequiredService<Modules.Identity.OAuth.OAuthKeys>();
        app.SecurityClock.Advance(TimeSpan.FromDays(91));
        keys.Rotate();
        await using var db = app.Db();
        Assert.Equal(4, await db.OAuthKeys.CountAsync());
        Assert.DoesNotContain(await db.OAuthKeys.Select(k => k.Material).ToListAsync(), m => m.Length < 60);
        var next = await machine.TokenAsync(await app.SecretAsync("service-records:read"));
        Assert.Equal(HttpStatusCode.OK, await machine.GetWithAsync(next, Records));
        Assert.Equal(HttpStatusCode.Unauthorized, await machine.GetWithAsync(token, Records));
    }

    // Twice: what hears of a change first the first time may hear of it second the next time.
    [Theory]
    [InlineData(true)]
    [InlineData(false)] // a process that was stopped for a while: the pair is in use by the time it hears of it
    public async Task A_new_pair_of_keys_comes_into_use_and_what_it_signs_is_taken(bool isHeardAtOnce)
    {
        await using var fresh = new App();
        await fresh.InitializeAsync();
        var (machine, client) = (fresh.Machine(), await fresh.SecretAsync("service-records:read"));
        await machine.TokenAsync(client);
        var keys = fresh.Services.GetRequiredService<Modules.Identity.OAuth.OAuthKeys>();
        var options = fresh.Services.GetRequiredService<IOptionsMonitor<OpenIddictServerOptions>>();
        for (var pairs = 2; pairs < 4; pairs++)
        {
            fresh.SecurityClock.Advance(TimeSpan.FromDays(91));
            keys.Rotate();
            if (isHeardAtOnce) await UntilAsync(() => Task.FromResult(options.CurrentValue.SigningCredentials.Count >= pairs));
            fresh.SecurityClock.Advance(TimeSpan.FromMinutes(10));
            await using var db = fresh.Db();
            var newest = (await db.OAuthKeys.Where(k => k.Purpose == "sign").OrderByDescending(k => k.CreatedAt).FirstAsync()).Id.ToString("N");
            await UntilAsync(async () =>
            {
                var isInUse = options.CurrentValue.SigningCredentials[0].Key.KeyId == newest;
                if (!isInUse && options.CurrentValue.SigningCredentials.Count >= pairs) keys.Rotate(); // the next round of the upkeep
                return isInUse && await machine.GetWithAsync(await machine.TokenAsync(client), Records) == HttpStatusCode.OK;
            });
        }
    }

    [Fact]
    public async Task The_discovery_document_offers_what_there_is_and_no_plain_PKCE()
    {
        var document = await app.Machine().GetFromJsonAsync<JsonElement>("/.well-known/openid-configuration");
        Assert.EndsWith("/connect/token", document.GetProperty("token_endpoint").GetString(), StringComparison.Ordinal);
        Assert.Equal(["client_credentials"], document.GetProperty("grant_types_supported").EnumerateArray().Select(e => e.GetString()!));
        Assert.DoesNotContain("\"plain\"", document.ToString(), StringComparison.Ordinal);
        Assert.Equal(Roles.Scopes.Order(), document.GetProperty("scopes_supported").EnumerateArray().Select(e => e.GetString()!).Where(s => s.Contains(':', StringComparison.Ordinal)).Order());
    }

    [Fact]
    public async Task Too_many_tokens_from_one_address_are_refused_with_the_time_to_wait()
    {
        var machine = app.From("192.0.2.99").Http;
        var client = new ClientSecret("yn-none", "none");
        HttpResponseMessage? refused = null;
        for (var i = 0; i < 400 && refused is null; i++)
        {
            var answer = await machine.AskTokenAsync(client);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests) refused = answer;
        }
        Assert.NotNull(refused);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal("too-many-requests", (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task The_page_makes_a_client_and_shows_its_secret_once()
    {
        var system = await app.SignedInAsync("system-administrator");
        var page = await system.GetAsync("/clients");
        using var form = new FormUrlEncodedContent([
            new("__RequestVerificationToken", page.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!),
            new("Input.Name", "省平台对接"), new("Input.Scope", "statistics:read"), new("Input.Scope", "stations:read"), new("Input.Division", "山东省")]);
        var made = await Html.ReadAsync(await system.Http.PostAsync("/clients", form), HttpStatusCode.OK);
        var shown = made.Document.QuerySelectorAll("dd.yn-key-text").Select(e => e.TextContent).ToList();
        var machine = app.Machine();
        var token = await machine.TokenAsync(new(shown[0], shown[1]));
        Assert.Equal(HttpStatusCode.OK, await machine.GetWithAsync(token, Statistics + "&division=37"));
        Assert.Equal(HttpStatusCode.NotFound, await machine.GetWithAsync(token, Statistics + "&division=12"));
        Assert.DoesNotContain(shown[1], (await system.GetAsync("/clients")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tokens_that_are_over_are_thrown_away()
    {
        await app.Machine().TokenAsync(await app.SecretAsync("service-records:read"));
        await using var scope = app.Services.CreateAsyncScope();
        app.SecurityClock.Advance(TimeSpan.FromDays(2));
        await scope.ServiceProvider.GetRequiredService<IdentityUpkeep>().RunOnceAsync();
        await using var db = app.Db();
        Assert.Empty(db.Set<OpenIddict.EntityFrameworkCore.Models.OpenIddictEntityFrameworkCoreToken<Guid>>());
    }

    static async Task UntilAsync(Func<Task<bool>> condition)
    {
        for (var patience = 0; !await condition(); patience++)
        {
            Assert.True(patience < 300, "not after half a minute");
            await Task.Delay(100);
        }
    }

    async Task DisableAsync(Visitor system, string clientId)
    {
        await using var db = app.Db();
        var id = (await db.ApiClients.SingleAsync(c => c.ClientId == clientId)).Id;
        var page = await system.GetAsync("/clients");
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", page.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!), new("reason", "测试")]);
        using var answer = await system.Http.PostAsync($"/clients?id={id}&handler=Disable", form);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }
}
