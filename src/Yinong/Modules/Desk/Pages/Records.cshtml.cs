using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Catalogue;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Audit;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Desk.Pages;

/// <summary>服务记录: the rows behind every number, of a place or a station, between two days. An operator's people list by station only.</summary>
[Require(Permission.ServiceRecordsRead)]
public sealed class RecordsModel(RecordList list, DeskReference reference, ItemCatalogue catalogue, DivisionTree places, Viewer viewer, AppDb db) : PageModel
{
    const int Rows = 2000;

    [BindProperty(SupportsGet = true)]
    public string? Station { get; set; }

    /// <summary>What is listed; null: an operator has not named a station yet.</summary>
    public RecordQuestion? Question { get; private set; }

    public IReadOnlyList<ListedRecord> Records { get; private set; } = [];

    public string? Next { get; private set; }

    public IReadOnlyDictionary<int, ServiceItem> Items { get; private set; } = new Dictionary<int, ServiceItem>();

    /// <summary>Names of stations and (masked) officers of this page.</summary>
    public IReadOnlyDictionary<int, string> StationNames { get; private set; } = new Dictionary<int, string>();

    public IReadOnlyDictionary<int, string> OfficerNames { get; private set; } = new Dictionary<int, string>();

    /// <summary>Whether only a station may be asked for.</summary>
    public bool ByStationOnly => viewer.Reach.Organisation is not null;

    /// <summary>From the viewer's own place down to the one listed.</summary>
    public IEnumerable<DivisionInfo> Path => places.Path(Question!.Division).Where(p => viewer.Reach.Contains(p.Code));

    /// <summary>Where one can go from here: the units below.</summary>
    public IReadOnlyList<DivisionInfo> Below => Question!.StationId is null ? places.Children(Question.Division) : [];

    public async Task OnGetAsync()
    {
        Station = Station?.Replace(" ", "", StringComparison.Ordinal);
        if (ByStationOnly && string.IsNullOrEmpty(Station)) return;
        Question = await RecordListApi.QuestionAsync(Request.Query, reference, viewer);
        var (records, next) = await list.PageAsync(Question, HttpContext.RequestAborted);
        Records = records;
        Items = (await catalogue.AllAsync()).Values.ToDictionary(i => i.Id);
        var (stations, officers) = (records.Select(r => r.Record.StationId).ToHashSet(), records.Select(r => r.Record.OfficerId).ToHashSet());
        StationNames = await db.Stations.AsNoTracking().Where(s => stations.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.Name);
        OfficerNames = await db.Officers.AsNoTracking().Where(o => officers.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => Show.Masked(o.Name));
        Next = next is null ? null : Href(Question.Division, after: next.ToString());
    }

    public string ItemName(ServiceRecord record, bool english) => NameOf(Items[record.ItemId], record, english);

    /// <summary>The same filters at a place, from the beginning or after a mark.</summary>
    public string Href(DivisionCode division, string? after = null, bool csv = false) => (csv ? "/records.csv" : "/records") + QueryString.Create(new Dictionary<string, string?>
    {
        ["division"] = Question!.StationId is null || division.Level is DivisionLevel.Village ? division.ToString() : null,
        ["station"] = Question.StationId is null ? null : Station,
        ["from"] = Question.From is { } from ? Show.TableDay(from) : null,
        ["to"] = Question.To is { } to ? Show.TableDay(to) : null,
        ["after"] = after,
    }.Where(p => p.Value is not null)).ToUriComponent();

    /// <summary>
    /// <c>GET /records.csv</c>: the same rows as a table for spreadsheets, sent while they are read, so that a million need no more memory than a page.
    /// Neither notes nor references of confirmations leave this way. Every export is in the audit before its first row.
    /// </summary>
    public static async Task CsvAsync(HttpContext context, RecordList list, DeskReference reference, ItemCatalogue catalogue, DivisionTree places, Viewer viewer, AppDb db, AuditLog audit, ProgrammeClock clock, DeskLimits limits, Texts t)
    {
        var question = await RecordListApi.QuestionAsync(context.Request.Query, reference, viewer) with { After = null };
        var cancel = context.RequestAborted;
        audit.Record(db, "service-records.exported", $"service-records:{question.Division}", question.Division.Value, new { station = context.Request.Query["station"].ToString(), question.From, question.To });
        await db.SaveChangesAsync(cancel);
        context.Response.ContentType = "text/csv; charset=utf-8";
        context.Response.Headers.ContentDisposition = $"attachment; filename=service-records-{question.Division}-{Show.TableDay(clock.Today)}.csv";
        var items = (await catalogue.AllAsync()).Values.ToDictionary(i => i.Id);
        var csv = new CsvTable(Heads(t));
        for (var left = limits.MostExported; left > 0; left -= Rows)
        {
            var (records, next) = await list.PageAsync(question with { Limit = Math.Min(Rows, left) }, cancel);
            foreach (var record in records) csv.Row(Cells(record, items[record.Record.ItemId], places, t));
            await csv.FlushAsync(context.Response.Body, cancel);
            if (next is null) return;
            question = question with { After = next };
        }
        csv.Row(t["只有前{0}条。请缩小地区或日期的范围，分几次导出。", Show.Count(limits.MostExported)]);
        await csv.FlushAsync(context.Response.Body, cancel);
    }

    static string[] Heads(Texts t) =>
    [
        t["办理时间"], t["站点编号"], t["区划代码"], t["地区"], t["信息员编号"], t["类别"], t["事项编号"], t["事项"], t["人次"], t["是否集体活动"], t["办理方式"], t["结果"],
        t["金额（元）"], t["确认方式"], t["录入时间"], t["记录编号"], t["是否计数"], t["更正后的记录编号"],
    ];

    static object?[] Cells(ListedRecord listed, ServiceItem item, DivisionTree places, Texts t)
    {
        var (record, place) = (listed.Record, new DivisionCode(listed.Record.Division));
        return
        [
            Show.TableTime(record.ServedAt), listed.StationNumber, place.ToString(), places.FullName(place), listed.OfficerNumber, t[ServiceLook.Of(record.Kind).Name], item.Code, NameOf(item, record, t.English),
            record.PersonTimes, record.IsGroup ? t["是"] : t["否"], t[record.Channel.Text()], t[record.Outcome.Text()], record.AmountFen is { } fen ? fen * 0.01m : null,
            t[record.Confirmation.Text()], Show.TableTime(record.RecordedAt), record.Id.ToString(), listed.Counts ? t["是"] : t["否"], listed.ReplacedBy?.ToString(),
        ];
    }

    static string NameOf(ServiceItem item, ServiceRecord record, bool english) => item.Versions.First(v => v.Version == record.ItemVersion) is var version && english ? version.NameEn : version.Name;
}
