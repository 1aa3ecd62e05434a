using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Divisions;
using Yinong.Modules.Programme;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Portal.Pages;

/// <summary>Progress for everybody: the provinces of the programme by cohort, or the places below one (<c>?in=37</c>), down to the town.</summary>
[AllowAnonymous]
public sealed class ProgressModel(ProgrammeProgress progress, DivisionTree places, Texts t) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "in"), StringLength(9)]
    public string? In { get; set; }

    public Progress Progress { get; private set; } = null!;

    public DivisionInfo Place { get; private set; }

    public IReadOnlyList<DivisionInfo> Path { get; private set; } = [];

    /// <summary>The tables of the page: one per cohort for the nation, one below.</summary>
    public IReadOnlyList<(string Heading, string? Sentence, IReadOnlyList<StandingLook> Rows)> Tables { get; private set; } = [];

    public bool IsNation => Place.Code == DivisionCode.Nation;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Place = places.Get(string.IsNullOrEmpty(In) ? "00" : In);
        if (Place.Code.Level >= DivisionLevel.Town) throw DivisionProblems.Unknown(In!);
        Path = places.Path(Place.Code);
        Progress = await progress.OfAsync(Place.Code, cancel: cancel);
        Tables = IsNation
            ? [.. Progress.Book.Cohorts.Values.Select(Table).Where(table => table.Rows.Count > 0)]
            : [(t["{0}各地", Place.Name], null, [.. Progress.Rows.Select(StandingLook.Of)])];
    }

    // The slowest first: that is the question people come with.
    (string Heading, string? Sentence, IReadOnlyList<StandingLook> Rows) Table(Cohort cohort) =>
        (t.English ? cohort.NameEn : cohort.Name, cohort.Sentence, [.. Progress.Rows.Where(r => r.Cohort == cohort.Code).Select(StandingLook.Of).OrderBy(r => r.Gap ?? double.MaxValue)]);

    /// <summary>The same as a table for spreadsheets.</summary>
    public static async Task<IResult> CsvAsync([AsParameters] CsvQuery query, ProgrammeProgress progress, DivisionTree places, Texts t, CancellationToken cancel)
    {
        var place = places.Get(string.IsNullOrEmpty(query.In) ? "00" : query.In);
        var answer = await progress.OfAsync(place.Code, cancel: cancel);
        var table = new CsvTable(t["区划代码"], t["地区"], t["目标站点数"], t["目标覆盖率"], t["建成运营"], t["名录行政村"], t["有站点的行政村"], t["覆盖率"], t["时间进度"], t["达到目标"]);
        foreach (var row in answer.Rows)
            table.Row(row.Division.ToString(), row.Name, row.TargetStations, row.TargetCoverage, row.Count.Alive, row.Count.RosterVillages, row.Count.CoveredVillages, row.Coverage, row.TimeShare, row.Met is { } met ? met ? t["是"] : t["否"] : null);
        return table.AsResult($"progress-{place.Code}-{Show.TableDay(ProgrammeClock.DayOf(answer.AsOf))}.csv");
    }

    /// <summary>Which place.</summary>
    public sealed record CsvQuery([property: FromQuery(Name = "in")] string? In);
}
