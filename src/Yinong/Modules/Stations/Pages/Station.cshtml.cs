using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Modules.Stations.HandOvers;
using Yinong.Modules.Stations.Places;
using Yinong.Modules.Stations.SixHaves;
using Yinong.Platform.Access;
using Yinong.Platform.Time;
using Yinong.Web;
using Yinong.Web.Kit;

namespace Yinong.Modules.Stations.Pages;

/// <summary>A sign of life: what it says, its figure, and whether it is well.</summary>
public sealed record StationSignal(Tone Tone, string Text, string Note, string Value);

/// <summary>站点档案: where it stands in its life, what it does, what speaks for and against its being alive, and everything that was done to it.</summary>
[Require(Permission.StationsRead)]
public sealed class StationModel(AppDb db, StationFacts facts, StationRegister register, StationPlaces places, HandOverDesk handOvers, Inspectors inspectors, Viewer viewer, ProgrammeClock clock, Texts t) : StationPage(db)
{
    const int Months = 6;
    const int EvidenceDays = 30;

    readonly AppDb _db = db;
    IReadOnlyDictionary<string, string> _names = new Dictionary<string, string>();

    public DateOnly Today => clock.Today;

    public DateOnly StripFrom { get; private set; }

    public IReadOnlyDictionary<DateOnly, int> Days { get; private set; } = new Dictionary<DateOnly, int>();

    public IReadOnlyList<MixPart> Mix { get; private set; } = [];

    public long Month => Mix.Sum(p => p.Amount);

    public int LastMonth { get; private set; }

    public IReadOnlyList<StationOfficer> Officers { get; private set; } = [];

    public IReadOnlyList<StationTransition> History { get; private set; } = [];

    public IReadOnlyList<StationStep> Next { get; private set; } = [];

    public StationEvidence Evidence { get; private set; } = StationEvidence.None;

    /// <summary>The newest inspection that two inspectors stand for; null: there is none.</summary>
    public InspectionView? SixHaves { get; private set; }

    /// <summary>Criteria of the acceptance that it has lost since.</summary>
    public IReadOnlyList<LostCriterion> Lost { get; private set; } = [];

    public bool MayCheckConditions => inspectors.MayInspect && !Station.State.IsEnd();

    public string? Operator { get; private set; }

    public Station? Successor { get; private set; }

    /// <summary>Where it stood, oldest first; one entry: it never moved.</summary>
    public IReadOnlyList<StationPlace> Places { get; private set; } = [];

    /// <summary>Whether the services of a former place are the viewer's to see.</summary>
    public bool Reaches(DivisionCode place) => viewer.Reach.Contains(place) && viewer.Has(Permission.ServiceRecordsRead);

    /// <summary>Hand-overs, newest first.</summary>
    public IReadOnlyList<HandOver> HandOvers { get; private set; } = [];

    /// <summary>Where the button of a step leads: steps that end or move a station begin with the hand-over.</summary>
    public string AddressOf(StationStep step) => Station.State.IsFiled() && HandOverGate.KindOf(step) is { } kind
        ? $"/stations/{Key}/hand-over?kind={kind}" : $"/stations/{Key}/move/{step.To.Code()}";

    public bool MayEdit => !Station.State.IsEnd() && register.MayEdit(Station);

    /// <summary>The step that leads on, if there is one: the page's one main button.</summary>
    public StationStep? Forward => Next.FirstOrDefault(s => s.Act is not StationAct.Move && !s.NeedsReason || s.Act is StationAct.Restore);

    /// <summary>Steps with a button of their own; the others wait under 更多, so that one screen has one main thing to do.</summary>
    public IReadOnlyList<StationStep> AtHand => Forward is { } forward ? [forward] : [.. Next.Where(s => !s.To.IsEnd() && s.Act is not (StationAct.Warn or StationAct.Suspend or StationAct.Move))];

    /// <summary>Whether it has served farmers at any time, so that there is something to read from.</summary>
    public bool HasServed => Station.OperatingSince is not null;

