using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Yinong.Modules.Divisions;
using Yinong.Modules.Officers;
using Yinong.Modules.Officers.Applications;
using Yinong.Modules.Officers.Personal;
using Yinong.Modules.Officers.Rules;
using Yinong.Modules.Officers.Standings;
using Yinong.Platform.Numbers;

namespace Yinong.Tests.Support;

/// <summary>Rows of officers' lives as the registers would have left them.</summary>
public sealed record TestLives(OfficerApplication Application, OfficerApplication Publicized, OfficerObjection Objection, OfficerPause Asked, OfficerPause Leave, Officer Leaving, Posting Ending, Officer Resigning, OfficerHandOver HandOver);

/// <summary>Applicants, officers on leave, officers who leave.</summary>
public static class GivenLife
{
    static int _made = 50_000;

    /// <summary>A right identity number; another one for each n.</summary>
    public static string Identity(int n)
    {
        var first = $"370102{1960 + n / 1000 % 40:0000}{1 + n / 28 % 12:00}{1 + n % 28:00}{n / 336 % 1000:000}";
        return first + IdentityNumber.CheckOf(first);
    }

    public static int Next() => Interlocked.Increment(ref _made);

    /// <summary>An application sent in by somebody else, in a state.</summary>
    public static async Task<OfficerApplication> ApplicationAsync(this App app, string village = TestDivisions.Village, ApplicationState state = ApplicationState.Applied, DateOnly? publicTo = null, string? conflicts = null)
    {
        var kept = await app.Services.GetRequiredService<PersonalVault>().SealAsync(Identity(Next()));
        var rule = NationalOfficerRule.Current;
        await using var db = app.Db();
        var application = new OfficerApplication
        {
            Receipt = ReceiptCode.New(), Division = DivisionCode.Parse(village).Value, Channel = ApplicationChannel.Self, Name = "秦小满", Phone = "13800006127", IdentityCipher = kept.Cipher, IdentityIndex = kept.Index, Schooling = "junior", LivesInVillage = true,
            Conflicts = conflicts, RuleEdition = rule.Edition, Rule = JsonSerializer.Serialize(rule.Values, JsonSerializerOptions.Web), State = state, Since = new(2018, 10, 20), DueOn = new(2018, 10, 30), PublicFrom = publicTo?.AddDays(-7), PublicTo = publicTo, At = new(2018, 10, 20, 1, 0, 0, DateTimeKind.Utc), Version = 1,
        };
        db.Add(application);
        await db.SaveChangesAsync();
        db.Add(new OfficerApplicationStep { ApplicationId = application.Id, Division = application.Division, ToState = ApplicationState.Applied, OnDate = application.Since, At = application.At, Actor = "anonymous" });
        await db.SaveChangesAsync();
        return application;
    }

    /// <summary>One of each that a door may be aimed at.</summary>
    public static async Task<TestLives> LivesAsync(this App app, string village, Officer officer)
    {
        var (application, publicized) = (await app.ApplicationAsync(village), await app.ApplicationAsync(village, ApplicationState.Publicized, new(2018, 11, 5)));
        var (leaving, resigning) = (await app.DeskAsync(village), await app.DeskAsync(village));
        var kept = await app.Services.GetRequiredService<PersonalVault>().SealAsync(Identity(Next()));
        await using var db = app.Db();
        var objection = new OfficerObjection { Receipt = ReceiptCode.New(), ApplicationId = publicized.Id, Division = publicized.Division, Text = "听说他不住在本村", At = publicized.At, DueOn = new(2018, 11, 8) };
        var (asked, leave) = (Leave(officer, PauseState.Asked, 11), Leave(officer, PauseState.Holds, 12));
        var ending = db.Postings.Single(p => p.OfficerId == leaving.Officer.Id);
        ending.ToDate = new(2018, 12, 1);
        var who = db.Officers.Single(o => o.Id == leaving.Officer.Id);
        (who.IdentityCipher, who.IdentityIndex) = (kept.Cipher, kept.Index);
        var going = db.Officers.Single(o => o.Id == resigning.Officer.Id);
        (going.Standing, going.StandingSince) = (OfficerStanding.Leaving, new(2018, 10, 20));
        var handOver = new OfficerHandOver { OfficerId = leaving.Officer.Id, StationId = leaving.Station.Id, Division = leaving.Station.Division, LastDay = new(2018, 10, 30), Items = "[]", At = publicized.At, Actor = "test", DueOn = new(2018, 11, 6) };
        db.AddRange(objection, asked, leave, handOver);
        await db.SaveChangesAsync();
        return new(application, publicized, objection, asked, leave, leaving.Officer, ending, resigning.Officer, handOver);
    }

    static OfficerPause Leave(Officer officer, PauseState state, int day) => new()
    {
        OfficerId = officer.Id, Division = officer.Division, Kind = PauseKind.Leave, State = state, FromDate = new(2018, 11, day), ToDate = new(2018, 11, day), Note = "家里有事", At = new(2018, 10, 30, 1, 0, 0, DateTimeKind.Utc), Actor = "test",
    };
}
