using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Stations;
using Yinong.Platform.Problems;

namespace Yinong.Modules.Training.Farmers;

/// <summary>A session with its station, and how many said how it was.</summary>
public sealed record SessionLine(FarmerSession Session, string StationName, string StationNumber, int Signups, int Answers, double? Grade);

/// <summary>The sessions of the stations within reach, for those who look after them; no name of a farmer is in it.</summary>
public sealed class SessionList(AppDb db)
{
    public const int PageSize = 50;

    /// <summary>A page, the latest day first; and where the next one begins, null at the end.</summary>
    public async Task<(IReadOnlyList<SessionLine> Lines, string? Next)> PageAsync(SessionState? state, string? after, CancellationToken cancel = default)
    {
        var sessions = Visible().Where(s => state == null || s.Session.State == state);
        if (!string.IsNullOrEmpty(after))
        {
            if (after.Split('-') is not [var typed, var key] || !DateOnly.TryParseExact(typed, "yyyyMMdd", out var day) || !int.TryParse(key, out var id)) throw TrainingProblems.BadAfter();
            sessions = sessions.Where(s => s.Session.OnDate < day || (s.Session.OnDate == day && s.Session.Id < id));
        }
        var found = await sessions.OrderByDescending(s => s.Session.OnDate).ThenByDescending(s => s.Session.Id).Take(PageSize + 1).ToListAsync(cancel);
        var lines = await DrawAsync([.. found.Take(PageSize)], cancel);
        return (lines, found.Count > PageSize ? FormattableString.Invariant($"{lines[^1].Session.OnDate:yyyyMMdd}-{lines[^1].Session.Id}") : null);
    }

    /// <summary>One session; 404 out of reach.</summary>
    public async Task<SessionLine> GetAsync(string number, CancellationToken cancel = default)
    {
        var wanted = number.Trim().ToUpperInvariant();
        var found = await Visible().Where(s => s.Session.Number == wanted).ToListAsync(cancel);
        return found.Count == 1 ? (await DrawAsync(found, cancel))[0] : throw Problem.NotFound();
    }

    // Through the station too, because an operator's people see their own stations only.
    IQueryable<Seen> Visible() => from session in db.FarmerSessions.AsNoTracking()
                                  join station in db.Stations on session.StationId equals station.Id
                                  select new Seen { Session = session, Station = station };

    async Task<List<SessionLine>> DrawAsync(List<Seen> page, CancellationToken cancel)
    {
        var ids = page.Select(s => s.Session.Id).ToList();
        var names = await db.SessionSignups.Where(s => ids.Contains(s.SessionId)).GroupBy(s => s.SessionId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        var said = await db.SessionFeedback.Where(f => ids.Contains(f.SessionId)).GroupBy(f => f.SessionId).Select(g => new { g.Key, Count = g.Count(), Grade = g.Average(f => (double)f.Grade) }).ToDictionaryAsync(g => g.Key, cancel);
        return [.. page.Select(s => new SessionLine(s.Session, s.Station.Name, s.Station.Number!, names.GetValueOrDefault(s.Session.Id), said.GetValueOrDefault(s.Session.Id)?.Count ?? 0, said.GetValueOrDefault(s.Session.Id)?.Grade))];
    }

    sealed class Seen
    {
        public required FarmerSession Session { get; init; }

        public required Station Station { get; init; }
    }
}