    /// <summary>The order that is in force, with its day; null: none.</summary>
    public StationTransition? Order => Station.State is StationState.Rectifying or StationState.Building && History.FirstOrDefault(h => h.FromState != h.ToState || h.DueOn is not null) is { DueOn: not null } order ? order : null;

    public async Task OnGetAsync(string key)
    {
        var cancel = HttpContext.RequestAborted;
        await FindAsync(key);
        History = await _db.StationTransitions.AsNoTracking().Where(x => x.StationId == Station.Id).OrderByDescending(x => x.Id).ToListAsync(cancel);
        SixHaves = await _db.ConfirmedInspectionAsync(Station.Id, cancel);
        Lost = await _db.LostCriteria.AsNoTracking().Where(l => l.StationId == Station.Id).OrderBy(l => l.Since).ThenBy(l => l.Rule).ThenBy(l => l.Item).ToListAsync(cancel);
        _names = await _db.NamesOfAsync(History.Select(h => h.Actor).Concat(new[] { SixHaves?.Inspection.FilledBy, SixHaves?.Inspection.ConfirmedBy }.OfType<string>()), cancel);
        Officers = [.. (await facts.OfficersAsync([Station.Id], Today, cancel))[Station.Id]];
        Next = await register.NextAsync(Station, cancel);
        if (Station.OrganisationId is { } organisation) Operator = await _db.Organisations.IgnoreQueryFilters().Where(o => o.Id == organisation).Select(o => o.Name).FirstOrDefaultAsync(cancel);
        if (Station.MergedInto is { } into) Successor = await _db.Stations.IgnoreQueryFilters().AsNoTracking().FirstOrDefaultAsync(s => s.Id == into, cancel);
        Places = await places.OfAsync(Station, cancel);
        HandOvers = await handOvers.OfAsync(Station.Id, cancel);
        if (HasServed) await ReadServicesAsync(cancel);
    }

    // What was served before a move stands at the old place.
    long[] Divisions => [.. Places.Select(p => p.Place.Value).Distinct()];

    async Task ReadServicesAsync(CancellationToken cancel)
    {
        var month = new DateOnly(Today.Year, Today.Month, 1);
        // Days before it opened are no days without service.
        StripFrom = month.AddMonths(1 - Months) is var first && Station.OperatingSince > first ? Station.OperatingSince.Value : first;
        var days = (await facts.DaysAsync([.. Divisions.Select(d => (Station.Id, d))], StripFrom, Today, cancel))[Station.Id].ToList();
        Days = days.ToDictionary(d => d.Day, d => d.PersonTimes);
        LastMonth = days.Where(d => d.Day >= month.AddMonths(-1) && d.Day < month).Sum(d => d.PersonTimes);
        var mix = await facts.MixAsync(Station.Id, Divisions, month, Today, cancel);
        Mix = [.. ServiceLook.All.Select(look => new MixPart(look.Css, t[look.Name], mix.GetValueOrDefault((int)look.Kind)))];
        Evidence = await facts.EvidenceAsync(Station.Id, Divisions, Today.AddDays(1 - EvidenceDays), Today, LivenessRules.Current, cancel);
    }

    /// <summary>The way from the plan to operation and what came after, with the day of each.</summary>
    public IReadOnlyList<Step> Steps()
    {
        StationState[] way = [StationState.Planned, StationState.Applied, StationState.CountyApproved, StationState.Confirmed, StationState.Filed, StationState.Accepted, StationState.Operating];
        var steps = way.Select(state => new Step(t[state], NoteOf(state), StateOf(state))).ToList();
        if (Station.State > StationState.Operating) steps.Add(new(t[Station.State], Show.TableDay(Station.Since), StepState.Now));
        return steps;
    }

    // A visit stands on the way to the county's approval, construction on the way to the acceptance.
    StationState? Now => Station.State switch
    {
        StationState.Visited => StationState.CountyApproved,
        StationState.Building => StationState.Accepted,
        > StationState.Operating => null,
        var state => state,
    };

