using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Platform.Audit;
using Yinong.Platform.Database;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;

namespace Yinong.Modules.Training.Classes;

/// <summary>A body to register.</summary>
public sealed record NewBody(string Kind, string Name, string? Phone, string Source);

/// <summary>The register of training bodies; its only writer. A place takes as organisers its own, and those of the places above it.</summary>
public sealed class BodyRegister(AppDb db, Viewer viewer, ProgrammeClock clock, AuditLog audit)
{
    DivisionCode Place => viewer.Post?.Division ?? DivisionCode.Nation;

    public IQueryable<TrainingBody> Visible()
    {
        var (from, to, above) = (viewer.Reach.From, viewer.Reach.To, QuestionRegister.Above(Place));
        return db.TrainingBodies.Where(b => (b.Division >= from && b.Division <= to) || above.Contains(b.Division));
    }

    public bool MayChange(TrainingBody body) => viewer.Has(Permission.TrainingWrite) && viewer.Reach.Organisation is null && viewer.Reach.Contains(new(body.Division));

    public async Task<TrainingBody> AddAsync(NewBody input, CancellationToken cancel = default)
    {
        if (!viewer.Has(Permission.TrainingWrite) || viewer.Reach.Organisation is not null) throw ClassProblems.NotYours();
        if (TrainingRules.FindBodyKind(input.Kind) is null) throw ClassProblems.UnknownKind();
        var body = new TrainingBody { Division = Place.Value, Kind = input.Kind, Name = input.Name.Trim(), Phone = string.IsNullOrWhiteSpace(input.Phone) ? null : input.Phone.Trim(), Source = input.Source.Trim(), Version = 1 };
        db.Add(body);
        audit.Record(db, "training-body.registered", $"division:{Place}", body.Division, new { body.Kind, body.Name, body.Source });
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException e) when (e.IsTaken("ux_training_bodies_name", "training_bodies.division"))
        {
            throw ClassProblems.BodyKnown();
        }
        return body;
    }

    /// <summary>From tomorrow on it takes no more classes; those it holds go on.</summary>
    public async Task EndAsync(int id, long version, CancellationToken cancel = default)
    {
        var body = await Visible().FirstOrDefaultAsync(b => b.Id == id, cancel) ?? throw Problem.NotFound();
        if (!MayChange(body)) throw ClassProblems.NotYours();
        if (body.EndedOn is not null) throw ClassProblems.BodyEnded();
        db.Entry(body).Property(b => b.Version).OriginalValue = version;
        (body.EndedOn, body.Version) = (clock.Today, version + 1);
        audit.Record(db, "training-body.ended", $"training-body:{body.Id}", body.Division, new { body.Name });
        await db.SaveUnlessChangedAsync(cancel);
    }
}
