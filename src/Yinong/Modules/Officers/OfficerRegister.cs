using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Modules.Officers.Personal;
using Yinong.Modules.Officers.Rules;
using Yinong.Modules.Officers.Standings;
using Yinong.Modules.Stations;
using Yinong.Platform.Audit;
using Yinong.Platform.Database;
using Yinong.Platform.Jobs;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;

namespace Yinong.Modules.Officers;

/// <summary>
/// The only writer of officers and their postings. Whoever has no valid certificate on the first day is not posted (S-14). Each change is audited in its
/// transaction and told to the caches after it.
/// </summary>
public sealed class OfficerRegister(AppDb db, Viewer viewer, OfficerRules rules, ProgrammeClock clock, TimeProvider time, AuditLog audit, ChangeFeed feed)
{
    /// <summary>Topic under which the number of a changed officer is told to caches.</summary>
    public const string Topic = "officer";

    const int Attempts = 20;

    /// <summary>
    /// Officers that the viewer may know: within his reach; an operator's people only those who serve or served at one of its stations, and those
    /// who serve nowhere yet.
    /// </summary>
    public IQueryable<Officer> Visible() => viewer.Reach.Organisation is null
        ? db.Officers
        : db.Officers.Where(o => !db.Postings.Any(p => p.OfficerId == o.Id) || db.Postings.Any(p => p.OfficerId == o.Id && db.Stations.Any(s => s.Id == p.StationId)));

    /// <summary>The officer with this number; 404 when unknown or out of reach.</summary>
    public async Task<Officer> GetAsync(string number, CancellationToken cancel = default) =>
        OfficerNumber.Find(number) is { } known && await Visible().FirstOrDefaultAsync(o => o.Number == known, cancel) is { } officer ? officer : throw Problem.NotFound();

    /// <summary>Enters an officer and gives the permanent number.</summary>
    public async Task<Officer> RegisterAsync(NewOfficer input, CancellationToken cancel = default)
    {
        May(Permission.OfficersWrite);
        var division = await PlaceAsync(input.Division, cancel);
        var officer = new Officer { Number = "", Name = input.Name.Trim(), Phone = PhoneOf(input.Phone), Division = division.Value, RegisteredAt = time.GetUtcNow().UtcDateTime, Version = 1 };
        db.Add(officer);
        for (var attempt = 1; ; attempt++)
        {
            officer.Number = await NextNumberAsync(division, cancel);
            var entry = audit.Entry("officer.registered", Subject(officer), officer.Division, new { after = Snapshot(officer) });
            db.Add(entry);
            try
            {
                await db.SaveChangesAsync(cancel);
                return officer;
            }
            catch (DbUpdateException e) when (attempt < Attempts && e.IsTaken("ux_officers_number", "officers.number"))
            {
                db.Entry(entry).State = EntityState.Detached;
            }
        }
    }

    /// <summary>Changes name, phone or place.</summary>
    public async Task<Officer> EditAsync(string number, OfficerBasics input, CancellationToken cancel = default)
    {
        May(Permission.OfficersWrite);
        var officer = await GetAsync(number, cancel);
        var division = await PlaceAsync(input.Division, cancel);
        var (before, phone) = (Snapshot(officer), officer.Phone);
        (officer.Name, officer.Phone, officer.Division) = (input.Name.Trim(), input.Phone == phone ? phone : PhoneOf(input.Phone), division.Value);
        db.Entry(officer).Property(o => o.Version).OriginalValue = input.Version;
        officer.Version = input.Version + 1;
        audit.Record(db, "officer.edited", Subject(officer), officer.Division, new { before, after = Snapshot(officer), phoneChanged = phone != officer.Phone });
        await WriteAsync(officer, cancel);
        return officer;
    }

    /// <summary>Posts an officer to a station from a day on; that day needs a valid certificate, and the station must not have ended.</summary>
    public async Task<Posting> PostAsync(string number, string stationNumber, DateOnly from, CancellationToken cancel = default)
    {
        May(Permission.OfficersWrite);
        var officer = await GetAsync(number, cancel);
        var posting = await PlacePostingAsync(officer, await StationAsync(stationNumber, cancel), from, cancel);
        await SaveAsync(officer, cancel);
        return posting;
    }

