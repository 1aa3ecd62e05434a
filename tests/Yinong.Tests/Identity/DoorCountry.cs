using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Modules.Officers;
using Yinong.Modules.Stations.HandOvers;
using Yinong.Modules.Stations.Import;
using Yinong.Modules.Stations.Rechecks;
using Yinong.Modules.Stations.Siting;
using Yinong.Modules.Training;
using Yinong.Tests.Stations;
using Yinong.Tests.Support;

namespace Yinong.Tests.Identity;

/// <summary>Everything of one village that a door may be aimed at.</summary>
/// <param name="Place">Digits of the village.</param>
/// <param name="Officer">Its officer, with the account and the desk.</param>
/// <param name="Keys">Keys of its rows by table.</param>
/// <param name="Parts">What else addresses and forms name: post, card, posting, station, officer.</param>
public sealed record DoorRows(string Place, TestOfficer Officer, IReadOnlyDictionary<string, string> Keys, IReadOnlyDictionary<string, string> Parts);

/// <summary>An installation with rows of every kind in several villages, and people and machines who knock.</summary>
public sealed class DoorCountry : App
{
    /// <summary>What people change. The rest moves by itself: sessions, seals, tallies, tokens.</summary>
    static readonly string[] Tables =
    [
        "accounts", "posts", "account_tokens", "account_passkeys", "clients", "organisations", "stations", "station_transitions", "station_reports", "recheck_draws", "recheck_items", "inspections", "inspection_answers", "evidence", "station_conditions", "station_place_changes", "equipment_cards", "equipment_events", "station_licences", "station_hours", "station_closures", "station_contacts", "contact_checks", "photo_pairs", "photo_judgements", "hand_overs", "hand_over_lines", "division_attributes", "checklist_editions", "officers", "postings", "certificates",
        "officer_rule_editions", "officer_applications", "officer_application_steps", "officer_objections", "officer_standing_steps", "officer_pauses", "officer_assessments", "officer_hand_overs",
        "station_imports", "station_import_rows", "questions", "exams", "exam_sittings", "exam_answers", "qualifications", "service_items", "service_item_versions", "courses", "lessons", "lesson_files", "hour_requirements", "hour_credits", "lesson_studies", "training_bodies", "training_classes", "class_units", "class_enrolments", "farmer_sessions",
        "session_signups", "session_feedback", "service_records", "service_record_corrections", "targets", "cohorts", "audit_entries",
    ];

    static int _made;

    readonly ConcurrentDictionary<(string Role, string Place), Lazy<Task<Knocker>>> _people = [];
    readonly ConcurrentDictionary<string, Lazy<Task<HttpClient>>> _machines = [];

