using System.Net;
using System.Text;
using Yinong.Tests.Identity;
using Yinong.Tests.Support;

namespace Yinong.Tests.Web;

/// <summary>
/// Every text field of every form and every string of every call, given what nobody should send: a clear answer, nothing half written, nothing drawn as
/// it was typed, and the process goes on. The doors are those of <see cref="Doors"/>, so a new form is tried from its first day.
/// </summary>
public class BadInputTests(DoorCountry app) : IClassFixture<DoorCountry>
{
    const string Script = "<script>alert('益')</script>";

    static readonly string[] Bad =
    [
        "", " ", "'); drop table stations; --", "\" or 1=1 --", Script, "=cmd|' /C calc'!A0", "控制\0字符", "控制\u0007字符", "\u001b[31m", "-1", "0", "-99999999999999999999", "999999999999999999999999",
        "1e400", "NaN", "1970-01-01", "2999-12-31", "9999-12-31", "0001-01-01", "2018-02-30", "00", "999999999999", "370102011201B01A", "١٢٣", "１２", "null", "[]", "{}", "../../etc/passwd", "%00%0a", "\ud83d\ude00", "a\u0301\u202e", new('长', 5000),
    ];

    public static TheoryData<Door> Filled => [.. Doors.All.Where(d => d.Fields.Length > 0 && d.Fields[0].Name != "json").Select(d => new TheoryDataRow<Door>(d))];

    public static TheoryData<string> Calls => [.. Doors.All.Where(d => d.Fields.Length > 0 && d.Fields[0].Name == "json").Select(d => d.Way)];

    [Theory, MemberData(nameof(Filled))]
    public async Task A_field_that_holds_anything_at_all_is_answered(Door door)
    {
        var rows = app.Rows[0];
        var person = await WhoAsync(door);
        foreach (var (field, _) in door.Fields)
            foreach (var bad in Part(door.Way + field))
            {
                using var answer = await person.KnockAsync(door, rows, rows.Place, (field, bad));
                var text = await answer.Content.ReadAsStringAsync();
                Assert.True((int)answer.StatusCode < 500, $"{door.Way} with {field} = {Shown(bad)}: {(int)answer.StatusCode}");
                Assert.False(text.Contains(Script, StringComparison.Ordinal), $"{door.Way} draws {field} as it was typed");
            }
    }

    /// <summary>The answer to control characters names the field, and nothing has changed.</summary>
    [Theory, MemberData(nameof(Filled))]
    public async Task Control_characters_change_nothing(Door door)
    {
        var rows = app.Rows[0];
        var person = await WhoAsync(door);
        foreach (var (field, value) in door.Fields.Where(f => !f.Name.Contains("Password", StringComparison.Ordinal) && !f.Name.Contains("Again", StringComparison.Ordinal)))
        {
            var before = await app.LookAsync();
            using var answer = await person.KnockAsync(door, rows, rows.Place, (field, "控制\0" + value));
            Assert.InRange((int)answer.StatusCode, 200, 499);
            Assert.True(answer.StatusCode != HttpStatusCode.Redirect, $"{door.Way} took {field}");
            Assert.DoesNotContain('\0', await answer.Content.ReadAsStringAsync());
            if (door.Aim is not Aim.Open) Assert.Equal(before, await app.LookAsync());
        }
    }

    [Theory, MemberData(nameof(Calls))]
    public async Task A_call_that_holds_anything_at_all_is_answered_with_a_problem(string way)
    {
        var door = Doors.All.Single(d => d.Way == way);
        var rows = app.Rows[0];
        var person = await WhoAsync(door);
        string[] bodies =
        [
            "", " ", "null", "true", "7", "\"text\"", "{", "[", "[[[[[[[[[[[[[[[[", "{}", "[]", "[{}]", "[null]", "[{\"id\":7}]", "{\"id\":7}", "{\"reason\":7}", "{\"reason\":\"\\u0000\"}", "{\"reason\":\"x\",\"replacement\":7}",
            "{\"reason\":\"x\",\"replacement\":{\"id\":\"\\ud800\"}}", "[{\"id\":\"\\ud800\",\"\\ud800\":1}]", "[{\"station\":\"\\u0000\",\"officer\":{},\"item\":[],\"personTimes\":-1,\"amountFen\":1e99,\"servedAt\":\"1970-01-01\",\"unknown\":1}]",
            "{\"id\":\"00000000-0000-0000-0000-000000000000\",\"takenBackAt\":\"9999-12-31T23:59:59Z\"}", "{\"id\":\"00000000-0000-0000-0000-000000000000\",\"takenBackAt\":\"0001-01-01T00:00:00+14:00\"}", "\u0000", "\ufeff[]", new('[', 5000),
        ];
        var before = await app.LookAsync();
        foreach (var body in bodies)
        {
            using var answer = await person.KnockAsync(door, rows, rows.Place, ("json", body));
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True((int)answer.StatusCode < 500, $"{way} with {Shown(body)}: {(int)answer.StatusCode} {text}");
            if ((int)answer.StatusCode >= 400) Assert.Contains("\"code\"", text, StringComparison.Ordinal);
        }
        var after = await app.LookAsync();
        Assert.Equal(before.Where(t => t.Key != "audit_entries"), after.Where(t => t.Key != "audit_entries"));
    }

