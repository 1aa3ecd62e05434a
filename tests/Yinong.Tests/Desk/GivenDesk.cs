using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Yinong.Modules.Divisions;
using Yinong.Modules.Officers;
using Yinong.Modules.Stations;
using Yinong.Modules.Supervision;
using Yinong.Tests.Stations;
using Yinong.Tests.Support;

namespace Yinong.Tests.Desk;

/// <summary>A station with an officer on post and a certificate.</summary>
public sealed record DeskOf(Station Station, Officer Officer)
{
    public string Number => Station.Number!;
}

/// <summary>What the tests of the desk need: stations that may serve, records, and the counts after the fold.</summary>
public static class GivenDesk
{
    static int _made;

    public static async Task<DeskOf> DeskAsync(this App app, string division = TestDivisions.Village, StationState state = StationState.Operating,
        DateOnly? certificateTo = null, DateOnly? postedTo = null, bool certificate = true, DateOnly? since = null)
    {
        var station = await app.StationAsync(state, division, since: since);
        await using var db = app.Db();
        var officer = new Officer { Number = OfficerNumber.Make(new DivisionCode(station.Division), 2017, Interlocked.Increment(ref _made)), Name = "覃晓梅", Division = station.Division, RegisteredAt = new(2018, 1, 1, 0, 0, 0, DateTimeKind.Utc), Version = 1 };
        db.Add(officer);
        await db.SaveChangesAsync();
        db.Add(new Posting { OfficerId = officer.Id, StationId = station.Id, Division = station.Division, FromDate = new(2018, 1, 1), ToDate = postedTo });
        if (certificate)
            db.Add(new Certificate { Number = $"C{officer.Number}", OfficerId = officer.Id, Division = station.Division, Kind = CertificateKinds.Duty, ValidFrom = new(2018, 1, 1), ValidTo = certificateTo ?? new(2020, 12, 31), Issuer = "历下区农业农村局" });
        await db.SaveChangesAsync();
        return new(station, officer);
    }

    /// <summary>A record that will be accepted.</summary>
    public static JsonObject Record(this DeskOf desk, string item = "P-0101", int persons = 1, string servedAt = "2018-10-30T10:12:00+08:00", long? fen = null) => new()
    {
        ["id"] = Guid.CreateVersion7().ToString(), ["station"] = desk.Number, ["officer"] = desk.Officer.Number, ["item"] = item, ["personTimes"] = persons, ["group"] = false,
        ["channel"] = "on-site", ["servedAt"] = servedAt, ["amountFen"] = fen, ["provider"] = null, ["orderNumber"] = null,
        ["confirmation"] = new JsonObject { ["method"] = "none", ["reference"] = null }, ["outcome"] = "done", ["note"] = "",
    };

    public static async Task<JsonElement[]> RecordAsync(this HttpClient client, params JsonNode?[] records)
    {
        var answer = await client.PostAsJsonAsync("/api/v1/service-records", new JsonArray([.. records.Select(r => r?.DeepClone())]));
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement[]>())!;
    }

    public static string Result(this JsonElement answer) => answer.GetProperty("result").GetString()!;

    public static string? Code(this JsonElement answer) => answer.GetProperty("problem") is { ValueKind: JsonValueKind.Object } problem ? problem.GetProperty("code").GetString() : null;

    /// <summary>Counts of a place after everything has been folded; the recount must agree.</summary>
    public static async Task<TallySum> CountedAsync(this App app, string division, int period = 20181000)
    {
        var recount = app.Services.GetRequiredService<TallyRecount>();
        var (_, _, differences) = await recount.CompareAsync();
        Assert.Empty(differences);
        await using var db = app.Db();
        var code = DivisionCode.Parse(division).Value;
        var sum = new TallySum();
        foreach (var cell in db.ServiceTallies.Where(t => t.Division == code && t.Period == period && t.Subject <= 4)) sum.Add(new(cell.Records, cell.PersonTimes, cell.GroupPersonTimes, cell.AmountFen));
        return sum;
    }
}
