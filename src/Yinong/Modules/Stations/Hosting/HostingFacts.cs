using Microsoft.EntityFrameworkCore;
using Yinong.Database;

namespace Yinong.Modules.Stations.Hosting;

/// <summary>A number with its last call.</summary>
public sealed record CheckedContact(StationContact Contact, ContactCheck? Last, DateOnly? LastAnswered);

/// <summary>What anybody may know of a station: its plan, the closure of today or the next one, the numbers that are public.</summary>
public sealed record PublicHosting(OpeningPlan? Plan, StationClosure? Closure, IReadOnlyList<StationContact> Contacts);

/// <summary>Reads what is entered about a station's host, hours and numbers; the caller has found the station.</summary>
public sealed class HostingFacts(AppDb db)
{
    /// <summary>For the public page, wherever the station stands.</summary>
    public async Task<PublicHosting> PublicAsync(int stationId, DateOnly today, CancellationToken cancel = default)
    {
        var plan = await db.StationHours.IgnoreQueryFilters().AsNoTracking().Where(h => h.StationId == stationId).OrderByDescending(h => h.Id).Select(h => h.Days).FirstOrDefaultAsync(cancel);
        var closure = await db.StationClosures.IgnoreQueryFilters().AsNoTracking().Where(c => c.StationId == stationId && c.WithdrawnOn == null && c.ToDay >= today).OrderBy(c => c.FromDay).FirstOrDefaultAsync(cancel);
        var contacts = await db.StationContacts.IgnoreQueryFilters().AsNoTracking().Where(c => c.StationId == stationId && c.EndedOn == null && c.IsPublic).OrderBy(c => c.Id).ToListAsync(cancel);
        return new(plan is null ? null : OpeningPlan.Parse(plan), closure, contacts);
    }

    public Task<List<StationLicence>> LicencesAsync(int stationId, CancellationToken cancel = default) =>
        db.StationLicences.AsNoTracking().Where(l => l.StationId == stationId).OrderBy(l => l.EndedOn != null).ThenByDescending(l => l.Id).ToListAsync(cancel);

    public Task<StationHours?> HoursAsync(int stationId, CancellationToken cancel = default) =>
        db.StationHours.AsNoTracking().Where(h => h.StationId == stationId).OrderByDescending(h => h.Id).FirstOrDefaultAsync(cancel);

    public Task<List<StationClosure>> ClosuresAsync(int stationId, CancellationToken cancel = default) =>
        db.StationClosures.AsNoTracking().Where(c => c.StationId == stationId).OrderByDescending(c => c.ToDay).Take(20).ToListAsync(cancel);

    public async Task<IReadOnlyList<CheckedContact>> ContactsAsync(int stationId, CancellationToken cancel = default)
    {
        var contacts = await db.StationContacts.AsNoTracking().Where(c => c.StationId == stationId && c.EndedOn == null).OrderBy(c => c.Id).ToListAsync(cancel);
        var checks = (await db.ContactChecks.AsNoTracking().Where(c => c.StationId == stationId).OrderByDescending(c => c.Id).Take(200).ToListAsync(cancel)).ToLookup(c => c.ContactId);
        return [.. contacts.Select(c => new CheckedContact(c, checks[c.Id].FirstOrDefault(), checks[c.Id].FirstOrDefault(k => k.Answered)?.OnDay))];
    }
}
