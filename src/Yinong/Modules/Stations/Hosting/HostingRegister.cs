using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Identity;
using Yinong.Platform.Audit;
using Yinong.Platform.Files;
using Yinong.Platform.Jobs;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;

namespace Yinong.Modules.Stations.Hosting;

/// <summary>
/// The writer of licences, opening hours, closures and numbers. Nothing is written over: what ends keeps its row. What the living acceptance reads
/// (station_conditions) is worked out from these rows with each change, where there are any.
/// </summary>
public sealed class HostingRegister(AppDb db, Viewer viewer, ContentStore files, FileLimits limits, ProgrammeClock clock, AuditLog audit, AuditActor actor, ChangeFeed feed)
{
    /// <summary>Why a licence ended that another of its kind follows.</summary>
    const string Renewed = "renewed";

    bool IsAuthority => viewer.Reach.Organisation is null && (viewer.Has(Permission.StationsReview) || viewer.Has(Permission.StationsSupervise));

    /// <summary>The authority, and the operator for its own stations.</summary>
    public bool MayKeep => IsAuthority || (viewer.Reach.Organisation is not null && viewer.Has(Permission.StationsBuild));

    /// <summary>Whose call counts.</summary>
    public bool MayCheck => IsAuthority;

    /// <summary>Adds a licence; one of the same kind that is in force ends with it, so that a renewal is one step.</summary>
    public async Task AddLicenceAsync(Station station, string? kind, string? number, DateOnly? validTo, (Stream Content, string Name)? photo, CancellationToken cancel = default)
    {
        May(station);
        if (!HostingLists.Has(HostingLists.Licences, kind)) throw HostingProblems.UnknownKind();
        if (number is null || number.Trim().Length is < 2 or > 60) throw HostingProblems.NumberNeeded();
        if (validTo is { Year: < 1980 or > 2200 }) throw HostingProblems.DayWrong();
        string? hash = null;
        if (photo is { } sent) hash = await files.SaveAsync((await Photo.ReadAsync(await FileLimits.ReadAsync(sent.Content, sent.Name, limits.PhotoBytes, cancel), sent.Name, limits.PhotoPixels, cancel)).View, cancel);
        var licence = new StationLicence { StationId = station.Id, Division = station.Division, Kind = kind!, Number = number.Trim(), ValidTo = validTo, Photo = hash, AddedOn = clock.Today, AddedBy = actor.Actor };
        foreach (var before in await db.StationLicences.Where(l => l.StationId == station.Id && l.Kind == kind && l.EndedOn == null).ToListAsync(cancel))
            (before.EndedOn, before.EndedBy, before.EndReason) = (clock.Today, actor.Actor, Renewed);
        db.Add(licence);
        audit.Record(db, "station.licence-added", Subject(station), station.Division, new { licence.Kind, licence.Number, licence.ValidTo, licence.Photo });
        await SaveAsync(station, cancel);
    }

    public async Task EndLicenceAsync(Station station, int id, string? reason, CancellationToken cancel = default)
    {
        May(station);
        var licence = await db.StationLicences.FirstOrDefaultAsync(l => l.Id == id && l.StationId == station.Id, cancel) ?? throw Problem.NotFound();
        if (licence.EndedOn is not null) throw HostingProblems.EndedAlready();
        if (reason is null || reason.Trim().Length is < 2 or > 200) throw HostingProblems.ReasonNeeded();
        (licence.EndedOn, licence.EndedBy, licence.EndReason) = (clock.Today, actor.Actor, reason.Trim());
        audit.Record(db, "station.licence-ended", Subject(station), station.Division, new { licence.Kind, licence.Number }, reason.Trim());
        await SaveAsync(station, cancel);
    }