    /// <summary>Ends a posting; the last day is between its first and today.</summary>
    public async Task EndAsync(string number, int postingId, DateOnly lastDay, OfficerReason reason, CancellationToken cancel = default)
    {
        May(Permission.OfficersWrite);
        var officer = await GetAsync(number, cancel);
        await EndPostingAsync(officer, postingId, lastDay, reason, cancel);
        await SaveAsync(officer, cancel);
    }

    /// <summary>Hands a station over: one posting ends, the successor's begins the day after, both or neither.</summary>
    public async Task HandOverAsync(string number, int postingId, string successorNumber, DateOnly lastDay, OfficerReason reason, CancellationToken cancel = default)
    {
        May(Permission.OfficersWrite);
        var officer = await GetAsync(number, cancel);
        var successor = OfficerNumber.Find(successorNumber) is { } known ? await Visible().FirstOrDefaultAsync(o => o.Number == known, cancel) : null;
        if (successor is null) throw OfficerProblems.UnknownOfficer();
        if (successor.Id == officer.Id) throw OfficerProblems.SamePerson();
        var ended = await EndPostingAsync(officer, postingId, lastDay, reason, cancel);
        var station = await db.Stations.FirstOrDefaultAsync(s => s.Id == ended.StationId, cancel) ?? throw Problem.NotFound();
        await PlacePostingAsync(successor, station, lastDay.AddDays(1), cancel, tomorrowToo: true);
        successor.Version++;
        feed.Announce(db, Topic, successor.Number);
        await SaveAsync(officer, cancel);
    }

    /// <summary>The phone number unmasked, for a stated reason; the look is audited before anything is shown.</summary>
    public async Task<string?> RevealPhoneAsync(string number, string? why, CancellationToken cancel = default)
    {
        May(Permission.PersonalRead);
        var officer = await GetAsync(number, cancel);
        if (why is null || why.Trim().Length < 4) throw OfficerProblems.WhyNeeded();
        audit.Record(db, "personal.revealed", Subject(officer), officer.Division, new { field = "phone" }, why.Trim());
        await db.SaveChangesAsync(cancel);
        return officer.Phone;
    }

    async Task<Posting> EndPostingAsync(Officer officer, int postingId, DateOnly lastDay, OfficerReason reason, CancellationToken cancel)
    {
        var posting = await db.Postings.FirstOrDefaultAsync(p => p.Id == postingId && p.OfficerId == officer.Id, cancel) ?? throw Problem.NotFound();
        if (posting.IsOver(clock.Today)) throw OfficerProblems.AlreadyEnded();
        if (lastDay < posting.FromDate) throw OfficerProblems.EndBeforeStart();
        if (lastDay > clock.Today) throw OfficerProblems.EndInFuture();
        OfficerReasons.Check(OfficerReasons.ForEnding, reason);
        (posting.ToDate, posting.EndReasonCode, posting.EndReason) = (lastDay, reason.Code, Blank(reason.Text));
        var station = await db.Stations.Where(s => s.Id == posting.StationId).Select(s => s.Number).FirstOrDefaultAsync(cancel);
        audit.Record(db, "officer.posting-ended", Subject(officer), posting.Division, new { station, posting.FromDate, posting.ToDate }, $"{reason.Code} {reason.Text}".Trim());
        return posting;
    }