    public IReadOnlyList<DoorRows> Rows { get; private set; } = [];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        // Hours that everybody has: the refresher may be confirmed, and no examination is refused for want of them.
        await this.RequireAsync("37", 0, 0, exam: false, months: 24);
        Rows = [await MakeAsync(TestDivisions.Village), await MakeAsync(TestDivisions.OtherCountyVillage), await MakeAsync(TestDivisions.OtherProvinceVillage), await MakeAsync(TestDivisions.DongguanVillage)];
    }

    /// <summary>Fresh rows of every kind in a village.</summary>
    public async Task<DoorRows> MakeAsync(string village)
    {
        var n = Interlocked.Increment(ref _made).ToString(CultureInfo.InvariantCulture);
        var officer = await this.OfficerAsync(village);
        var desk = officer.Desk;
        var held = await this.AccountAsync("officer", village);
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentReach>().Value = Reach.Nation;
        var place = DivisionCode.Parse(village);
        var client = await scope.ServiceProvider.GetRequiredService<ClientRegister>().CreateAsync(new($"door {n}", ["stations:read"], place));
        await using var db = Db();
        var import = await this.ImportAsync(place);
        var organisation = new Organisation { Name = $"单位{n}", Kind = OrganisationKind.Operator, Division = place.Value, CreatedAt = DateTime.UtcNow };
        db.Add(organisation);
        var report = new Modules.Stations.Reports.StationReport
        {
            Receipt = $"DOOR{n.PadLeft(6, 'X')}", StationId = desk.Station.Id, Division = place.Value, Kind = "not-open", Text = "去过两次都锁着门", Contact = "13800006128",
            At = new(2018, 10, 30, 1, 0, 0, DateTimeKind.Utc), DueOn = new(2018, 11, 14), Version = 1,
        };
        db.Add(report);
        var draw = new RecheckDraw { Division = place.At(DivisionLevel.Province).Value, DrawnAt = report.At, Actor = "test", Seed = $"door-{n}", AcceptedFrom = new(2018, 1, 1), AcceptedTo = new(2018, 10, 30), Population = 1, Size = 1 };
        db.Add(draw);
        await db.SaveChangesAsync();
        var item = new RecheckItem { DrawId = draw.Id, StationId = desk.Station.Id, Division = place.Value, Rank = 1, Version = 1 };
        db.Add(item);
        await db.SaveChangesAsync();
        var (handOver, line, misplaced, siting, searching) = await MakeMovesAsync(place, n);
        var record = desk.Record("P-0101");
        var answer = await (await MachineAsync("00")).PostAsJsonAsync("/api/v1/service-records", new[] { record });
        Assert.Contains("created", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var (question, exam, open, running, passed, waiting) = await MakeExamsAsync(village, desk.Officer, held.Id);
        var lives = await this.LivesAsync(village, desk.Officer);
        var served = await this.DeskAsync(village);
        // Whose service is over may be assessed before the year is.
        await db.Postings.Where(p => p.OfficerId == served.Officer.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.ToDate, new DateOnly(2018, 10, 30)));
        var learning = await this.MakeLearningAsync(village, desk, held.Id);
        var holding = await this.MakeHoldingAsync(desk);
        foreach (var (name, key) in holding.Parts) learning.Parts[name] = key;
        return new(village, officer,
            new Dictionary<string, string>(learning.Keys)
            {
                ["applications"] = Key(lives.Application.Id), ["publicized"] = Key(lives.Publicized.Id), ["leaving"] = lives.Leaving.Number, ["resigning"] = lives.Resigning.Number, ["served"] = served.Officer.Number, ["handovers"] = Key(lives.HandOver.Id),
                ["questions"] = Key(question), ["exams"] = Key(exam), ["open"] = Key(open), ["running"] = running.ToString(), ["waiting"] = waiting.ToString(),
                ["accounts"] = Key(held.Id), ["clients"] = Key((await db.ApiClients.SingleAsync(c => c.ClientId == client.ClientId)).Id), ["organisations"] = Key(organisation.Id), ["reports"] = Key(report.Id), ["rechecks"] = Key(draw.Id),
                ["hand-overs"] = Key(handOver), ["pairs"] = holding.Pair, ["misplaced"] = Key(misplaced), ["sitings"] = Key(siting), ["sitings-running"] = Key(searching),
                ["stations"] = desk.Station.Number!, ["officers"] = desk.Officer.Number, ["imports"] = Key(import), ["records"] = (string)record["id"]!,
            },
            new Dictionary<string, string>(learning.Parts)
            {
                ["post"] = Key((await db.AccountPosts.SingleAsync(p => p.AccountId == held.Id)).Id), ["card"] = desk.Certificate.Number,
                ["posting"] = Key((await db.Postings.SingleAsync(p => p.OfficerId == desk.Officer.Id)).Id), ["station"] = desk.Station.Number!, ["officer"] = desk.Officer.Number, ["passed"] = passed.ToString(), ["recheck-item"] = Key(item.Id), ["hand-over-line"] = Key(line),
                ["public"] = Key(lives.Publicized.Id), ["objection"] = Key(lives.Objection.Id), ["asked"] = Key(lives.Asked.Id), ["leave"] = Key(lives.Leave.Id), ["ending"] = Key(lives.Ending.Id), ["username"] = held.UserName,
            });
    }

    /// <summary>A hand-over with a line, a station whose village is gone, a plan that is done and one that runs for ever; and what is known of the village.</summary>
    async Task<(int HandOver, int Line, int Misplaced, int Siting, int Running)> MakeMovesAsync(DivisionCode place, string n)
    {
        var leaving = await this.DeskAsync(place.ToString());
        await using var db = Db();
        var at = new DateTime(2018, 10, 30, 1, 0, 0, DateTimeKind.Utc);
        var handOver = new HandOver { StationId = leaving.Station.Id, Division = place.Value, Kind = HandOverKind.Exit, State = HandOverState.Open, Reason = "自愿退出", DrawnOn = new(2018, 10, 30), DrawnAt = at, DrawnBy = "test", Version = 1 };
        var gone = place.Value / 10_000 * 10_000 + 3985;
        if (!await db.Divisions.AnyAsync(d => d.Code == gone)) db.Add(new Division { Code = gone, Name = "没了村", Kind = VillageKind.Villagers, ValidTo = new(2018, 10, 1) });
        SitingPlan Plan(SitingState state) => new() { Division = state is SitingState.Running ? place.Value : place.At(DivisionLevel.County).Value, RadiusMetres = 3000, Sites = 1, PoorWeight = 200, State = state, Facilities = "[]", InputsHash = n, Solver = "test", Objective = 1, Bound = 1, People = 1, CoveredAfter = 1, MadeAt = new(2100, 1, 1, 0, 0, 0, DateTimeKind.Utc), MadeBy = "test", Version = 1 };
        var (done, running) = (Plan(SitingState.Done), Plan(SitingState.Running));
        db.AddRange(handOver, done, running);
        db.Add(new DivisionAttribute { Division = place.Value, AsOf = new(2018, 1, 1), Population = 100, LatitudeMicro = 36_600_000, LongitudeMicro = 117_000_000, Source = "test", Actor = "test", At = at });
        await db.SaveChangesAsync();
        var line = new HandOverLine { HandOverId = handOver.Id, StationId = handOver.StationId, Division = place.Value, Type = "plaque", Content = "[]", Required = true, Receiver = HandOverReceiver.Authority, Version = 1 };
        db.AddRange(line, new SitingVillage { PlanId = done.Id, Division = place.Value, Role = SiteRole.Chosen, Rank = 1, Population = 100, LatitudeMicro = 1, LongitudeMicro = 1 });
        foreach (var type in HandOverTypes.All.Where(t => t.Kinds.Contains(HandOverKind.Exit) && t.Code != "plaque"))
            db.Add(new HandOverLine { HandOverId = handOver.Id, StationId = handOver.StationId, Division = place.Value, Type = type.Code, Content = "[]", Receiver = type.Receiver, Version = 1 });
        await db.SaveChangesAsync();
        var misplaced = await this.StationAsync(Modules.Stations.StationState.Planned, new DivisionCode(gone).ToString());
        return (handOver.Id, line.Id, misplaced.Id, done.Id, running.Id);
    }

    /// <summary>A draft of the village, an examination that may be begun, and one with a paper that runs, one that passed and one that waits for a marker.</summary>
    async Task<(int Question, int Exam, int Open, Guid Running, Guid Passed, Guid Waiting)> MakeExamsAsync(string village, Officer officer, int author)
    {
        var open = await this.ExamAsync([QuestionKind.Truth], village);
        var exam = await this.ExamAsync([QuestionKind.Single, QuestionKind.Short], village, attempts: 9);
        var passed = await this.SittingAsync(exam, officer, SittingState.Passed, 1);
        var waiting = await this.SittingAsync(exam, officer, SittingState.Marking, 2);
        var running = await this.SittingAsync(exam, officer, SittingState.Running, 3);
        await using var db = Db();
        var question = new Question { Division = DivisionCode.Parse(village).Value, Topic = QuestionFile.Shipped.Topics[0].Code, Kind = QuestionKind.Truth, Difficulty = 1, State = QuestionState.Draft, Text = "待审的题", Options = OptionJson.Write(GivenExam.Options(QuestionKind.Truth)), AuthorId = author, CreatedAt = DateTime.UnixEpoch, Version = 1 };
        db.Add(question);
        await db.SaveChangesAsync();
        return (question.Id, exam.Id, open.Id, running.Id, passed.Id, waiting.Id);
    }

    /// <summary>Somebody with the role at the place, signed in; the same one each time.</summary>
    public Task<Knocker> PersonAsync(string role, string place) =>
        _people.GetOrAdd((role, place), who => new(async () => await KnockerAsync(await this.AccountAsync(who.Role, who.Place)))).Value;

    /// <summary>The officer of these rows.</summary>
    public Task<Knocker> OfficerAsync(DoorRows rows) =>
        _people.GetOrAdd(("officer", rows.Parts["officer"]), _ => new(() => KnockerAsync(rows.Officer.Account))).Value;

    /// <summary>A machine that may do everything in its place.</summary>
    public Task<HttpClient> MachineAsync(string place) =>
        _machines.GetOrAdd(place, at => new(() => this.ClientAsync("service-records:write service-records:read stations:read", at))).Value;

    /// <summary>A fingerprint of every table that people change.</summary>
    public async Task<IReadOnlyDictionary<string, string>> LookAsync()
    {
        // What was recorded before has reached the counts and the register, so that it is not taken for a change of the next call.
        while ((await Services.GetRequiredService<Yinong.Modules.Supervision.ServiceCounts>().StateAsync()).Waiting) await Task.Delay(20);
        await using var db = Db();
        // An import that was set going is through.
        while (await db.StationImports.AnyAsync(i => i.State == ImportState.Checking || i.State == ImportState.Writing)) await Task.Delay(20);
        await db.Database.OpenConnectionAsync();
        var seen = new Dictionary<string, string>();
        foreach (var table in Tables)
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"select * from {table}";
            await using var reader = await command.ExecuteReaderAsync();
            var rows = new List<string>();
            while (await reader.ReadAsync())
                rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i) is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture))));
            rows.Sort(StringComparer.Ordinal);
            seen[table] = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', rows))));
        }
        return seen;
    }

    // Each from an address of his own, because sign-ins are counted by address.
    async Task<Knocker> KnockerAsync(TestAccount account)
    {
        var visitor = await this.SignInAsync(account, this.From());
        var page = await visitor.GetAsync("/account");
        return new(visitor.Http, page.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!);
    }

    static string Key(int id) => id.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Somebody who sends forms that no page offered.</summary>
