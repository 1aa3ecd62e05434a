using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yinong.Modules.Desk;
using Yinong.Modules.Divisions;
using Yinong.Modules.Divisions.Import;
using Yinong.Modules.Identity;
using Yinong.Modules.Marks;
using Yinong.Modules.Officers;
using Yinong.Modules.Stations;
using Yinong.Modules.Stations.Plaques;
using Yinong.Modules.Stations.Rechecks;
using Yinong.Modules.Stations.Reports;
using Yinong.Modules.Training;
using Yinong.Modules.Training.Classes;
using Yinong.Modules.Training.Courses;
using Yinong.Modules.Training.Farmers;
using Yinong.Platform.Audit;
using Yinong.Tests.Support;

namespace Yinong.Browser.Support;

/// <summary>What the walk finds behind the numbers in its addresses: stations in the states that look different, certificates that hold and that do not, services, a later list of divisions.</summary>
static class WalkedLives
{
    const string SetUpToken = "walked-set-up-link";

    /// <summary>Makes all of it; answers what stands for each name in braces.</summary>
    public static async Task<Dictionary<string, string>> MakeAsync(this WalkedCountry app)
    {
        var desk = app.Desk;
        var names = new Dictionary<string, string> { ["station"] = desk.Station.Number!, ["officer"] = desk.Officer.Number, ["certificate"] = desk.Certificate.Number, ["setup"] = SetUpToken };
        await app.AddStationsAsync(names);
        await app.AddInspectionsAsync(names);
        await app.AddMovesAsync(names);
        await app.AddCertificatesAsync(names);
        await app.MarkAsync(names);
        await app.ServeAsync(names);
        await app.UploadListsAsync(names);
        await app.ImportsAsync(names);
        await app.ExamineAsync(names);
        await app.OfficersAsync(names);
        await app.TeachAsync(names);
        await using var db = app.Db();
        names["posting"] = (await db.Postings.SingleAsync(p => p.OfficerId == desk.Officer.Id)).Id.ToString();
        names["account"] = (await db.Accounts.SingleAsync(a => a.UserName == "province-37")).Id.ToString();
        var offer = JsonSerializer.Serialize(new { Hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(SetUpToken))), Ends = app.SecurityClock.GetUtcNow().AddYears(1) });
        await db.Database.ExecuteSqlAsync($"insert into settings (name, value) values ('set-up-link', {offer})");
        return names;
    }

    static async Task AddStationsAsync(this WalkedCountry app, Dictionary<string, string> names)
    {
        var place = DivisionCode.Parse(TestDivisions.Village);
        foreach (var (name, state, reason, due) in new[]
        {
            ("rectifying", StationState.Rectifying, "signage-irregular", new DateOnly(2018, 11, 10)),
            ("overdue", StationState.Rectifying, "not-open", new DateOnly(2018, 10, 20)),
            ("suspended", StationState.Suspended, "renovation", default(DateOnly)),
            ("exited", StationState.Exited, "voluntary", default),
            ("merged", StationState.Merged, "village-abolished", default),
        })
        {
            var made = await app.DeskAsync();
            names[name] = made.Station.Number!;
            await using var db = app.Db();
            var station = await db.Stations.SingleAsync(s => s.Id == made.Station.Id);
            db.Add(Step(station, station.State, state, new(2018, 10, 15), reason, due == default ? null : due));
            (station.State, station.Since, station.Version) = (state, new(2018, 10, 15), 2);
            station.DueOn = StationDeadlines.DueOn(state, station.Since, due == default ? null : due);
            (station.Address, station.Phone, station.OpeningHours, station.PoorVillage) = ("村委会一楼", "0531-88120000", "周一至周六 8:00—18:00", true);
            if (state is StationState.Merged) station.MergedInto = app.Desk.Station.Id;
            await db.SaveChangesAsync();
        }
        await using var plans = app.Db();
        var planned = new Station { Name = "浆水泉村益农信息社", Division = place.Value, Type = "simple", HostClass = "shop", State = StationState.Planned, Since = new(2018, 10, 8), Version = 1 };
        plans.Add(planned);
        await plans.SaveChangesAsync();
        plans.Add(Step(planned, null, StationState.Planned, planned.Since));
        await plans.SaveChangesAsync();
        names["planned"] = planned.Id.ToString();
        var (waiting, answered) = (Report(app.Desk.Station, "WALKED2222"), Report(app.Desk.Station, "WALKED3333"));
        (answered.Outcome, answered.Finding, answered.HandledOn, answered.HandledBy, answered.Version) = (ReportOutcome.Confirmed, "10月30日去看过，当天确实没开门。已经预警，请信息员把关门的日子提前贴出来。", new(2018, 10, 30), "test", 2);
        plans.AddRange(waiting, answered);
        await plans.SaveChangesAsync();
        var draw = new RecheckDraw { Division = place.At(DivisionLevel.Province).Value, DrawnAt = new(2018, 10, 30, 2, 0, 0, DateTimeKind.Utc), Actor = "test", Seed = "2018-10-30-0716", AcceptedFrom = new(2018, 1, 1), AcceptedTo = new(2018, 10, 30), Population = 6, Size = 2 };
        plans.Add(draw);
        await plans.SaveChangesAsync();
        var drawn = await plans.Stations.Where(s => s.Number == names["rectifying"] || s.Id == app.Desk.Station.Id).OrderBy(s => s.Id).ToListAsync();
        plans.AddRange(drawn.Select((s, i) => new RecheckItem { DrawId = draw.Id, StationId = s.Id, Division = s.Division, Rank = i + 1, Version = 1, Result = i == 0 ? RecheckResult.Passed : null, CheckedOn = i == 0 ? new(2018, 10, 31) : null }));
        await plans.SaveChangesAsync();
        names["recheck"] = draw.Id.ToString();
        (names["report"], names["report-answered"]) = (waiting.Id.ToString(), answered.Id.ToString());
    }

    static StationReport Report(Station station, string receipt) => new()
    {
        Receipt = receipt, StationId = station.Id, Division = station.Division, Kind = "not-open", Text = "10月29日上午去过，门锁着，等了半个小时没有人来。", Contact = "13800006127",
        At = new(2018, 10, 29, 3, 0, 0, DateTimeKind.Utc), DueOn = new(2018, 11, 13), Version = 1,
    };

    static StationTransition Step(Station station, StationState? from, StationState to, DateOnly on, string? reason = null, DateOnly? due = null) => new()
    {
        StationId = station.Id, Division = station.Division, FromState = from, ToState = to, OnDate = on, At = new(on, default, DateTimeKind.Utc), Actor = "test", ReasonCode = reason, DueOn = due,
    };

    static async Task AddCertificatesAsync(this WalkedCountry app, Dictionary<string, string> names)
    {
        var (expired, revoked, resting) = (await app.DeskAsync(), await app.DeskAsync(), await app.DeskAsync());
        await using var db = app.Db();
        foreach (var certificate in await db.Certificates.Where(c => c.Id == expired.Certificate.Id || c.Id == revoked.Certificate.Id).ToListAsync())
        {
            if (certificate.Id == expired.Certificate.Id) certificate.ValidTo = new(2018, 10, 30);
            else (certificate.RevokedOn, certificate.RevocationReason) = (new(2018, 10, 1), "转借他人使用");
        }
        db.Add(new CertificateSuspension
        {
            CertificateId = resting.Certificate.Id, Division = resting.Certificate.Division, FromDate = new(2018, 10, 20), UntilDate = new(2018, 11, 19), ReasonCode = "complaint-upheld", Reason = "多收了手续费",
            ImposedAt = new(2018, 10, 20, 1, 0, 0, DateTimeKind.Utc), ImposedBy = "test",
        });
        (names["resting"], names["resting-officer"]) = (resting.Certificate.Number, resting.Officer.Number);
        await db.SaveChangesAsync();
        (names["expired"], names["revoked"], names["uncertified"], names["uncertified-station"]) = (expired.Certificate.Number, revoked.Certificate.Number, expired.Officer.Number, expired.Station.Number!);
    }

    /// <summary>The mark of a plaque, issued twice, and that of a certificate.</summary>
    static async Task MarkAsync(this WalkedCountry app, Dictionary<string, string> names)
    {
        names["old-mark"] = await app.PlaqueAsync(names["station"], new(1, null, null));
        names["mark"] = await app.PlaqueAsync(names["station"], new(2, "damaged", "被台风刮落"));
        await using var scope = app.Services.CreateAsyncScope();
        Issuer(scope.ServiceProvider);
        await scope.ServiceProvider.GetRequiredService<CertificatePapers>().IssueAsync(names["officer"], names["certificate"], new(1, null, null));
    }

    /// <summary>Issues the mark of a plaque; answers its text.</summary>
    public static async Task<string> PlaqueAsync(this App app, string station, NewMark mark)
    {
        await using var scope = app.Services.CreateAsyncScope();
        Issuer(scope.ServiceProvider);
        return (await scope.ServiceProvider.GetRequiredService<PlaqueDesk>().IssueAsync(station, mark)).Text;
    }

    static void Issuer(IServiceProvider services)
    {
        services.GetRequiredService<Viewer>().Become(1, "签发人", new Post("issuer", DivisionCode.Nation, null), new HashSet<string> { Permission.PlaquesIssue, Permission.CertificatesIssue });
        services.GetRequiredService<AuditActor>().Actor = "account:1";
    }

    /// <summary>Services of some days, of all four kinds; one of them was taken back.</summary>
    static async Task ServeAsync(this WalkedCountry app, Dictionary<string, string> names)
    {
        string[] items = ["P-0101", "P-0102", "C-0101", "C-0301", "E-0101", "T-0101"];
        var records = Enumerable.Range(0, 36).Select(i => app.Desk.Record(items[i % items.Length], $"2018-{(i % 2 == 0 ? 10 : 9):00}-{5 + i / 2:00}T10:12:00+08:00")).ToList();
        records.Add(app.Desk.Record("P-0101", "2018-10-31T08:05:00+08:00"));
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentReach>().Value = Reach.Nation;
        var lines = scope.ServiceProvider.GetRequiredService<RecordReader>().Read(JsonSerializer.SerializeToUtf8Bytes(records));
        var answers = await scope.ServiceProvider.GetRequiredService<ServiceDesk>().RecordAsync(lines);
        Assert.All(answers, answer => Assert.Equal("created", answer.Result));
        (names["record"], names["withdrawn"]) = (answers[^1].Id!, answers[0].Id!);
        await scope.ServiceProvider.GetRequiredService<RecordCorrections>().WithdrawAsync(Guid.Parse(names["withdrawn"]), "记错了人");
    }

    /// <summary>An examination that may be begun, and one with a paper that runs, one that passed and one that waits for a marker; a draft that waits for approval.</summary>
    static async Task ExamineAsync(this WalkedCountry app, Dictionary<string, string> names)
    {
        var officer = app.Desk.Officer;
        var open = await app.ExamAsync([QuestionKind.Truth]);
        var exam = await app.ExamAsync([QuestionKind.Single, QuestionKind.Multiple, QuestionKind.Truth, QuestionKind.Matching, QuestionKind.Short], attempts: 9, minutes: 480);
        (names["open-exam"], names["exam"]) = (open.Key(), exam.Key());
        names["passed-paper"] = (await app.SittingAsync(exam, officer, SittingState.Passed, 1)).Id.ToString();
        names["waiting-paper"] = (await app.SittingAsync(exam, officer, SittingState.Marking, 2)).Id.ToString();
        var running = await app.SittingAsync(exam, officer, SittingState.Running, 3);
        names["running-paper"] = running.Id.ToString();
        await using var db = app.Db();
        db.Add(new ExamAnswer { SittingId = running.Id, QuestionId = running.Questions[0], Answer = "1", SavedAt = running.StartedAt });
        db.Add(new ExamAnswer { SittingId = running.Id, QuestionId = running.Questions[2], Answer = "", Flagged = true, SavedAt = running.StartedAt });
        var question = new Question { Division = DivisionCode.Parse(TestDivisions.County).Value, Topic = QuestionFile.Shipped.Topics[0].Code, Kind = QuestionKind.Truth, Difficulty = 1, State = QuestionState.Draft, Text = "村民问保险，信息员只说政策和承保单位电话。", Options = OptionJson.Write(GivenExam.Options(QuestionKind.Truth)), CreatedAt = DateTime.UnixEpoch, Version = 1 };
        db.Add(question);
        await db.SaveChangesAsync();
        names["question"] = question.Id.ToString();
    }

    /// <summary>Applicants, one of them publicized with an objection; officers on leave and leaving.</summary>
    static async Task OfficersAsync(this WalkedCountry app, Dictionary<string, string> names)
    {
        var lives = await app.LivesAsync(TestDivisions.Village, app.Desk.Officer);
        await using var db = app.Db();
        await db.OfficerApplications.Where(a => a.Id == lives.Application.Id).ExecuteUpdateAsync(set => set.SetProperty(a => a.Receipt, "WALKED4444"));
        await db.OfficerObjections.Where(o => o.Id == lives.Objection.Id).ExecuteUpdateAsync(set => set.SetProperty(o => o.Receipt, "WALKED5555"));
        (names["application"], names["publicized"], names["leaving"], names["resigning"]) = (lives.Application.Id.ToString(), lives.Publicized.Id.ToString(), lives.Leaving.Number, lives.Resigning.Number);
        (names["ending"], names["hand-over"]) = (lives.Ending.Id.ToString(), lives.HandOver.Id.ToString());
    }

    /// <summary>A course and a draft of one, a class with the officer in it, a session for farmers with somebody who signed up.</summary>
    static async Task TeachAsync(this WalkedCountry app, Dictionary<string, string> names)
    {
        var (course, draft) = (await app.CourseAsync(), await app.CourseAsync(TestDivisions.County, CourseState.Draft));
        var (one, _) = await app.ClassAsync();
        (names["course"], names["course-draft"], names["lesson"], names["class"]) = (course.Course.Id.ToString(), draft.Course.Id.ToString(), draft.Lesson.Id.ToString(), one.Id.ToString());
        var (officer, station) = (app.Desk.Officer, app.Desk.Station);
        await using var db = app.Db();
        db.Add(new ClassEnrolment { ClassId = one.Id, OfficerId = officer.Id, Division = officer.Division, At = one.CreatedAt, Actor = "test" });
        var session = new FarmerSession
        {
            Number = "WALKED22", StationId = station.Id, OfficerId = officer.Id, Division = station.Division, Topic = "fraud", OnDate = app.Clock.Today, FromMinute = 480, Place = "站里", Planned = 20, State = SessionState.Planned, RecordId = Guid.CreateVersion7(),
            CreatedAt = one.CreatedAt, Version = 1,
        };
        db.Add(session);
        await db.SaveChangesAsync();
        db.Add(new SessionSignup { SessionId = session.Id, Division = session.Division, Name = "老李", Phone = "13812345678", DeleteOn = app.Clock.Today.AddDays(30), At = one.CreatedAt });
        await db.SaveChangesAsync();
        names["session"] = session.Number;
    }

    /// <summary>A later list with a change of each sort, and one with faults.</summary>
    static async Task UploadListsAsync(this WalkedCountry app, Dictionary<string, string> names)
    {
        var shelf = app.Services.GetRequiredService<ReviewShelf>();
        var later = TestDivisions.All.Where(d => d.Code.ToString() != "370102012202").Select(d => $"{d.Code},{(d.Code.ToString() == "370102011202" ? "浆水泉社区居委会" : d.Name)}").Append("370102011203,新浆水泉村委会").ToList();
        names["review"] = await AddAsync(later);
        names["faulty"] = await AddAsync([.. later, "3701020112,少两位", "370102011203,重复的村"]);

        async Task<string> AddAsync(IEnumerable<string> lines) =>
            await shelf.AddAsync(new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines))), "divisions-2019.csv", CancellationToken.None);
    }
}