    /// <summary>The plan of the week from today on. Lists and tables say it in words, so that nobody keeps the hours twice.</summary>
    public async Task SetHoursAsync(Station station, OpeningPlan plan, CancellationToken cancel = default)
    {
        May(station);
        var last = await db.StationHours.Where(h => h.StationId == station.Id).OrderByDescending(h => h.Id).FirstOrDefaultAsync(cancel);
        if (last?.Days == plan.Write()) throw HostingProblems.HoursSame();
        db.Add(new StationHours { StationId = station.Id, Division = station.Division, Days = plan.Write(), WeeklyMinutes = plan.WeeklyMinutes, FromDay = clock.Today, Actor = actor.Actor });
        audit.Record(db, "station.hours-set", Subject(station), station.Division, new { before = last?.Days, after = plan.Write(), minutes = plan.WeeklyMinutes });
        var kept = await db.Stations.FirstAsync(s => s.Id == station.Id, cancel);
        (kept.OpeningHours, kept.Version) = (plan.InWords(), kept.Version + 1);
        await SaveAsync(station, cancel);
    }

    public async Task CloseAsync(Station station, DateOnly? from, DateOnly? to, string? reason, string? note, CancellationToken cancel = default)
    {
        May(station);
        var most = HostingLists.MostClosureDays;
        if (from is not { } first || to is not { } last || first < clock.Today || last < first || last.DayNumber - first.DayNumber >= most) throw HostingProblems.ClosureDays(most);
        if (!HostingLists.Has(HostingLists.Reasons, reason)) throw HostingProblems.UnknownReason();
        if (note?.Trim().Length > 200) throw HostingProblems.NoteTooLong();
        if (await db.StationClosures.AnyAsync(c => c.StationId == station.Id && c.WithdrawnOn == null && c.FromDay <= last && c.ToDay >= first, cancel)) throw HostingProblems.ClosureOverlaps();
        db.Add(new StationClosure { StationId = station.Id, Division = station.Division, FromDay = first, ToDay = last, Reason = reason!, Note = string.IsNullOrWhiteSpace(note) ? null : note.Trim(), ToldOn = clock.Today, Actor = actor.Actor });
        audit.Record(db, "station.closure-told", Subject(station), station.Division, new { from = first, to = last, reason });
        await SaveAsync(station, cancel);
    }

    public async Task WithdrawClosureAsync(Station station, int id, CancellationToken cancel = default)
    {
        May(station);
        var closure = await db.StationClosures.FirstOrDefaultAsync(c => c.Id == id && c.StationId == station.Id, cancel) ?? throw Problem.NotFound();
        if (closure.WithdrawnOn is not null || closure.ToDay < clock.Today) throw HostingProblems.EndedAlready();
        (closure.WithdrawnOn, closure.WithdrawnBy) = (clock.Today, actor.Actor);
        audit.Record(db, "station.closure-withdrawn", Subject(station), station.Division, new { closure.FromDay, closure.ToDay });
        await SaveAsync(station, cancel);
    }

    public async Task AddContactAsync(Station station, string? kind, string? number, bool isPublic, CancellationToken cancel = default)
    {
        May(station);
        if (!HostingLists.Has(HostingLists.Contacts, kind)) throw HostingProblems.UnknownKind();
        var phone = PhoneOf(number);
        if (await db.StationContacts.AnyAsync(c => c.StationId == station.Id && c.EndedOn == null && c.Number == phone, cancel)) throw HostingProblems.PhoneTwice();
        db.Add(new StationContact { StationId = station.Id, Division = station.Division, Kind = kind!, Number = phone, IsPublic = isPublic, AddedOn = clock.Today, AddedBy = actor.Actor });
        audit.Record(db, "station.contact-added", Subject(station), station.Division, new { kind, isPublic });
        await SaveAsync(station, cancel);
    }

    public async Task EndContactAsync(Station station, int id, CancellationToken cancel = default)
    {
        May(station);
        var contact = await ContactAsync(station, id, cancel);
        (contact.EndedOn, contact.EndedBy) = (clock.Today, actor.Actor);
        audit.Record(db, "station.contact-ended", Subject(station), station.Division, new { contact.Kind });
        await SaveAsync(station, cancel);
    }

