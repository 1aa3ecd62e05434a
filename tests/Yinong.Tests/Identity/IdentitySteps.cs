using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OtpNet;
using Yinong.Modules.Identity;
using Yinong.Tests.Support;

namespace Yinong.Tests.Identity;

/// <summary>What several tests of accounts do.</summary>
static class IdentitySteps
{
    public const string ForwardedFor = "X-Forwarded-For";

    static int _addresses;

    /// <summary>Somebody at an address of his own, so that the failures of one test are not counted for another.</summary>
    public static Visitor From(this App app, string? address = null)
    {
        var visitor = app.Visitor();
        visitor.Http.DefaultRequestHeaders.Add(ForwardedFor, address ?? NextAddress());
        return visitor;
    }

    /// <summary>An address that nobody has come from.</summary>
    public static string NextAddress()
    {
        var n = Interlocked.Increment(ref _addresses);
        return $"10.{n / 65536}.{n / 256 % 256}.{n % 256}";
    }

    /// <summary>Fills in the sign-in form.</summary>
    public static async Task<Html> TrySignInAsync(this Visitor visitor, string name, string password, HttpStatusCode status) =>
        await visitor.SubmitAsync(await visitor.GetAsync("/sign-in"), "登录", [("Input.UserName", name), ("Input.Password", password)], status);

    /// <summary>The code that the authenticator app shows now.</summary>
    public static string Code(string key) => new Totp(Base32Encoding.ToBytes(key.Replace(" ", "", StringComparison.Ordinal))).ComputeTotp();

    /// <summary>An API client, with its secret.</summary>
    public static async Task<ClientSecret> SecretAsync(this App app, string scopes, string division = "00")
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ClientRegister>().CreateAsync(new("test", scopes.Split(' '), Modules.Divisions.DivisionCode.Parse(division)));
    }

    public static async Task<HttpResponseMessage> AskTokenAsync(this HttpClient machine, ClientSecret client, string? scope = null)
    {
        var fields = new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = client.ClientId, ["client_secret"] = client.Secret };
        if (scope is not null) fields["scope"] = scope;
        using var form = new FormUrlEncodedContent(fields);
        return await machine.PostAsync("/connect/token", form);
    }

    public static async Task<string> TokenAsync(this HttpClient machine, ClientSecret client)
    {
        using var answer = await machine.AskTokenAsync(client);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(answer.IsSuccessStatusCode, body.ToString());
        return body.GetProperty("access_token").GetString()!;
    }

    /// <summary>GET with a token.</summary>
    public static async Task<HttpStatusCode> GetWithAsync(this HttpClient machine, string token, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new("Bearer", token);
        using var answer = await machine.SendAsync(request);
        return answer.StatusCode;
    }

    /// <summary>The actions in the audit about a subject, by name.</summary>
    public static List<string> Audit(this App app, string subject)
    {
        using var db = app.Db();
        return [.. db.AuditEntries.Where(e => e.Subject == subject).Select(e => e.Action).OrderBy(a => a)];
    }
}
