using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Marks;
using Yinong.Modules.Stations;
using Yinong.Modules.Stations.Plaques;
using Yinong.Tests.Identity;
using Yinong.Tests.Stations;
using Yinong.Tests.Support;

namespace Yinong.Tests.Marks;

/// <summary>One key signs, the others verify; a key that leaked is given up from a day on.</summary>
public class MarkKeyTests(App app) : IClassFixture<App>
{
    async Task<MarkIssue> IssueAsync(Station station)
    {
        await using var hand = Hand.WithAll(app);
        return await hand.Get<PlaqueDesk>().IssueAsync(station.Number!, new(1, null, null));
    }

    async Task<(string?, string?)> VerifyAsync(string text)
    {
        var answer = await (await app.Machine().PostAsJsonAsync("/api/v1/marks/verify", new { text })).Content.ReadFromJsonAsync<JsonElement>();
        return (answer.GetProperty("result").GetString(), answer.GetProperty("fault").GetString());
    }

    [Fact]
    public async Task A_rotated_key_still_verifies_and_a_revoked_one_only_what_the_register_holds()
    {
        var (first, second, third) = (await app.StationAsync(StationState.Operating), await app.StationAsync(StationState.Operating), await app.StationAsync(StationState.Operating));
        var old = await IssueAsync(first);
        var security = await app.SignedInAsync("security-administrator");
        var rotated = await security.SubmitAsync(await security.GetAsync("/mark-keys"), "更换密钥", []);
        Assert.Contains("只验不签", rotated.Text, StringComparison.Ordinal);
        var young = await IssueAsync(second);
        Assert.NotEqual(old.KeyCode, young.KeyCode);
        Assert.Equal(("genuine", null), await VerifyAsync(old.Text));
        var keys = await app.Machine().GetFromJsonAsync<JsonElement[]>("/api/v1/mark-keys");
        Assert.Contains(keys!, k => k.GetProperty("code").GetString() == young.KeyCode && k.GetProperty("to").ValueKind == JsonValueKind.Null);
        Assert.DoesNotContain("private", keys![0].GetRawText(), StringComparison.OrdinalIgnoreCase);

        var form = await security.GetAsync($"/mark-keys/{young.KeyCode}/revoke");
        var refused = await security.SubmitAsync(form, "作废密钥", [("Input.From", "2018-11-30"), ("Input.Reason", "测试时泄露")], HttpStatusCode.BadRequest);
        Assert.Equal("作废日期不能晚于今天。", refused.FieldError("Input.From"));
        refused = await security.SubmitAsync(refused, "作废密钥", [("Input.From", "2018-10-31"), ("Input.Reason", "漏")], HttpStatusCode.BadRequest);
        Assert.NotNull(refused.FieldError("Input.Reason"));
        await security.SubmitAsync(refused, "作废密钥", [("Input.Reason", "测试时泄露")]);
        Assert.Contains("mark-key.revoked", app.Audit($"mark-key:{young.KeyCode}"));
        Assert.Equal(("forged", "revoked-key"), await VerifyAsync(young.Text));
        Assert.Equal(("genuine", null), await VerifyAsync(old.Text));
        // The next issue makes a key of its own.
        var next = await IssueAsync(third);
        Assert.NotEqual(young.KeyCode, next.KeyCode);
        Assert.Equal(("genuine", null), await VerifyAsync(next.Text));
    }

    [Fact]
    public async Task A_true_signature_that_nobody_registered_is_forged()
    {
        var station = await app.StationAsync(StationState.Operating);
        await using var hand = Hand.WithAll(app);
        Mark? mark = null;
        var (_, signature) = await hand.Get<MarkKeyring>().SignAsync(k => (mark = new(MarkKinds.Station, station.Number!, "偷盖的", "370102011201", new(2018, 1, 1), null, 1, k.Code)).Payload());
        Assert.Equal(("forged", "not-registered"), await VerifyAsync(Mark.Write(mark!.Payload(), signature)));
    }

    [Fact]
    public async Task Keys_are_for_the_security_administrator_of_the_nation()
    {
        await (await app.SignedInAsync("county-manager", TestDivisions.County)).GetAsync("/mark-keys", HttpStatusCode.Forbidden);
        var province = await app.SignedInAsync("security-administrator", "37");
        await province.SubmitAsync(await province.GetAsync("/mark-keys"), "更换密钥", [], HttpStatusCode.Forbidden);
        await (await app.SignedInAsync("security-administrator")).GetAsync("/mark-keys/ffffffff/revoke", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Private_keys_are_kept_encrypted()
    {
        await IssueAsync(await app.StationAsync(StationState.Operating));
        await using var db = app.Db();
        foreach (var key in await db.MarkKeys.ToListAsync()) Assert.ThrowsAny<Exception>(() => MarkAlgorithms.Sign(key.Algorithm, Convert.FromBase64String(key.PrivateKey), [1]));
    }

    [Theory]
    [InlineData("rsa", null, "YINONG_MARKS")]
    [InlineData("sm2", "ftp://x", "YINONG_ADDRESS")]
    public void A_wrong_setting_is_named(string algorithm, string? address, string setting)
    {
        var configuration = new Microsoft.Extensions.Configuration.ConfigurationManager { ["YINONG_MARKS"] = algorithm, ["YINONG_ADDRESS"] = address };
        Assert.StartsWith(setting, Assert.Throws<FormatException>(() => MarkSettings.From(configuration)).Message, StringComparison.Ordinal);
    }
}

/// <summary>The same with the algorithms that are not the default.</summary>
public class OtherAlgorithmTests
{
    [Theory]
    [InlineData(MarkAlgorithms.Ed25519)]
    [InlineData(MarkAlgorithms.Sm2)]
    public async Task A_plaque_signed_by_setting_verifies(string algorithm)
    {
        await using var app = new SetApp(algorithm);
        await app.InitializeAsync();
        var station = await app.StationAsync(StationState.Operating);
        await using var hand = Hand.WithAll(app);
        var issue = await hand.Get<PlaqueDesk>().IssueAsync(station.Number!, new(1, null, null));
        Assert.Contains("防伪标记是真的", (await app.Visitor().GetAsync($"/verify?m={issue.Text}")).Text, StringComparison.Ordinal);
        Assert.Equal(algorithm, (await app.Machine().GetFromJsonAsync<JsonElement[]>("/api/v1/mark-keys"))!.Single().GetProperty("algorithm").GetString());
    }

    sealed class SetApp(string algorithm) : App
    {
        protected override Dictionary<string, string?> Settings => new() { ["YINONG_MARKS"] = algorithm, ["YINONG_ADDRESS"] = "https://yinong.example.cn/" };
    }
}
