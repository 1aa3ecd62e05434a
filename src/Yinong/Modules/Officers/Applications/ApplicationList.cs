using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Identity;
using Yinong.Platform.Time;

namespace Yinong.Modules.Officers.Applications;

/// <summary>The saved views of the list of applications.</summary>
public enum ApplicationView
{
    [Display(Name = "在办")] Open,
    [Display(Name = "备用库")] Reserve,
    [Display(Name = "已录用")] Appointed,
    [Display(Name = "未录用、已撤回")] Closed,
}

/// <summary>Lists of applications within the viewer's reach, the longest waiting first.</summary>
public sealed class ApplicationList(AppDb db, Viewer viewer, ProgrammeClock clock)
{
    public const int PageSize = 50;

    static readonly ApplicationState[] Working = [ApplicationState.Applied, ApplicationState.Publicized, ApplicationState.Selected];

    /// <summary>A page and the key of the next one; null: this is the last. Open ones by their day, the others newest first.</summary>
    public async Task<(IReadOnlyList<OfficerApplication> Lines, string? Next)> PageAsync(ApplicationView view, string? after, CancellationToken cancel)
    {
        var lines = db.OfficerApplications.AsNoTracking();
        if (view is ApplicationView.Open)
        {
            lines = lines.Where(a => Working.Contains(a.State));
            if (Read(after) is { } last) lines = lines.Where(a => a.DueOn > last.Day || a.DueOn == last.Day && a.Id > last.Id);
            lines = lines.OrderBy(a => a.DueOn).ThenBy(a => a.Id);
        }
        else
        {
            lines = view switch
            {
                ApplicationView.Reserve => lines.Where(a => a.State == ApplicationState.Reserve),
                ApplicationView.Appointed => lines.Where(a => a.State == ApplicationState.Appointed),
                _ => lines.Where(a => a.State == ApplicationState.Rejected || a.State == ApplicationState.Withdrawn),
            };
            if (Read(after) is { } last) lines = lines.Where(a => a.Id < last.Id);
            lines = lines.OrderByDescending(a => a.Id);
        }
        var found = await lines.Take(PageSize + 1).ToListAsync(cancel);
        if (found.Count <= PageSize) return (found, null);
        var end = found[PageSize - 1];
        return (found[..PageSize], string.Create(CultureInfo.InvariantCulture, $"{end.DueOn ?? default:yyyyMMdd}-{end.Id}"));
    }

    /// <summary>All within reach, oldest first, for an export.</summary>
    public IAsyncEnumerable<OfficerApplication> AllAsync() => db.OfficerApplications.AsNoTracking().OrderBy(a => a.Id).AsAsyncEnumerable();

    /// <summary>Applications whose next step is the viewer's: reviews, publicities that are over, appointments; the most urgent first.</summary>
    public async Task<(int Count, int Overdue, IReadOnlyList<OfficerApplication> First)> WaitingAsync(int shown, CancellationToken cancel = default)
    {
        if (!viewer.Has(Permission.OfficersWrite) || !OfficerDeadlines.AfterPublicity.IsFor(viewer)) return (0, 0, []);
        var today = clock.Today;
        var waiting = db.OfficerApplications.AsNoTracking().Where(a => a.State == ApplicationState.Applied || a.State == ApplicationState.Selected || a.State == ApplicationState.Publicized && a.PublicTo < today);
        var counts = await waiting.GroupBy(a => a.DueOn != null && a.DueOn < today).Select(g => new { Late = g.Key, Count = g.Count() }).ToListAsync(cancel);
        return (counts.Sum(c => c.Count), counts.Where(c => c.Late).Sum(c => c.Count), counts.Count == 0 ? [] : await waiting.OrderBy(a => a.DueOn).ThenBy(a => a.Id).Take(shown).ToListAsync(cancel));
    }

    /// <summary>Objections that the viewer has to decide, with their applicants.</summary>
    public async Task<IReadOnlyList<(OfficerObjection Objection, OfficerApplication Application)>> ObjectionsAsync(int shown, CancellationToken cancel = default)
    {
        if (!viewer.Has(Permission.OfficersWrite) || !OfficerDeadlines.Objections.IsFor(viewer)) return [];
        var found = await db.OfficerObjections.AsNoTracking().Where(o => o.Outcome == null).Join(db.OfficerApplications, o => o.ApplicationId, a => a.Id, (o, a) => new { Objection = o, Application = a })
            .Where(x => x.Application.State == ApplicationState.Publicized).OrderBy(x => x.Objection.DueOn).Take(shown).ToListAsync(cancel);
        return [.. found.Select(f => (f.Objection, f.Application))];
    }

    static (DateOnly Day, int Id)? Read(string? after)
    {
        if (string.IsNullOrEmpty(after)) return null;
        var parts = after.Split('-');
        return parts.Length == 2 && DateOnly.TryParseExact(parts[0], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? (day, id) : throw OfficerProblems.BadAfter();
    }
}
