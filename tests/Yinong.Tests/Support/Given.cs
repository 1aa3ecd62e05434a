using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using OtpNet;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Modules.Officers;
using Yinong.Modules.Stations;

namespace Yinong.Tests.Support;

/// <summary>Somebody who can sign in.</summary>
/// <param name="Id">Key of the account.</param>
/// <param name="UserName">What it signs in with.</param>
/// <param name="Password">Its password.</param>
/// <param name="TotpKey">Key of the authenticator app, for roles that must have one; null: none.</param>
public sealed record TestAccount(int Id, string UserName, string Password, string? TotpKey);

/// <summary>A desk that serves: an operating station with an officer on post who holds a certificate.</summary>
public sealed record TestDesk(Station Station, Officer Officer, Certificate Certificate);

/// <summary>Makes what a test needs, new each time, so that tests share nothing.</summary>
public static class Given
{
    static int _made;

    /// <summary>An account with one post; for roles that must have a second factor also that.</summary>
    public static async Task<TestAccount> AccountAsync(this App app, string role, string division = "00", int? organisation = null)
    {
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Grants>().Installation = true;
        scope.ServiceProvider.GetRequiredService<CurrentReach>().Value = Reach.Nation;
        var name = $"{role}-{Interlocked.Increment(ref _made)}";
        var password = $"Correct-Horse-{Guid.CreateVersion7():N}";
        var place = DivisionCode.Parse(division);
        var made = await scope.ServiceProvider.GetRequiredService<AccountRegister>().CreateAsync(new(name, $"测试{name}", place, Password: password), new(role, place, organisation, "test"));
        return new(made.Id, name, password, Roles.Find(role)!.TwoFactor ? await BindAuthenticatorAsync(scope.ServiceProvider, made.Id) : null);
    }

    /// <summary>Somebody at a browser, signed in through the page.</summary>
    public static async Task<Visitor> SignedInAsync(this App app, string role, string division = "00", int? organisation = null) =>
        await app.SignInAsync(await app.AccountAsync(role, division, organisation));

    /// <summary>Signs an account in through the page, with the code of its authenticator when it has one.</summary>
    public static async Task<Visitor> SignInAsync(this App app, TestAccount account, Visitor? visitor = null)
    {
        visitor ??= app.Visitor();
        var answer = await visitor.SubmitAsync(await visitor.GetAsync("/sign-in"), "登录", [("Input.UserName", account.UserName), ("Input.Password", account.Password)], HttpStatusCode.Redirect);
        if (account.TotpKey is { } key)
        {
            var code = new Totp(Base32Encoding.ToBytes(key)).ComputeTotp();
            answer = await visitor.SubmitAsync(await visitor.GetAsync(answer.Response.Headers.Location!.ToString()), "登录", [("Code", code)], HttpStatusCode.Redirect);
        }
        Assert.Equal("/home", answer.Response.Headers.Location!.ToString());
        return visitor;
    }

    /// <summary>A machine with a token of <c>/connect/token</c>.</summary>
    /// <param name="app">The program.</param>
    /// <param name="scopes">Separated by blanks.</param>
    /// <param name="division">Its reach.</param>
    /// <param name="station">Number of the only station it speaks for.</param>
    public static async Task<HttpClient> ClientAsync(this App app, string scopes, string division = "00", string? station = null)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var secret = await scope.ServiceProvider.GetRequiredService<ClientRegister>().CreateAsync(new($"client-{Interlocked.Increment(ref _made)}", scopes.Split(' '), DivisionCode.Parse(division), station));
        var machine = app.Machine();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials", ["client_id"] = secret.ClientId, ["client_secret"] = secret.Secret, ["scope"] = scopes,
        });
        using var answer = await machine.PostAsync("/connect/token", form);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(answer.IsSuccessStatusCode, body.ToString());
        machine.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", body.GetProperty("access_token").GetString());
        return machine;
    }

    /// <summary>An operating station in the village, with an officer on post since 2018-09-01 whose certificate holds until the end of 2019.</summary>
    public static async Task<TestDesk> DeskAsync(this App app, string village = TestDivisions.Village)
    {
        var place = DivisionCode.Parse(village);
        var made = Interlocked.Increment(ref _made);
        await using var db = app.Db();
        var since = new DateOnly(2018, 9, 1);
        var at = new DateTime(2018, 9, 1, 0, 0, 0, DateTimeKind.Utc);
        var station = new Station
        {
            // Ninety-nine of one type fit into a village; further ones take the next letter that numbers know.
            Number = StationNumber.Make(place, "KLMNPQRTUWXY"[made / 99 % 12], made % 99 + 1).Text, Name = $"{made}号益农信息社", Division = place.Value, Type = "standard", HostClass = "village-committee",
            State = StationState.Operating, Since = since, AcceptedOn = since, OperatingSince = since, Version = 1,
        };
        var officer = new Officer { Number = OfficerNumber.Make(place, 2018, made), Name = "王测试", Phone = "13800006127", Division = place.Value, RegisteredAt = at, Version = 1 };
        db.AddRange(station, officer);
        await db.SaveChangesAsync();
        var certificate = new Certificate
        {
            Number = CertificateNumber.Make(place, 2018, made), OfficerId = officer.Id, Division = place.Value, Kind = CertificateKinds.Duty, ValidFrom = since, ValidTo = new(2019, 12, 31), Issuer = "test",
        };
        db.AddRange(
            new StationTransition { StationId = station.Id, Division = place.Value, ToState = StationState.Operating, OnDate = since, At = at, Actor = "test" },
            new Posting { OfficerId = officer.Id, StationId = station.Id, Division = place.Value, FromDate = since },
            certificate);
        await db.SaveChangesAsync();
        return new(station, officer, certificate);
    }

    /// <summary>One service as a client sends it; change what the test is about.</summary>
    public static Dictionary<string, object?> Record(this TestDesk desk, string item, string servedAt = "2018-10-30T10:12:00+08:00", int personTimes = 1) => new()
    {
        ["id"] = Guid.CreateVersion7().ToString(), ["station"] = desk.Station.Number, ["officer"] = desk.Officer.Number, ["item"] = item, ["personTimes"] = personTimes, ["servedAt"] = servedAt,
    };

    static async Task<string> BindAuthenticatorAsync(IServiceProvider services, int account)
    {
        var users = services.GetRequiredService<UserManager<Account>>();
        var user = (await users.FindByIdAsync(account.ToString(System.Globalization.CultureInfo.InvariantCulture)))!;
        await users.ResetAuthenticatorKeyAsync(user);
        await users.SetTwoFactorEnabledAsync(user, true);
        return (await users.GetAuthenticatorKeyAsync(user))!;
    }
}