    string? NoteOf(StationState state) => StateOf(state) switch
    {
        StepState.Now when state != Station.State => t[Station.State],
        StepState.Now or StepState.Done => History.FirstOrDefault(h => h.ToState == state && h.FromState != state) is { } line ? Show.TableDay(line.OnDate) : null,
        _ => null,
    };

    StepState StateOf(StationState state) => (Now, History.Any(h => h.ToState == state)) switch
    {
        ({ } now, _) when state == now => StepState.Now,
        ({ } now, _) when state > now => StepState.Next,
        (_, true) => StepState.Done,
        _ => StepState.Skipped,
    };

    /// <summary>Who took a step: the person's name, 系统 for a command of the platform, else what the audit says.</summary>
    public string Who(StationTransition line) => _names.Who(line.Actor, t);

    /// <summary>An inspector's name.</summary>
    public string NameOf(string? who) => who is null ? Show.None : _names.Who(who, t);

    /// <summary>What the counted services say; nothing is shown that was not measured.</summary>
    public IEnumerable<StationSignal> Signals()
    {
        var rules = LivenessRules.Current;
        var last = Evidence.LastServed ?? Station.LastServedOn;
        var quiet = last is { } day ? Today.DayNumber - day.DayNumber : int.MaxValue;
        yield return new(quiet > rules.SilentAfterDays ? Tone.Bad : quiet > rules.QuietAfterDays ? Tone.Warn : Tone.Ok,
            t["最近一次服务"], t["超过{0}天算安静，超过{1}天算没有服务", rules.QuietAfterDays, rules.SilentAfterDays], last is { } d ? Show.DaysAgo(d, Today) : Show.None);
        var tier = rules.TierOf(Evidence.PersonTimes);
        yield return new(tier.Code switch { "silent" => Tone.Bad, "weak" => Tone.Warn, "excellent" => Tone.Info, _ => Tone.Ok },
            t["近30天服务{0}", t.English ? tier.NameEn : tier.Name], t["{0}笔记录", Show.Count(Evidence.Records)], t["{0}人次", Show.Count(Evidence.PersonTimes)]);
        yield return Officers.FirstOrDefault(o => o.IsValid) is { } officer
            ? new(Tone.Ok, t["持证信息员在岗"], t["证件有效期到{0}", Show.TableDay(officer.ValidTo)], t["{0}人", Officers.Count(o => o.IsValid)])
            : new(Tone.Bad, t["没有持证信息员在岗"], t["没有有效的上岗证，服务记不进来"], t["{0}人", 0]);
        if (Evidence.Records == 0) yield break;
        yield return Share(Evidence.Confirmed, t["有回执、验证码或回访"], t["能从另一头核对的记录"], more: true);
        yield return Share(Evidence.Late, t["事后补录"], t["服务{0}小时以后才记的", rules.LateAfterHours], more: false);
        yield return Share(Evidence.Night, t["夜间服务"], t["{0}点到次日{1}点", rules.NightFromHour, rules.NightToHour], more: false);
    }

    // Whether few or many are good differs; only what is conspicuous gets a warning, and a person looks.
    StationSignal Share(int part, string text, string note, bool more)
    {
        var share = (double)part / Evidence.Records;
        return new(more ? Tone.Info : share >= LivenessRules.Current.ConspicuousShare ? Tone.Warn : Tone.Ok, text, note, Show.Percent(share));
    }

    /// <summary>Names are for those who may read officers; others see them masked.</summary>
    public string NameOf(StationOfficer officer) => viewer.Has(Permission.OfficersRead) ? officer.Name : Show.Masked(officer.Name);

    public bool MayPostOfficers => viewer.Has(Permission.OfficersWrite) && !Station.State.IsEnd();

    public bool MayReadOfficers => viewer.Has(Permission.OfficersRead);
}
