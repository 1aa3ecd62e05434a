using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Identity;
using Yinong.Modules.Officers;
using Yinong.Modules.Officers.Applications;
using Yinong.Modules.Officers.Standings;
using Yinong.Platform.Problems;
using Yinong.Tests.Stations;
using Yinong.Tests.Support;

namespace Yinong.Tests.Officers;

/// <summary>The two laws of an officer's life: what their tables say happens and nothing else does, whoever asks.</summary>
public class StandingLawTests(App app) : IClassFixture<App>
{
    static readonly DateOnly Today = new(2018, 10, 31);
    int _accounts = 700;

    [Fact]
    public async Task Every_measure_from_every_standing_for_every_right_level_and_kind_of_post_is_allowed_exactly_as_the_table_says()
    {
        var rights = StandingLaw.Steps.Select(s => s.Permission).OfType<string>().Distinct().Append(Permission.OfficersRead).ToList();
        var desk = await app.DeskAsync();
        var wrong = new List<string>();
        foreach (var from in Enum.GetValues<OfficerStanding>())
            foreach (var act in Enum.GetValues<StandingAct>())
                foreach (var right in rights)
                    foreach (var (place, organisation) in new (string, int?)[] { ("370102", null), ("3701", null), ("37", null), ("370102", 7) })
                    {
                        var step = StandingLaw.Find(from, act);
                        var level = Yinong.Modules.Divisions.DivisionCode.Parse(place).Level;
                        var expected = step is not null && act is not StandingAct.Depart && step.Permission == right && !(step.AuthorityOnly && organisation is not null) && (step.Levels.Length == 0 || step.Levels.Contains(level));
                        if (await TryAsync(desk.Officer, from, act, right, place, organisation) != expected) wrong.Add($"{from} {act} with {right} at {place}, organisation {organisation}: expected {expected}");
                    }
        Findings.AssertNone(wrong);
    }

    [Fact]
    public async Task Every_step_of_an_application_from_every_state_is_allowed_exactly_as_the_table_says()
    {
        var rights = ApplicationLaw.Steps.Select(s => s.Permission).OfType<string>().Distinct().Append(Permission.OfficersRead).ToList();
        var application = await app.ApplicationAsync();
        var wrong = new List<string>();
        foreach (var from in Enum.GetValues<ApplicationState>())
            foreach (var act in Enum.GetValues<ApplicationAct>().Where(a => a is not (ApplicationAct.Apply or ApplicationAct.Appoint)))
                foreach (var right in rights)
                    foreach (var organisation in new int?[] { null, 7 })
                    {
                        await using (var db = app.Db())
                            await db.OfficerApplications.Where(a => a.Id == application.Id).ExecuteUpdateAsync(set => set.SetProperty(a => a.State, from).SetProperty(a => a.Version, 1).SetProperty(a => a.PublicTo, Today.AddDays(-1)));
                        var step = ApplicationLaw.Find(from, act);
                        // What nobody of this operator proposed does not exist for its people.
                        var expected = step is not null && step.Permission == right && organisation is null;
                        await using var hand = Hand.With(app, new HashSet<string> { right }, "370102", organisation, ++_accounts);
                        var done = await DidAsync(() => hand.Get<ApplicationRegister>().StepAsync(application.Id, act, new("untrue", "查明情况以后决定"), 1));
                        if (done != expected) wrong.Add($"{from} {act} with {right}, organisation {organisation}: expected {expected}");
                    }
        Findings.AssertNone(wrong);
    }

    [Fact]
    public void Both_laws_reach_every_state_and_end()
    {
        var standings = new HashSet<OfficerStanding> { OfficerStanding.Normal };
        while (StandingLaw.Steps.Any(s => standings.Contains(s.From!.Value) && standings.Add(s.To))) { }
        Assert.Equal(Enum.GetValues<OfficerStanding>().ToHashSet(), standings);
        Assert.Equal([OfficerStanding.FinallyDismissed], Enum.GetValues<OfficerStanding>().Where(s => !StandingLaw.After(s).Any()));
        var states = new HashSet<ApplicationState> { ApplicationState.Applied };
        while (ApplicationLaw.Steps.Any(s => s.From is { } from && states.Contains(from) && states.Add(s.To))) { }
        Assert.Equal(Enum.GetValues<ApplicationState>().ToHashSet(), states);
    }

    [Fact]
    public void Where_a_code_is_asked_one_fits_and_an_act_leads_to_one_state()
    {
        Findings.AssertNone(StandingLaw.Steps.Where(s => s.Reason is StepReason.Code && StandingLaw.ReasonsOf(s.Act).Count == 0).Select(s => $"{s.Act} has no reason"));
        Assert.Equal(StandingLaw.Steps.Count, StandingLaw.Steps.Select(s => (s.From, s.Act)).Distinct().Count());
        Assert.Equal(ApplicationLaw.Steps.Count, ApplicationLaw.Steps.Select(s => (s.From, s.Act)).Distinct().Count());
    }

