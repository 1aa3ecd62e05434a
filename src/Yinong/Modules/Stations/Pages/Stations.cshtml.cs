using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Platform.Texts;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Stations.Pages;

/// <summary>
/// A line of the list: the town it stands in, who is on post, person-times of the last thirty days (oldest first) and of this month, and the day of the
/// newest counted service (null: never).
/// </summary>
public sealed record StationRow(Station Station, string Place, IReadOnlyList<StationOfficer> Officers, int[] Days, int Month, DateOnly? LastServed);

/// <summary>服务站: the stations within reach, with saved views, filters, and what each did in the last thirty days.</summary>
[Require(Permission.StationsRead)]
public sealed class StationsModel(AppDb db, StationRegister register, StationFacts facts, StationCounting counting, DivisionTree places, Viewer viewer, ProgrammeClock clock) : PageModel
{
    /// <summary>Days of the small bars.</summary>
    public const int BarDays = 30;

    [BindProperty(SupportsGet = true, Name = "view")]
    public string? ViewWord { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Type { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public StationView View => StationViews.Parse(ViewWord);

    /// <summary>The place that is looked at: the viewer's own unless one below it was chosen.</summary>
    public DivisionInfo Place { get; private set; }

    public IReadOnlyList<DivisionInfo> Below { get; private set; } = [];

    public IReadOnlyList<StationRow> Rows { get; private set; } = [];

    public StationTotals Totals { get; private set; } = new([]);

    public string? Next { get; private set; }

    public DateOnly Today => clock.Today;

    /// <summary>Whether the viewer may enter a station, planned or applied for.</summary>
    public bool MayEnter => register.MayEnter().Count > 0;

    public bool Filtered => !string.IsNullOrWhiteSpace(Q) || Type is not null || State is not null || Place.Code != Home;

    DivisionCode Home => viewer.Post?.Division ?? new(viewer.Reach.From);

    public async Task OnGetAsync()
    {
        var cancel = HttpContext.RequestAborted;
        var filter = Read();
        var page = await db.PageAsync(filter, Start(), Request.Query.Limit(), cancel);
        Totals = await counting.TotalsAsync(filter.Division, viewer.Reach, cancel);
        if (page.Next is { } next) Next = Href(after: next.ToString());
        await DrawAsync(page.Stations, cancel);
    }

    /// <summary>What the address asks for; 404 when the place is out of reach.</summary>
    StationFilter Read()
    {
        var division = Request.Query.Division("division", Home);
        if (!viewer.Reach.Contains(division)) throw Problem.NotFound();
        Place = places.Get(division);
        Below = division.Level < DivisionLevel.Village ? places.Children(division) : [];
        (Type, State, Q) = (Blank(Type), Blank(State), Blank(Q));
        return StationFilters.Make(division, View, State, Type, Q, clock.Today);
    }

    StationCursor? Start() => string.IsNullOrEmpty(After) ? null : StationCursor.TryParse(After, out var cursor) ? cursor : throw StationProblems.BadAfter();

    async Task DrawAsync(IReadOnlyList<Station> stations, CancellationToken cancel)
    {
        var officers = await facts.OfficersAsync([.. stations.Select(s => s.Id)], Today, cancel);
        var from = Today.AddDays(1 - BarDays);
        var month = new DateOnly(Today.Year, Today.Month, 1);
        var days = await facts.DaysAsync([.. stations.Select(s => (s.Id, s.Division))], from < month ? from : month, Today, cancel);
        Rows = [.. stations.Select(s => new StationRow(s, places.Name(new DivisionCode(s.Division).At(TownOf(s))), [.. officers[s.Id]], Bars(days[s.Id], from),
            days[s.Id].Where(d => d.Day >= month).Sum(d => d.PersonTimes), Latest(s, days[s.Id])))];
    }

    static DivisionLevel TownOf(Station station) => (DivisionLevel)Math.Min((int)DivisionLevel.Town, (int)new DivisionCode(station.Division).Level);

    static int[] Bars(IEnumerable<StationDay> days, DateOnly from)
    {
        var bars = new int[BarDays];
        foreach (var day in days.Where(d => d.Day >= from)) bars[day.Day.DayNumber - from.DayNumber] += day.PersonTimes;
        return bars;
    }

    // The day kept with the station is written when the tallies are folded; what the records of this month say may be newer.
    static DateOnly? Latest(Station station, IEnumerable<StationDay> days) => days.Select(d => (DateOnly?)d.Day).Append(station.LastServedOn).Max();

    /// <summary>Names are for those who may read officers; others see them masked.</summary>
    public string NameOf(StationOfficer officer) => viewer.Has(Permission.OfficersRead) ? officer.Name : Show.Masked(officer.Name);

    /// <summary>The list with these choices changed.</summary>
    public string Href(StationView? view = null, string? after = null, string path = "/stations") => path + QueryString.Create(new Dictionary<string, string?>
    {
        ["view"] = (view ?? View) is StationView.All ? null : (view ?? View).Word(),
        ["division"] = Place.Code == Home ? null : Place.Code.ToString(),
        ["type"] = Type,
        ["state"] = State,
        ["q"] = Q,
        ["after"] = after,
    }.Where(p => !string.IsNullOrEmpty(p.Value))).ToUriComponent();

    static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim().Cut(60);
}
