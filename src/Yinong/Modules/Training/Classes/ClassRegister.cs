using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Modules.Officers;
using Yinong.Modules.Training.Courses;
using Yinong.Platform.Audit;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;

namespace Yinong.Modules.Training.Classes;

/// <summary>A class to make.</summary>
public sealed record NewClass(int BodyId, int? CourseId, string Title, ClassMode Mode, string Place, string Trainer, string? TrainerAccount, int Seats, DateOnly EnrolUntil, string Units);

/// <summary>The only writer of classes and enrolments. A place sees its own classes, those of the places above it, and those within its reach; its trainer sees it anyway.</summary>
public sealed class ClassRegister(AppDb db, Viewer viewer, BodyRegister bodies, CourseLibrary library, OfficerRegister officers, ProgrammeClock clock, AuditLog audit, AuditActor actor)
{
    DivisionCode Place => viewer.Post?.Division ?? DivisionCode.Nation;

    public IQueryable<TrainingClass> Visible()
    {
        var (from, to, above, me) = (viewer.Reach.From, viewer.Reach.To, QuestionRegister.Above(Place), viewer.AccountId);
        return db.TrainingClasses.Where(c => (c.Division >= from && c.Division <= to) || above.Contains(c.Division) || (c.TrainerId != null && c.TrainerId == me));
    }

    /// <summary>The class; 404 when there is none or it is of a place elsewhere.</summary>
    public async Task<TrainingClass> GetAsync(int id, CancellationToken cancel = default) => await Visible().FirstOrDefaultAsync(c => c.Id == id, cancel) ?? throw Problem.NotFound();

    public Task<List<ClassUnit>> UnitsAsync(int id, CancellationToken cancel = default) => db.ClassUnits.AsNoTracking().Where(u => u.ClassId == id).OrderBy(u => u.Place).ToListAsync(cancel);

    /// <summary>Whether the viewer makes and cancels it.</summary>
    public bool MayChange(TrainingClass one) => viewer.Has(Permission.TrainingTeach) && viewer.Reach.Organisation is null && viewer.Reach.Contains(new(one.Division));

    /// <summary>Whether the viewer keeps its roll: whoever holds classes there, and its trainer.</summary>
    public bool MayTeach(TrainingClass one) => MayChange(one) || (viewer.Has(Permission.TrainingTeach) && one.TrainerId is { } trainer && trainer == viewer.AccountId);

    public async Task<TrainingClass> CreateAsync(NewClass input, CancellationToken cancel = default)
    {
        if (!viewer.Has(Permission.TrainingTeach) || viewer.Reach.Organisation is not null) throw ClassProblems.NotYours();
        var today = clock.Today;
        if (!await bodies.Visible().AnyAsync(b => b.Id == input.BodyId && b.EndedOn == null, cancel)) throw ClassProblems.UnknownBody();
        if (input.CourseId is { } course && !await library.Readable().AnyAsync(c => c.Id == course && c.State == CourseState.Approved, cancel)) throw ClassProblems.UnknownCourse();
        var units = UnitLines.Read(input.Units, today);
        if (input.EnrolUntil < today || input.EnrolUntil > units[^1].OnDate) throw ClassProblems.WrongEnrolDay();
        var one = new TrainingClass
        {
            Division = Place.Value, BodyId = input.BodyId, CourseId = input.CourseId, Title = input.Title.Trim(), Mode = input.Mode, Place = input.Place.Trim(), Trainer = input.Trainer.Trim(), TrainerId = await TrainerAsync(input.TrainerAccount, cancel),
            Seats = (short)input.Seats, EnrolUntil = input.EnrolUntil, FirstDay = units[0].OnDate, LastDay = units[^1].OnDate, CreatedAt = clock.UtcNow, Version = 1,
        };
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        db.Add(one);
        await db.SaveChangesAsync(cancel);
        foreach (var unit in units) unit.ClassId = one.Id;
        db.AddRange(units);
        audit.Record(db, "class.made", Subject(one), one.Division, new { one.Title, one.BodyId, one.CourseId, one.Trainer, one.TrainerId, one.Seats, one.EnrolUntil, units = units.Select(u => new { u.OnDate, u.FromMinute, u.Minutes, u.Topic }) });
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return one;
    }