    [Fact]
    public void The_printed_laws_are_current() => Repository.AssertCurrent(Print(), "docs", "officer-states.md");

    async Task<bool> TryAsync(Officer officer, OfficerStanding from, StandingAct act, string right, string place, int? organisation)
    {
        await using (var db = app.Db())
        {
            await db.OfficerStandingSteps.Where(s => s.OfficerId == officer.Id).ExecuteDeleteAsync();
            await db.OfficerPauses.Where(s => s.OfficerId == officer.Id).ExecuteDeleteAsync();
            await db.Officers.Where(o => o.Id == officer.Id).ExecuteUpdateAsync(set => set.SetProperty(o => o.Standing, from).SetProperty(o => o.StandingSince, Today).SetProperty(o => o.StandingDue, (DateOnly?)null));
            db.Add(new OfficerStandingStep { OfficerId = officer.Id, Division = officer.Division, FromState = OfficerStanding.Noticed, ToState = OfficerStanding.Dismissed, OnDate = Today, At = DateTime.UnixEpoch, Actor = "account:1" });
            await db.SaveChangesAsync();
        }
        await using var hand = Hand.With(app, new HashSet<string> { right }, place, organisation, ++_accounts);
        return await DidAsync(() => hand.Get<StandingRegister>().StepAsync(officer.Number, act, Today, new(act is StandingAct.Warn or StandingAct.Suspend or StandingAct.Notice or StandingAct.Dismiss ? "falsified-records" : null, "查明情况以后决定")));
    }

    static async Task<bool> DidAsync(Func<Task> act)
    {
        try
        {
            await act();
            return true;
        }
        catch (Problem)
        {
            return false;
        }
    }

    static string Print()
    {
        var page = new StringBuilder("""
            # The life of an officer

            Generated from `Modules/Officers/Applications/ApplicationLaw.cs` and `Modules/Officers/Standings/StandingLaw.cs`; `YINONG_UPDATE_DOCS=1 ./yinong test` writes it anew. Every step is kept with who, when and why
            (`officer_application_steps`, `officer_standing_steps`) and audited.

            *Authority only*: refused for posts of an organisation (an operator's people), whatever rights they hold. *Not by*: refused to who brought it into one of these states; besides, nobody decides on himself or on somebody
            who declared him a relative. *Reason*: words, or a code of `data-sources/officers/officer-steps.json` (applications) or `data-sources/stations/reason-codes.json` (officers). Days come from the rule of the province
            (`data-sources/officers/officer-rules.json` where it has none).

            ## From the application to the officer


            """.ReplaceLineEndings("\n"));
        Table(page, ApplicationLaw.Steps, a => Zh(a), s => s.Code());
        page.Append("\n## Measures, appeal and leaving\n\n");
        Table(page, StandingLaw.Steps, a => Zh(a), s => s.Code());
        page.Append("\n## In Chinese\n\n| state | |\n| --- | --- |\n");
        foreach (var state in Enum.GetValues<ApplicationState>()) page.Append($"| {state.Code()} | {Zh(state)} |\n");
        foreach (var state in Enum.GetValues<OfficerStanding>()) page.Append($"| {state.Code()} | {Zh(state)} |\n");
        return page.ToString();
    }

    static void Table<TState, TAct>(StringBuilder page, IReadOnlyList<OfficerStep<TState, TAct>> steps, Func<TAct, string> zh, Func<TState, string> code)
        where TState : struct, Enum
        where TAct : struct, Enum
    {
        page.Append("| from | step | to | right | authority only | levels | not by who | reason | besides |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n");
        foreach (var s in steps)
            page.Append($"| {(s.From is { } from ? code(from) : "—")} | {zh(s.Act)} `{s.Act}` | {code(s.To)} | {(s.Permission is null ? "the person himself" : $"`{s.Permission}`")} | {(s.AuthorityOnly ? "yes" : "")} | {string.Join(", ", s.Levels.Select(l => l.ToString().ToLowerInvariant()))} | {string.Join(", ", s.NotBy.Select(code))} | {(s.Reason is StepReason.None ? "" : s.Reason.ToString().ToLowerInvariant())} | {s.Effect} |\n");
    }

    static string Zh<T>(T value)
        where T : struct, Enum => typeof(T).GetField(value.ToString())!.GetCustomAttribute<DisplayAttribute>()!.Name!;
}
