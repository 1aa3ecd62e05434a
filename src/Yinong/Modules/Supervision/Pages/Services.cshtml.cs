using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Supervision.Pages;

/// <summary>服务成效: what was served at a place in some days, by kind, place, item and time; each table also as CSV.</summary>
[Require(Permission.StatisticsRead)]
public sealed class ServicesModel(Indicators indicators, DivisionTree tree, Viewer viewer, ProgrammeClock clock, Frame frame, Texts t) : PageModel
{
    // Up to this many days each has its row; then months.
    const int SingleDays = 62;

    public ServiceQuestion Question { get; private set; } = null!;

    public string PlaceName => tree.FullName(Question.Division);

    public ServiceTable Kinds { get; private set; } = null!;

    public ServiceTable Places { get; private set; } = null!;

    public ServiceTable Items { get; private set; } = null!;

    public ServiceTable Times { get; private set; } = null!;

    /// <summary>Usual periods, with the days they stand for.</summary>
    public IReadOnlyList<(string Text, DateOnly From, DateOnly To)> Periods { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string? format, CancellationToken cancel)
    {
        Question = ServiceQuestion.Read(Request.Query, new DivisionCode(viewer.Reach.From), clock.Today);
        if (format == "csv") return Csv(await indicators.AskAsync(Question, cancel)).AsPage($"services-{Question.Division}-{Question.By}.csv");
        Kinds = await indicators.AskAsync(Question with { By = Breakdown.Kind }, cancel);
        Places = await indicators.AskAsync(Question with { By = Breakdown.Division }, cancel);
        Items = await indicators.AskAsync(Question with { By = Breakdown.Item }, cancel);
        Times = await indicators.AskAsync(Question with { By = Question.Days <= SingleDays ? Breakdown.Day : Breakdown.Month }, cancel);
        Periods = UsualPeriods(clock.Today);
        frame.Title = t["服务成效"];
        frame.Lead(tree, viewer, Question.Division, place => Href(place));
        return Page();
    }

    /// <summary>This page at another place or for other days.</summary>
    public string Href(DivisionCode? place = null, DateOnly? from = null, DateOnly? to = null) =>
        $"/services?division={place ?? Question.Division}&from={Show.TableDay(from ?? Question.From)}&to={Show.TableDay(to ?? Question.To)}";

    public string CsvHref(Breakdown by) => $"{Href()}&by={by.ToString().ToLowerInvariant()}&format=csv";

    /// <summary>The row of the place itself (a centre, or a village); it has no page further down.</summary>
    public bool IsItself(ServiceRow row) => row.Key == Question.Division.ToString();

    /// <summary>First and last day of a row of <see cref="Times"/>, within what was asked.</summary>
    public (DateOnly From, DateOnly To) DaysOf(ServiceRow row)
    {
        if (Times.Question.By == Breakdown.Day) return (DateOnly.Parse(row.Key), DateOnly.Parse(row.Key));
        var month = DateOnly.Parse(row.Key + "-01");
        var last = month.AddMonths(1).AddDays(-1);
        return (month < Question.From ? Question.From : month, last > Question.To ? Question.To : last);
    }

    /// <summary>Length of a bar against the longest.</summary>
    public string Width(ServiceRow row, long top) => (100.0 * row.Sum.PersonTimes / top).ToString("0.#", CultureInfo.InvariantCulture) + "%";

    static string Yuan(long fen) => (fen / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    CsvTable Csv(ServiceTable table)
    {
        var csv = new CsvTable(t["代码"], t["名称"], t["笔数"], t["人次"], t["其中集体活动人次"], t["金额（元）"]);
        foreach (var row in table.Rows) csv.Row(row.Key, row.Name, row.Sum.Records, row.Sum.PersonTimes, row.Sum.GroupPersonTimes, Yuan(row.Sum.AmountFen));
        return csv;
    }

    IReadOnlyList<(string, DateOnly, DateOnly)> UsualPeriods(DateOnly today)
    {
        var month = new DateOnly(today.Year, today.Month, 1);
        return
        [
            (t["今天"], today, today),
            (t["近7天"], today.AddDays(-6), today),
            (t["本月"], month, today),
            (t["上月"], month.AddMonths(-1), month.AddDays(-1)),
            (t["今年"], new(today.Year, 1, 1), today),
        ];
    }
}