    /// <summary>Calls the class off; hours that were credited stay.</summary>
    public async Task CancelAsync(int id, string? reason, long version, CancellationToken cancel = default)
    {
        var one = await GetAsync(id, cancel);
        if (!MayChange(one)) throw ClassProblems.NotYours();
        if (one.CancelledAt is not null) throw ClassProblems.CancelledAlready();
        if (reason?.Trim() is not { Length: >= 2 and <= 200 } said) throw ClassProblems.ReasonNeeded();
        db.Entry(one).Property(c => c.Version).OriginalValue = version;
        (one.CancelledAt, one.CancelReason, one.Version) = (clock.UtcNow, said, version + 1);
        audit.Record(db, "class.cancelled", Subject(one), one.Division, new { one.Title }, said);
        await db.SaveUnlessChangedAsync(cancel);
    }

    /// <summary>Puts an officer of the viewer's reach into a class.</summary>
    public async Task EnrolAsync(int id, string officerNumber, CancellationToken cancel = default)
    {
        var one = await GetAsync(id, cancel);
        if (!MayTeach(one)) throw ClassProblems.NotYours();
        var number = OfficerNumber.Find(officerNumber) ?? throw ClassProblems.UnknownOfficer();
        var officer = await officers.Visible().AsNoTracking().FirstOrDefaultAsync(o => o.Number == number, cancel) ?? throw ClassProblems.UnknownOfficer();
        if (!new DivisionCode(one.Division).Contains(new(officer.Division))) throw ClassProblems.UnknownOfficer();
        await EnrolAsync(one.Id, officer, cancel);
    }

    /// <summary>Enrols an officer; enrolled already, nothing happens. The class's own row is taken first, so that the last seat is given once; its version stays, because nothing that its organiser sees in a form has changed.</summary>
    internal async Task EnrolAsync(int id, Officer officer, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.TrainingClasses.Where(c => c.Id == id).ExecuteUpdateAsync(set => set.SetProperty(c => c.Version, c => c.Version), cancel);
        var one = await db.TrainingClasses.AsNoTracking().FirstAsync(c => c.Id == id, cancel);
        if (!one.IsOpenOn(clock.Today)) throw ClassProblems.NotOpen();
        if (one.TrainerId is { } trainer && trainer == officer.AccountId) throw ClassProblems.Teaches();
        var taken = await db.ClassEnrolments.IgnoreQueryFilters().Where(e => e.ClassId == id && e.LeftAt == null).Select(e => e.OfficerId).ToListAsync(cancel);
        if (taken.Contains(officer.Id)) return;
        if (taken.Count >= one.Seats) throw ClassProblems.Full(one.Seats);
        db.Add(new ClassEnrolment { ClassId = id, OfficerId = officer.Id, Division = officer.Division, At = clock.UtcNow, Actor = actor.Actor });
        audit.Record(db, "class.enrolled", Subject(one), officer.Division, new { officer = officer.Number });
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    async Task<int?> TrainerAsync(string? account, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(account)) return null;
        var name = account.Trim();
        var id = await db.Accounts.IgnoreQueryFilters().Where(a => a.UserName == name).Select(a => (int?)a.Id).FirstOrDefaultAsync(cancel) ?? throw ClassProblems.UnknownTrainer();
        var roles = Roles.All.Where(r => r.Permissions.Contains(Permission.TrainingTeach)).Select(r => r.Code).ToList();
        return await db.AccountPosts.IgnoreQueryFilters().AnyAsync(p => p.AccountId == id && p.RevokedAt == null && roles.Contains(p.Role), cancel) ? id : throw ClassProblems.UnknownTrainer();
    }

    internal static string Subject(TrainingClass one) => $"training-class:{one.Id}";
}