/// <param name="Http">With the cookie of the sign-in.</param>
/// <param name="Token">Against forged requests.</param>
public sealed record Knocker(HttpClient Http, string? Token)
{
    static int _knocks = 1000;

    /// <summary>Sends a door's call aimed at the rows, with <paramref name="place"/> where a place is asked for; one field may be given another value.</summary>
    public async Task<HttpResponseMessage> KnockAsync(Door door, DoorRows rows, string place, (string Name, string Value)? instead = null)
    {
        var n = Interlocked.Increment(ref _knocks);
        var values = door.Fields.Select(f => KeyValuePair.Create(f.Name, f.Name == instead?.Name ? instead.Value.Value : Fill(f.Value))).ToList();
        using var request = new HttpRequestMessage(HttpMethod.Post, Fill(door.Address ?? door.Way.Split(' ')[^1]));
        // Doors that check a secret count how often an address knocks; what is tried here is something else.
        request.Headers.Add(IdentitySteps.ForwardedFor, IdentitySteps.NextAddress());
        if (door.Way.StartsWith("POST ", StringComparison.Ordinal) && door.Way != "POST /connect/token")
        {
            request.Content = new StringContent(values.Count == 0 ? "" : values[0].Value, Encoding.UTF8, "application/json");
            request.Headers.Accept.ParseAdd("application/json");
            if (Token is not null) request.Headers.Add("RequestVerificationToken", Token);
        }
        else request.Content = new FormUrlEncodedContent(Token is null ? values : values.Append(new("__RequestVerificationToken", Token)));
        return await Http.SendAsync(request);

        string Fill(string text)
        {
            if (door.Table is { } table) text = text.Replace("{key}", rows.Keys[table], StringComparison.Ordinal);
            foreach (var (part, value) in rows.Parts) text = text.Replace($"{{{part}}}", value, StringComparison.Ordinal);
            return text.Replace("{place}", place, StringComparison.Ordinal).Replace("{version}", "1", StringComparison.Ordinal).Replace("{guid}", Guid.CreateVersion7().ToString(), StringComparison.Ordinal)
                .Replace("{n}", n.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal).Replace("{identity}", GivenLife.Identity(n), StringComparison.Ordinal).Replace("{d}", (n % 9 + 1).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        }
    }
}
