using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Modules.Programme;
using Yinong.Modules.Supervision.Charts;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Web;

namespace Yinong.Modules.Supervision.Pages;

/// <summary>总览: the finding first, then the numbers, the same page from the nation down to the village. Each number leads to its rows.</summary>
[Require(Permission.StatisticsRead)]
public sealed class CockpitModel(Cockpit cockpit, VillageStations village, MapGeometry maps, DivisionTree tree, Viewer viewer, Frame frame, Texts t) : PageModel
{
    public CockpitView View { get; private set; } = null!;

    public DivisionCode Place { get; private set; }

    public string PlaceName { get; private set; } = "";

    /// <summary>Code of the cohort shown; null: all.</summary>
    public string? Cohort { get; private set; }

    public MapMetric Metric { get; private set; }

    public ProgressMap? Map { get; private set; }

    /// <summary>At a village: its stations with their services of the month.</summary>
    public IReadOnlyList<VillageStation> Stations { get; private set; } = [];

    public CockpitLinks To => new(viewer, View.Today);

    /// <summary>After how many days without a service a station is silent here.</summary>
    public int SilentDays => View.Book.Parameter(ProgrammeParameter.SilentAfterDays, Place, View.Today);

    /// <summary>The time of every target here has run out.</summary>
    public bool IsOver => View.Rows.Append(View.Whole).Select(r => r.Clock).OfType<TargetClock>().Distinct().ToList() is { Count: > 0 } clocks && clocks.All(c => c.DaysLeft(View.Today) == 0);

    /// <summary>The level has targets to be held against the clock.</summary>
    public bool HasTargets => View.Rows.Any(r => r.HasTarget);

    public async Task<IActionResult> OnGetAsync(string? cohort, string? map, string? format, CancellationToken cancel)
    {
        Place = Request.Query.Division("division", new DivisionCode(viewer.Reach.From));
        Cohort = Place == DivisionCode.Nation && !string.IsNullOrEmpty(cohort) ? cohort : null;
        View = await cockpit.OfAsync(Place, Cohort, cancel);
        if (Cohort is not null && View.Cohorts.Count == 0) throw Problem.NotFound();
        PlaceName = tree.FullName(Place);
        if (format == "csv") return Csv().AsPage($"progress-{Place}-{Show.TableDay(View.Today)}.csv");
        if (Place.Level == DivisionLevel.Village) Stations = await village.OfAsync(Place, cancel);
        Metric = map switch { "coverage" => MapMetric.Coverage, "alive" => MapMetric.Alive, "clock" => MapMetric.Clock, _ => HasTargets ? MapMetric.Clock : MapMetric.Coverage };
        Map = maps.Find(Place.ToString()) is { } sheet && Place.Level <= DivisionLevel.Province ? new(sheet, View.Rows, Metric) : null;
        frame.Title = t["{0}总览", PlaceName];
        frame.Lead(tree, viewer, Place, place => To.Cockpit(place));
        return Page();
    }

    /// <summary>This page with another choice.</summary>
    public string Href(string? cohort = null, MapMetric? metric = null)
    {
        var address = To.Cockpit(Place) + (cohort is { Length: > 0 } ? $"&cohort={cohort}" : "");
        return metric is null ? address : $"{address}&map={metric.Value.ToString().ToLowerInvariant()}#map";
    }

    public string CsvHref => Href(Cohort) + "&format=csv";

    /// <summary>A number that opens its rows, when there is a way and something to see.</summary>
    public IHtmlContent Number(long value, string? href) => Opening.Number(value, href);

    /// <summary>Class of a difference from the clock.</summary>
    public static string ToneOf(double? gap) => gap switch { null => "yn-muted", >= 0 => "yn-up", >= -0.05 => "yn-late", _ => "yn-down" };

    /// <summary>Name of a cohort in the language of the page.</summary>
    public string NameOf(Cohort cohort) => t.English ? cohort.NameEn : cohort.Name;

    /// <summary>The first names of a list, and how many there are when it is longer.</summary>
    public string Names(IReadOnlyList<PlaceStanding> places)
    {
        const int most = 6;
        var names = string.Join(Show.Comma, places.Take(most).Select(p => p.Name));
        return places.Count <= most ? names : Place == DivisionCode.Nation ? t["{0}等{1}个省份", names, places.Count] : t["{0}等{1}个地区", names, places.Count];
    }

    /// <summary>The table with every figure it rests on.</summary>
    CsvTable Csv()
    {
        var csv = new CsvTable(t["代码"], t["地区"], t["批次"], t["建成"], t["在运营"], t["建成运营（有服务）"], t["静默"], t["数量目标"], t["行政村"], t["覆盖行政村"], t["覆盖率"], t["覆盖率目标"],
            t["完成率"], t["时间进度"], t["差距（百分点）"], t["近一周新开业"], t["每周需要"], t["按近一周速度的预计"], t["本月服务人次"], t["本月服务笔数"]);
        foreach (var r in View.Ranked)
            csv.Row(r.Place.ToString(), r.Name, r.Cohort, r.Count.Built, r.Count.Serving, r.Count.Alive, r.Silent, r.TargetStations, r.Count.RosterVillages, r.Count.CoveredVillages,
                Share(r.Coverage), Share(r.Progress.TargetCoverage), Share(r.Done), Share(r.Time), r.Gap is { } gap ? Math.Round(gap * 100, 1) : null,
                r.Pace.Week, r.WeeklyNeed, Share(r.Forecast), r.Services.PersonTimes, r.Services.Records);
        return csv;
    }

    static double? Share(double? share) => share is { } s ? Math.Round(s, 4) : null;
}