    /// <summary>Somebody of the authority rang the number.</summary>
    public async Task CheckContactAsync(Station station, int id, DateOnly? on, bool? answered, CancellationToken cancel = default)
    {
        if (!MayCheck) throw HostingProblems.ChecksByAuthority();
        May(station);
        var contact = await ContactAsync(station, id, cancel);
        var last = await db.ContactChecks.Where(c => c.ContactId == id).MaxAsync(c => (DateOnly?)c.OnDay, cancel);
        if (on is not { } day || day > clock.Today || day < (last ?? DateOnly.MinValue) || day.Year < 2000) throw HostingProblems.CheckDay();
        if (answered is not { } heard) throw HostingProblems.AnswerNeeded();
        db.Add(new ContactCheck { ContactId = id, StationId = station.Id, Division = station.Division, OnDay = day, Answered = heard, Actor = actor.Actor });
        audit.Record(db, "station.contact-checked", Subject(station), station.Division, new { contact.Kind, day, answered = heard });
        await SaveAsync(station, cancel);
    }

    async Task<StationContact> ContactAsync(Station station, int id, CancellationToken cancel)
    {
        var contact = await db.StationContacts.FirstOrDefaultAsync(c => c.Id == id && c.StationId == station.Id, cancel) ?? throw Problem.NotFound();
        return contact.EndedOn is null ? contact : throw HostingProblems.EndedAlready();
    }

    void May(Station station)
    {
        if (!MayKeep) throw HostingProblems.NotYours();
        if (station.State.IsEnd()) throw StationProblems.Ended();
    }

    async Task SaveAsync(Station station, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.SaveChangesAsync(cancel);
        await JudgedAsync(station, cancel);
        if (station.Number is not null) feed.Announce(db, StationRegister.Topic, station.Number);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    // What the rules read: the first licence of the judged kinds to end (one that was ended and not replaced ended then; one taken back on the day it was entered was a slip), the last call to a judged number, the hours of the plan.
    async Task JudgedAsync(Station station, CancellationToken cancel)
    {
        var (licences, contacts) = (HostingLists.JudgedLicences, HostingLists.JudgedContacts);
        var known = await db.StationLicences.Where(l => l.StationId == station.Id && licences.Contains(l.Kind)).Where(l => l.EndedOn == null || l.EndedOn > l.AddedOn || l.EndReason == Renewed).Select(l => new { l.ValidTo, l.EndedOn }).ToListAsync(cancel);
        var minutes = await db.StationHours.Where(h => h.StationId == station.Id).OrderByDescending(h => h.Id).Select(h => (int?)h.WeeklyMinutes).FirstOrDefaultAsync(cancel);
        var check = await (from c in db.ContactChecks join n in db.StationContacts on c.ContactId equals n.Id where c.StationId == station.Id && n.EndedOn == null && contacts.Contains(n.Kind) orderby c.OnDay descending, c.Id descending select c).FirstOrDefaultAsync(cancel);
        if (known.Count == 0 && minutes is null && check is null) return;
        var condition = await db.StationConditions.FirstOrDefaultAsync(c => c.StationId == station.Id, cancel);
        if (condition is null) db.Add(condition = new() { StationId = station.Id, Division = station.Division });
        if (known.Count > 0) condition.LicenceEndsOn = known.Any(l => l.EndedOn is null) ? known.Where(l => l.EndedOn is null).Min(l => l.ValidTo) : known.Max(l => l.ValidTo < l.EndedOn ? l.ValidTo : l.EndedOn);
        if (minutes is { } week) condition.WeeklyHoursMilli = week * 1000L / 60;
        if (check is not null) (condition.PhoneCheckedOn, condition.PhoneAnswered) = (check.OnDay, check.Answered);
        condition.Version++;
    }

    static string PhoneOf(string? number)
    {
        var tidy = string.Concat((number ?? "").Normalize(System.Text.NormalizationForm.FormKC).Where(c => c is not (' ' or '(' or ')')));
        return tidy.Length <= 20 && tidy.Count(char.IsAsciiDigit) is >= 7 and <= 15 && tidy.All(c => char.IsAsciiDigit(c) || c == '-') && tidy[0] != '-' ? tidy : throw HostingProblems.BadPhone();
    }

    static string Subject(Station station) => station.Number is null ? $"station:#{station.Id}" : $"station:{station.Number}";
}
