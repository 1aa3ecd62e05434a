using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Desk;
using Yinong.Modules.Training.Courses;
using Yinong.Platform.Audit;
using Yinong.Platform.Database;
using Yinong.Platform.Numbers;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;

namespace Yinong.Modules.Training.Farmers;

/// <summary>A session to plan.</summary>
public sealed record NewSession(string Topic, int? CourseId, DateOnly OnDate, string From, string Place, int Planned);

/// <summary>
/// The officer's side of phone-skills training, and its only writer: plan, close, cancel. Everything here is the viewer's own and found by the officer of the
/// account. Closing records one group service through the service desk, so that certificate, posting and the station's state decide here as everywhere.
/// </summary>
public sealed class SessionRegister(AppDb db, OfficerDesk desk, ServiceDesk services, DeskLimits limits, CourseLibrary courses, ProgrammeClock clock, AuditLog audit)
{
    public const int MostPlanned = 2000;
    const int DaysBack = 7, LongestNote = 200;
    /// <summary>Own sessions, the latest day first.</summary>
    public async Task<IReadOnlyList<FarmerSession>> MineAsync(CancellationToken cancel = default)
    {
        var officer = (await desk.GetAsync()).Id;
        return await db.FarmerSessions.IgnoreQueryFilters().AsNoTracking().Where(s => s.OfficerId == officer).OrderByDescending(s => s.OnDate).ThenByDescending(s => s.Id).Take(50).ToListAsync(cancel);
    }

    /// <summary>An own session; anybody else's is not found.</summary>
    public async Task<FarmerSession> GetAsync(string number, CancellationToken cancel = default)
    {
        var (officer, wanted) = ((await desk.GetAsync()).Id, number.Trim().ToUpperInvariant());
        return await db.FarmerSessions.IgnoreQueryFilters().FirstOrDefaultAsync(s => s.Number == wanted && s.OfficerId == officer, cancel) ?? throw Problem.NotFound();
    }

    public async Task<FarmerSession> PlanAsync(NewSession input, CancellationToken cancel = default)
    {
        var officer = await desk.GetAsync();
        if (officer.Station is not { } station || officer.Id == 0) throw SessionProblems.NoStation();
        if (TrainingRules.FindTopic(input.Topic) is not { } topic) throw SessionProblems.UnknownTopic();
        if (input.CourseId is { } course && (await courses.StudiedAtAsync(station.Division, forFarmers: true, cancel)).All(c => c.Id != course)) throw SessionProblems.UnknownCourse();
        var today = clock.Today;
        if (input.OnDate < today.AddDays(-DaysBack) || input.OnDate > today.AddYears(1)) throw SessionProblems.WrongDay();
        if (!TimeOnly.TryParseExact(input.From.Normalize(System.Text.NormalizationForm.FormKC).Trim(), ["H:m", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var from)) throw SessionProblems.WrongTime();
        if (input.Place.Trim().Length is < 2 or > 80) throw SessionProblems.PlaceLength();
        if (input.Planned is < 1 or > MostPlanned) throw SessionProblems.WrongPlanned(MostPlanned);
        var session = new FarmerSession
        {
            Number = ReceiptCode.New(8), StationId = station.Id, OfficerId = officer.Id, Division = station.Division.Value, Topic = topic.Code, CourseId = input.CourseId, OnDate = input.OnDate,
            FromMinute = (short)(from.Hour * 60 + from.Minute), Place = input.Place.Trim(), Planned = (short)input.Planned, State = SessionState.Planned, RecordId = Guid.CreateVersion7(), CreatedAt = clock.UtcNow, Version = 1,
        };
        db.Add(session);
        audit.Record(db, "session.planned", Subject(session), session.Division, new { station = station.Number, session.Topic, session.OnDate, session.Planned });
        await db.SaveChangesAsync(cancel);
        return session;
    }

    /// <summary>
    /// Closes a session that was held: the group service first, then the session. Broken off between the two, pressing again finds the record that is there
    /// and only closes. Throws whatever refuses the service.
    /// </summary>
    public async Task CloseAsync(string number, int headCount, string? note, CancellationToken cancel = default)
    {
        var (session, officer) = (await GetAsync(number, cancel), await desk.GetAsync());
        if (session.State is not SessionState.Planned) throw SessionProblems.Closed();
        if (session.StartsAt > clock.UtcNow) throw SessionProblems.TooEarly();
        if (headCount < 1 || headCount > limits.MostInGroup) throw SessionProblems.WrongHeadCount(limits.MostInGroup);
        if (note?.Length > LongestNote) throw SessionProblems.NoteLength();
        var recorded = await db.ServiceRecords.IgnoreQueryFilters().AsNoTracking().FirstOrDefaultAsync(r => r.Id == session.RecordId, cancel);
        if (recorded is null) await RecordAsync(session, officer, headCount);
        (session.State, session.HeadCount, session.Note, session.ClosedAt, session.Version) = (SessionState.Held, recorded?.PersonTimes ?? headCount, string.IsNullOrWhiteSpace(note) ? null : note.Trim(), clock.UtcNow, session.Version + 1);
        audit.Record(db, "session.held", Subject(session), session.Division, new { session.HeadCount, record = session.RecordId });
        await SaveAsync(cancel);
    }

    public async Task CancelAsync(string number, string? reason, CancellationToken cancel = default)
    {
        var session = await GetAsync(number, cancel);
        if (session.State is not SessionState.Planned) throw SessionProblems.Closed();
        if (reason?.Trim() is not { Length: >= 2 and <= LongestNote } said) throw SessionProblems.ReasonNeeded();
        (session.State, session.Note, session.ClosedAt, session.Version) = (SessionState.Cancelled, said, clock.UtcNow, session.Version + 1);
        audit.Record(db, "session.cancelled", Subject(session), session.Division, reason: said);
        await SaveAsync(cancel);
    }

    // The officer closed it on two phones: the record counts once by its id, and one of the two closes.
    async Task SaveAsync(CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw SessionProblems.Closed();
        }
    }

    async Task RecordAsync(FarmerSession session, DeskOfficer officer, int headCount)
    {
        var station = await db.Stations.IgnoreQueryFilters().Where(s => s.Id == session.StationId).Select(s => s.Number).FirstAsync();
        var line = new RecordLine
        {
            Id = session.RecordId, Station = station!, Officer = officer.Number, Item = TrainingRules.FindTopic(session.Topic)!.Item, PersonTimes = headCount, Group = true, Channel = Channel.OnSite, ServedAt = session.StartsAt,
            Outcome = Outcome.Done, Note = Subject(session),
        };
        var answer = (await services.RecordAsync([new ReadLine(line, session.RecordId.ToString(), null)]))[0];
        // A record under this id with another number was written in the same moment, by the other phone.
        if (answer.Problem is { } no) throw no.Code == "service-record.conflict" ? SessionProblems.Closed() : no;
    }

    internal static string Subject(FarmerSession session) => $"session:{session.Number}";
}