    async Task<Posting> PlacePostingAsync(Officer officer, Station station, DateOnly from, CancellationToken cancel, bool tomorrowToo = false)
    {
        if (station.State.IsEnd()) throw OfficerProblems.StationEnded();
        if (!officer.Standing.MayBePosted()) throw StandingProblems.NotPostable();
        if (from > clock.Today.AddDays(tomorrowToo ? 1 : 0)) throw OfficerProblems.StartInFuture();
        if (!await db.Certificates.HoldingOn(from).AnyAsync(c => c.OfficerId == officer.Id, cancel)) throw OfficerProblems.NotCertified();
        if (await db.Postings.Where(p => p.OfficerId == officer.Id && p.StationId == station.Id).NotOverOn(from).AnyAsync(cancel)) throw OfficerProblems.AlreadyPosted();
        var rule = await rules.InForceAsync(new(station.Division), clock.Today, cancel);
        var posting = new Posting { OfficerId = officer.Id, StationId = station.Id, Division = station.Division, FromDate = from, ToDate = rule.TermEnd(from) };
        db.Add(posting);
        audit.Record(db, "officer.posted", Subject(officer), station.Division, new { station = station.Number, posting.FromDate, posting.ToDate, rule = rule.Edition });
        if (station.Number is not null) feed.Announce(db, StationRegister.Topic, station.Number);
        return posting;
    }

    /// <summary>Posts who takes over from somebody who leaves on a day to come; not when he serves there already. The caller saves.</summary>
    internal async Task SucceedAsync(Officer successor, Station station, DateOnly from, CancellationToken cancel)
    {
        if (await db.Postings.Where(p => p.OfficerId == successor.Id && p.StationId == station.Id).NotOverOn(from).AnyAsync(cancel)) return;
        var rule = await rules.InForceAsync(new(station.Division), clock.Today, cancel);
        var posting = new Posting { OfficerId = successor.Id, StationId = station.Id, Division = station.Division, FromDate = from, ToDate = rule.TermEnd(from) };
        db.Add(posting);
        audit.Record(db, "officer.posted", Subject(successor), station.Division, new { station = station.Number, posting.FromDate, posting.ToDate, rule = rule.Edition });
    }

    async Task<Station> StationAsync(string typed, CancellationToken cancel) =>
        StationNumber.TryParse(typed, out var number, out _, out _) && await db.Stations.FirstOrDefaultAsync(s => s.Number == number.Text, cancel) is { } station
            ? station : throw OfficerProblems.UnknownStation();

    // The same check as of an application: a number that can be called, or none.
    string? PhoneOf(string? typed) => Blank(typed) is not { } given ? null : PhoneRanges.Read(given, clock.Today) ?? throw OfficerProblems.WrongPhone();

    async Task<DivisionCode> PlaceAsync(string text, CancellationToken cancel)
    {
        var today = clock.Today;
        return DivisionCode.TryParse(text.Trim(), out var code) && code.Level >= DivisionLevel.County && viewer.Reach.Contains(code)
            && await db.Divisions.AnyAsync(d => d.Code == code.Value && (d.ValidTo == null || d.ValidTo >= today), cancel) ? code : throw OfficerProblems.UnknownDivision();
    }

    async Task<string> NextNumberAsync(DivisionCode division, CancellationToken cancel)
    {
        var year = clock.Today.Year;
        var series = OfficerNumber.Series(division, year);
        var (first, last) = (series + "0000", series + "9999Z");
        var highest = await db.Officers.IgnoreQueryFilters().Where(o => string.Compare(o.Number, first) >= 0 && string.Compare(o.Number, last) <= 0).MaxAsync(o => (string?)o.Number, cancel);
        var serial = highest is null ? 1 : OfficerNumber.SerialOf(highest) + 1;
        return serial <= OfficerNumber.LastSerial ? OfficerNumber.Make(division, year, serial) : throw OfficerProblems.SerialsUsedUp();
    }

    // What was checked before the save is only true while nobody else changes the same officer: of two who send the same at once, one is refused.
    internal async Task SaveAsync(Officer officer, CancellationToken cancel)
    {
        officer.Version++;
        await WriteAsync(officer, cancel);
    }

    async Task WriteAsync(Officer officer, CancellationToken cancel)
    {
        feed.Announce(db, Topic, officer.Number);
        await db.SaveUnlessChangedAsync(cancel);
    }

    void May(string permission)
    {
        if (!viewer.Has(permission)) throw OfficerProblems.NotYours();
    }

    static string Subject(Officer officer) => $"officer:{officer.Number}";

    // No name and no phone: the audit keeps no personal data in the clear.
    static object Snapshot(Officer o) => new { o.Number, division = new DivisionCode(o.Division).ToString(), o.Version };

    static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
