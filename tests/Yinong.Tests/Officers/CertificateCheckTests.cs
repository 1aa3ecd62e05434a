using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Yinong.Modules.Officers;
using Yinong.Modules.Stations;
using Yinong.Tests.Stations;
using Yinong.Tests.Support;

namespace Yinong.Tests.Officers;

/// <summary>Anybody may ask whether a certificate is genuine and valid; nobody learns more than that.</summary>
public class CertificateCheckTests(App app) : IClassFixture<App>
{
    static readonly DateOnly Today = new(2018, 10, 31);

    [Fact]
    public async Task A_certificate_is_checked_by_its_number_however_it_is_typed()
    {
        var station = await app.StationAsync(StationState.Operating);
        await using var hand = Hand.WithAll(app);
        var officer = await hand.Get<OfficerRegister>().RegisterAsync(new("覃晓梅", "13900001111", TestDivisions.Village));
        var valid = await hand.Get<CertificateRegister>().IssueAsync(officer.Number, new(CertificateKinds.Duty, Today.AddDays(-30), new(2020, 6, 30), "历下区农业农村局", Paper: GivenOfficer.Paper));
        var expired = await hand.Get<CertificateRegister>().IssueAsync(officer.Number, new(CertificateKinds.Training, Today.AddDays(-30), Today.AddDays(-1), "历下区农业农村局", Paper: GivenOfficer.Paper));
        await hand.Get<OfficerRegister>().PostAsync(officer.Number, station.Number!, Today);
        foreach (var typed in new[] { valid.Number, valid.Number.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant() })
        {
            var answer = await app.Machine().GetFromJsonAsync<JsonElement>($"/api/v1/certificates/{typed}");
            Assert.Equal($$"""{"number":"{{valid.Number}}","holder":"覃*","kind":"duty","station":"{{station.Number}}","validFrom":"2018-10-01","validTo":"2020-06-30","status":"valid"}""", answer.GetRawText());
        }
        Assert.Equal("expired", (await app.Machine().GetFromJsonAsync<JsonElement>($"/api/v1/certificates/{expired.Number}")).GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("XXY-65-2018-000009-L", HttpStatusCode.NotFound, "not-found")]
    [InlineData("XXY-37-2018-000001-A", HttpStatusCode.BadRequest, "certificate.number")]
    [InlineData("XXZ-37-2018-000001-W", HttpStatusCode.BadRequest, "certificate.number")]
    [InlineData("'or 1=1", HttpStatusCode.BadRequest, "certificate.number")]
    public async Task What_cannot_be_a_number_is_told_apart_from_what_was_never_issued(string number, HttpStatusCode status, string code)
    {
        var answer = await app.Machine().GetAsync($"/api/v1/certificates/{Uri.EscapeDataString(number)}");
        Assert.Equal((status, code), (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()));
    }
}