    /// <summary>Addresses are typed and changed by people and programs alike.</summary>
    [Fact]
    public async Task An_address_that_holds_anything_at_all_is_answered()
    {
        string[] names = ["division", "in", "q", "search", "state", "view", "after", "limit", "from", "to", "by", "at", "kind", "station", "item", "action", "actor", "subject", "size", "lang", "id", "token", "month", "sort", "type"];
        string[] pages = ["/", "/find", "/progress", "/sign-in", "/setup", "/docs", "/s/370102011201B019", "/c/C3701", "/api/v1/divisions", "/api/v1/divisions/37/children", "/api/v1/service-items", "/api/v1/programmes/2018/progress", "/api/v1/programmes/1/progress", "/api/v1/certificates/C1"];
        string[] closed = ["/stations", "/officers", "/records", "/accounts", "/organisations", "/programme", "/programme/rosters", "/programme/blind-spots", "/cockpit", "/services", "/divisions", "/api/v1/stations", "/api/v1/service-records", "/api/v1/statistics/services?x=1", "/records.csv"];
        var (nobody, manager) = (app.From().Http, (await app.PersonAsync("ministry-manager", "00")).Http);
        var faults = new List<string>();
        foreach (var (who, addresses) in new[] { (nobody, pages), (manager, closed) })
            foreach (var page in addresses)
                foreach (var bad in Part(page).Where(b => b.Length is > 0 and < 1000))
                {
                    // All at once would stop at the first that is wrong, so each stands alone, a few for each value.
                    foreach (var one in names.Select(n => $"{n}={Uri.EscapeDataString(bad)}").Where((_, i) => i % 4 == (bad.Length + page.Length) % 4))
                    {
                        using var answer = await who.GetAsync($"{page}{(page.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{one}");
                        if ((int)answer.StatusCode >= 500) faults.Add($"{page}?{one}: {(int)answer.StatusCode}");
                        else if (answer.Content.Headers.ContentType?.MediaType == "text/html" && (await answer.Content.ReadAsStringAsync()).Contains(Script, StringComparison.Ordinal)) faults.Add($"{page}?{one} is drawn as it was typed");
                    }
                }
        Findings.AssertNone(faults);
    }

    [Theory]
    [InlineData("/api/v1/divisions?search=%00")]
    [InlineData("/api/v1/divisions?search=a%07b")]
    [InlineData("/find?q=%1b")]
    public async Task Control_characters_in_an_address_are_refused(string address)
    {
        using var answer = await app.From().Http.GetAsync(address);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    /// <summary>Lists of divisions and of villages, the documents of an applicant, pictures and films of questions and lessons.</summary>
    static readonly string[] TakesFiles =
    [
        "/divisions/review", "/siting/villages", "/apply", "/officers/applications/new", "/stations/{key}/hosting", "/training/questions/new", "/training/questions/{id:int}/edit", "/training/questions/import",
        "/training/courses/{id:int}/lessons/{lesson:int?}",
    ];

    [Fact]
    public async Task Ten_megabytes_are_too_large_for_every_door()
    {
        var large = new string('x', 10 * 1024 * 1024);
        foreach (var door in Doors.All.Where(d => d.Fields.Length > 0 && d.Way is not "/sign-in" and not "/sign-in/totp"))
        {
            using var answer = await (await WhoAsync(door)).KnockAsync(door, app.Rows[0], app.Rows[0].Place, (door.Fields[0].Name, large));
            // Where a file of many megabytes may come the door takes the body; but no field of it is that long.
            var expected = TakesFiles.Contains(door.Way.Split('?', 2)[0].TrimEnd('/')) || TakesFiles.Contains(door.Way.Split("?handler", 2)[0]) ? HttpStatusCode.BadRequest : HttpStatusCode.RequestEntityTooLarge;
            Assert.True(answer.StatusCode == expected, $"{door.Way}: {(int)answer.StatusCode}");
        }
    }

    [Fact]
    public async Task More_fields_than_a_form_has_are_refused()
    {
        var person = await app.PersonAsync("county-manager", TestDivisions.County);
        using var form = new FormUrlEncodedContent(Enumerable.Range(0, 5000).Select(i => KeyValuePair.Create($"f{i}", "x")).Append(new("__RequestVerificationToken", person.Token!)));
        using var answer = await person.Http.PostAsync("/officers/new", form);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("/accounts/99999999999999999999")]
    [InlineData("/stations/%E2%98%83")]
    [InlineData("/stations/-1")]
    [InlineData("/officers/x%27y")]
    [InlineData("/records/not-a-number")]
    [InlineData("/catalogue/%3Cscript%3E")]
    public async Task A_key_that_is_none_is_not_found_or_said_to_be_wrong(string address)
    {
        using var answer = await (await app.PersonAsync("ministry-manager", "00")).Http.GetAsync(address);
        Assert.InRange((int)answer.StatusCode, 400, 404);
    }

    // A third of the bad values for each field, another third for the next: all of them meet every kind of field, in a third of the time.
    static IEnumerable<string> Part(string name)
    {
        var start = name.Sum(sign => sign) % 3;
        return Bad.Where((_, i) => i % 3 == start);
    }

    async Task<Knocker> WhoAsync(Door door) => door.Role switch
    {
        null => door.Way.StartsWith("POST /api", StringComparison.Ordinal) ? new(await app.MachineAsync("00"), null) : await StrangerAsync(),
        "officer" => await app.OfficerAsync(app.Rows[0]),
        "county-manager" => await app.PersonAsync("county-manager", TestDivisions.County),
        "province-manager" => await app.PersonAsync("province-manager", "37"),
        _ => await app.PersonAsync(door.Role, "00"),
    };

    // Somebody new for each door: failed sign-ins are counted by address.
    async Task<Knocker> StrangerAsync()
    {
        var visitor = app.From();
        var page = await visitor.GetAsync("/sign-in");
        return new(visitor.Http, page.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!);
    }

    static string Shown(string text) => text.Length > 60 ? $"{text[..20]}… ({text.Length})" : new StringBuilder(text).Replace("\0", "\\0").ToString();
}
