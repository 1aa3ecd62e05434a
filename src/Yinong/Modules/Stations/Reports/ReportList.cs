using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Platform.Problems;

namespace Yinong.Modules.Stations.Reports;

/// <summary>A report with its station.</summary>
public sealed record ReportLine(StationReport Report, string StationNumber, string StationName);

/// <summary>Lists of reports within the viewer's reach: those that wait by their deadline, the answered ones by age.</summary>
public sealed class ReportList(AppDb db)
{
    public const int PageSize = 50;

    /// <summary>What the address says: <c>waiting</c> (also when it says nothing) or <c>answered</c>.</summary>
    public static bool IsWaiting(string? word) => word switch
    {
        null or "" or "waiting" => true,
        "answered" => false,
        _ => throw ReportProblems.BadState(),
    };

    /// <summary>A page and the key of the next one; null: this is the last.</summary>
    public async Task<(IReadOnlyList<ReportLine> Lines, string? Next)> PageAsync(bool waiting, string? after, CancellationToken cancel)
    {
        var reports = db.StationReports.AsNoTracking();
        if (waiting)
        {
            reports = reports.Where(r => r.Outcome == null);
            if (Read(after) is { } last) reports = reports.Where(r => r.DueOn > last.Day || r.DueOn == last.Day && r.Id > last.Id);
            reports = reports.OrderBy(r => r.DueOn).ThenBy(r => r.Id);
        }
        else
        {
            reports = reports.Where(r => r.Outcome != null);
            if (Read(after) is { } last) reports = reports.Where(r => r.Id < last.Id);
            reports = reports.OrderByDescending(r => r.Id);
        }
        var found = await WithStations(reports).Take(PageSize + 1).ToListAsync(cancel);
        if (found.Count <= PageSize) return (found, null);
        var end = found[PageSize - 1].Report;
        return (found[..PageSize], string.Create(CultureInfo.InvariantCulture, $"{end.DueOn:yyyyMMdd}-{end.Id}"));
    }

    /// <summary>All within reach, oldest first, for an export.</summary>
    public IAsyncEnumerable<ReportLine> AllAsync() => WithStations(db.StationReports.AsNoTracking().OrderBy(r => r.Id)).AsAsyncEnumerable();

    /// <summary>One report; 404 out of reach.</summary>
    public async Task<ReportLine> GetAsync(int id, CancellationToken cancel) =>
        await WithStations(db.StationReports.AsNoTracking().Where(r => r.Id == id)).FirstOrDefaultAsync(cancel) ?? throw Problem.NotFound();

    /// <summary>How many wait, and how many of them too long.</summary>
    public async Task<(int Waiting, int Overdue)> CountAsync(DateOnly today, CancellationToken cancel)
    {
        var counts = await db.StationReports.Where(r => r.Outcome == null).GroupBy(r => r.DueOn < today).Select(g => new { Overdue = g.Key, Count = g.Count() }).ToListAsync(cancel);
        return (counts.Sum(c => c.Count), counts.Where(c => c.Overdue).Sum(c => c.Count));
    }

    // Through the station, because an operator's people see what concerns their own stations only.
    IQueryable<ReportLine> WithStations(IQueryable<StationReport> reports) =>
        reports.Join(db.Stations, r => r.StationId, s => s.Id, (r, s) => new ReportLine(r, s.Number ?? "", s.Name));

    static (DateOnly Day, int Id)? Read(string? after)
    {
        if (string.IsNullOrEmpty(after)) return null;
        var parts = after.Split('-');
        return parts.Length == 2 && DateOnly.TryParseExact(parts[0], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? (day, id) : throw StationProblems.BadAfter();
    }
}
