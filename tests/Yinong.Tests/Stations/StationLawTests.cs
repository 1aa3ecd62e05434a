using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Identity;
using Yinong.Modules.Stations;
using Yinong.Modules.Stations.HandOvers;
using Yinong.Platform.Problems;
using Yinong.Tests.Stations.SixHaves;
using Yinong.Tests.Support;

namespace Yinong.Tests.Stations;

/// <summary>The law of a station's life: what its table says happens and nothing else does, whoever asks.</summary>
public class StationLawTests(App app) : IClassFixture<App>
{
    static readonly DateOnly Today = new(2018, 10, 31);
    int _accounts = 100;

    [Fact]
    public async Task Every_pair_of_states_for_every_right_and_kind_of_post_is_allowed_exactly_as_the_table_says()
    {
        var rights = StationLaw.Steps.Select(s => s.Permission).Distinct().Append(Permission.StationsRead).ToList();
        var successor = await app.StationAsync(StationState.Operating);
        var wrong = new List<string>();
        foreach (var from in Enum.GetValues<StationState>())
            foreach (var organisation in new int?[] { null, 7 })
            {
                var station = await app.StationAsync(from, division: "370102011", type: "town-centre", organisation: organisation);
                if (from is StationState.Building) await app.InspectedAsync(station.Id);
                if (from is StationState.Accepted) await app.MannedAsync(station.Id);
                foreach (var to in Enum.GetValues<StationState>())
                    foreach (var right in rights)
                    {
                        var step = StationLaw.Find(from, to);
                        var expected = step is not null && step.Permission == right && !(step.AuthorityOnly && organisation is not null);
                        if (await TryAsync(station.Id, from, to, right, organisation, successor.Number!) != expected) wrong.Add($"{from} → {to} with {right}, organisation {organisation}: expected {expected}");
                    }
                await using var db = app.Db();
                Assert.Equal(from, (await db.Stations.SingleAsync(s => s.Id == station.Id)).State);
            }
        Findings.AssertNone(wrong);
    }

    [Fact]
    public void From_the_plan_every_state_can_be_reached_and_both_ends_are_ends()
    {
        var reached = new HashSet<StationState> { StationState.Planned };
        while (StationLaw.Steps.Any(s => s.From is { } from && reached.Contains(from) && reached.Add(s.To))) { }
        Assert.Equal(Enum.GetValues<StationState>().ToHashSet(), reached);
        Assert.Equal([StationState.Exited, StationState.Merged], Enum.GetValues<StationState>().Where(s => !StationLaw.After(s).Any()));
    }

    [Fact]
    public void A_step_leads_to_one_state_by_one_line() => Assert.Equal(StationLaw.Steps.Count, StationLaw.Steps.Select(s => (s.From, s.To)).Distinct().Count());

    [Fact]
    public void Where_a_reason_is_asked_one_fits() =>
        Findings.AssertNone(StationLaw.Steps.Where(s => s.NeedsReason && !StationLists.Reasons.Any(r => r.Fits(s.From!.Value, s.To))).Select(s => $"{s.From} → {s.To} has no reason"));

    [Fact]
    public void The_one_who_builds_does_not_accept_and_the_operator_never_approves()
    {
        Assert.DoesNotContain(StationLaw.Steps, s => s.Act is StationAct.Approve or StationAct.Accept or StationAct.Confirm or StationAct.File or StationAct.Visit && !s.AuthorityOnly);
        Assert.Contains(StationState.Building, StationLaw.Find(StationState.Building, StationState.Accepted)!.NotBy);
    }

    [Fact]
    public void The_printed_law_is_current() => Repository.AssertCurrent(Print(), "docs", "station-states.md");

    /// <summary>Tries one move by somebody new; after a success the station is put back into the state it started from.</summary>
    async Task<bool> TryAsync(int id, StationState from, StationState to, string right, int? organisation, string successor)
    {
        await using var hand = Hand.With(app, new HashSet<string> { right }, organisation: organisation, account: ++_accounts);
        var reason = StationLists.Reasons.FirstOrDefault(r => r.Fits(from, to));
        if (from.IsFiled() && StationLaw.Find(from, to) is { } step && HandOverGate.KindOf(step) is { } kind) await app.HandedOverAsync(id, kind, successor);
        try
        {
            await hand.Stations.MoveAsync(id, new(to, Today, 1) { ReasonCode = reason?.Code, Reason = "查明情况", DueOn = Today.AddDays(30) });
        }
        catch (Problem)
        {
            return false;
        }
        await using var db = app.Db();
        Assert.Equal(to, (await db.Stations.SingleAsync(s => s.Id == id)).State);
        await db.Stations.Where(s => s.Id == id).ExecuteUpdateAsync(s => s.SetProperty(x => x.State, from).SetProperty(x => x.Version, 1));
        return true;
    }

    static string Print()
    {
        var page = new StringBuilder("""
            # The states of a station

            Generated from `Modules/Stations/StationLaw.cs`; `YINONG_UPDATE_DOCS=1 ./yinong test` writes it anew. Every step is dated (not after today, not before
            the step before), stored for ever in `station_transitions`, and audited before and after.

            *Authority only*: refused for posts of an organisation (an operator's people), whatever rights they hold. *Not by*: nobody judges his own work; refused to
            who last brought the station into one of these states. *Reason*: a code of `data-sources/stations/reason-codes.json` that fits the step; some ask for
            words or for a day until which the order must be carried out. *Open* needs an officer on post that day whose certificate for duty holds (S-14). *Accept* needs a six-haves checklist filled in by one inspector and confirmed by another
            since the construction or the last failed acceptance, with every required item met; neither may be who applied or built. *Exit* of a station with a
            number, *Merge* and *Move* need a hand-over of that kind (`data-sources/stations/hand-over-lines.json`) whose required lines others have received.

            | from | step | to | right | authority only | not by who | reason | besides |
            | --- | --- | --- | --- | --- | --- | --- | --- |

            """.ReplaceLineEndings("\n"));
        foreach (var s in StationLaw.Steps)
            page.Append($"| {s.From?.Code() ?? "—"} | {Zh(s.Act)} `{s.Act}` | {s.To.Code()} | `{s.Permission}` | {(s.AuthorityOnly ? "yes" : "")} | {string.Join(", ", s.NotBy.Select(n => n.Code()))} | {(s.NeedsReason ? "yes" : "")} | {Effect(s)} |\n");
        page.Append("\n## In Chinese\n\n| state | | farmers are served |\n| --- | --- | --- |\n");
        foreach (var state in Enum.GetValues<StationState>()) page.Append($"| {state.Code()} | {Zh(state)} | {(state.Serves() ? "yes" : "")} |\n");
        return page.ToString();
    }

    static string Effect(StationStep step) => step.Effect switch
    {
        StationEffect.GiveNumber => "the permanent number is given",
        StationEffect.KeepAcceptance => "the day of acceptance is kept",
        StationEffect.KeepOpening => "the first day of operation is kept",
        StationEffect.KeepSuccessor => "the station that takes over is kept",
        StationEffect.ChangePlace => "it stands elsewhere; number and state stay",
        _ => "",
    };

    static string Zh<T>(T value) where T : struct, Enum => typeof(T).GetField(value.ToString())!.GetCustomAttribute<DisplayAttribute>()!.Name!;
}
