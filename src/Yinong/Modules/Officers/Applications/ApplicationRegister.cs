using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Modules.Officers.Personal;
using Yinong.Modules.Officers.Rules;
using Yinong.Platform.Audit;
using Yinong.Platform.Database;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;
using ApplicationStep = Yinong.Modules.Officers.OfficerStep<Yinong.Modules.Officers.Applications.ApplicationState, Yinong.Modules.Officers.Applications.ApplicationAct>;

namespace Yinong.Modules.Officers.Applications;

/// <summary>Decides on applications by <see cref="ApplicationLaw"/>; each step is kept with who, when and why, and audited in its transaction.</summary>
public sealed class ApplicationRegister(AppDb db, Viewer viewer, OfficerRegister officers, ApplicationDesk desk, PersonalVault vault, ProgrammeClock clock, AuditLog audit, AuditActor actor)
{
    const int ShortestWords = 5;

    /// <summary>The application; 404 out of reach, and for an operator's people when another proposed him.</summary>
    public async Task<OfficerApplication> GetAsync(int id, CancellationToken cancel = default) =>
        await db.OfficerApplications.FirstOrDefaultAsync(a => a.Id == id, cancel) ?? throw Problem.NotFound();

    /// <summary>The rule that holds for it: that of its day.</summary>
    public static OfficerRule RuleOf(OfficerApplication application) => new(application.RuleEdition, JsonSerializer.Deserialize<Dictionary<string, string>>(application.Rule, JsonSerializerOptions.Web)!);

    /// <summary>Takes a step. Throws 404, 403, 409 or the problem of the field.</summary>
    public async Task<OfficerApplication> StepAsync(int id, ApplicationAct act, OfficerReason reason, long version, CancellationToken cancel = default)
    {
        var application = await GetAsync(id, cancel);
        var step = ApplicationLaw.Find(application.State, act) ?? throw ApplicationProblems.NoSuchStep();
        if (step.AuthorityOnly && viewer.Reach.Organisation is not null) throw ApplicationProblems.AuthorityOnly();
        if (step.Permission is not { } right || !viewer.Has(right)) throw OfficerProblems.NotYours();
        if (step.AuthorityOnly) await CheckDeciderAsync(application, cancel);
        CheckReason(step, reason);
        if (application.Version != version) throw ApplicationProblems.NoSuchStep();
        if (application.State is ApplicationState.Publicized && act is ApplicationAct.Select or ApplicationAct.KeepInReserve) await CheckPublicityAsync(application, cancel);
        await TakeAsync(application, step, reason, cancel);
        return application;
    }

    /// <summary>The applicant takes it back, with his receipt.</summary>
    public async Task WithdrawAsync(string receipt, CancellationToken cancel = default)
    {
        var application = await desk.FindAsync(receipt, cancel);
        await TakeAsync(application, ApplicationLaw.Find(application.State, ApplicationAct.Withdraw) ?? throw ApplicationProblems.NoSuchStep(), new(null, null), cancel);
    }

    /// <summary>The whole identity or phone number, for a reason; the look is audited before anything is shown.</summary>
    public async Task<string> RevealAsync(int id, bool identity, string? why, CancellationToken cancel = default)
    {
        if (!viewer.Has(Permission.PersonalRead)) throw OfficerProblems.NotYours();
        var application = await GetAsync(id, cancel);
        if (why is null || why.Trim().Length < 4) throw OfficerProblems.WhyNeeded();
        if (application.IdentityCipher is null || application.Phone is null) throw ApplicationProblems.Erased();
        audit.Record(db, "personal.revealed", ApplicationDesk.Subject(application), application.Division, new { field = identity ? "identity" : "phone" }, why.Trim());
        await db.SaveChangesAsync(cancel);
        return identity ? await vault.OpenAsync(application.IdentityCipher, application.IdentityIndex!) : application.Phone;
    }

    /// <summary>Whether the viewer may open its documents: who decides on it or on an appeal, and the operator that proposed the person. Copies of papers are no part of looking around.</summary>
    public static bool MayOpenFiles(OfficerApplication application, Viewer viewer) =>
        viewer.Reach.Organisation is { } own ? application.OrganisationId == own && viewer.Has(Permission.OfficersPropose) : viewer.Has(Permission.OfficersWrite) || viewer.Has(Permission.OfficersAppeal);

    /// <summary>The identity number as it may be seen: 3701**********1234; null when it was erased.</summary>
    public async Task<string?> MaskedIdentityAsync(OfficerApplication application) =>
        application.IdentityCipher is null ? null : IdentityNumber.Mask(await vault.OpenAsync(application.IdentityCipher, application.IdentityIndex!));

    /// <summary>Throws when the viewer is the applicant, a relative that was declared, or who sent it in (P4).</summary>
    public async Task CheckDeciderAsync(OfficerApplication application, CancellationToken cancel = default)
    {
        if (application.AccountId is not null && application.AccountId == viewer.AccountId || viewer.Name == application.Name || application.ConflictNames.Contains(viewer.Name)) throw ApplicationProblems.Involved();
        if (await db.OfficerApplicationSteps.AnyAsync(s => s.ApplicationId == application.Id && s.ToState == ApplicationState.Applied && s.Actor == actor.Actor, cancel)) throw ApplicationProblems.OwnMatter();
    }

    async Task TakeAsync(OfficerApplication application, ApplicationStep step, OfficerReason reason, CancellationToken cancel)
    {
        var from = application.State;
        if (step.Act is ApplicationAct.Publicize) (application.PublicFrom, application.PublicTo) = (clock.Today, clock.Today.AddDays(RuleOf(application).PublicityDays));
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (step.Act is ApplicationAct.Appoint) await AppointAsync(application, cancel);
        (application.State, application.Since, application.Version) = (step.To, clock.Today, application.Version + 1);
        application.DueOn = ApplicationDesk.DueOn(step.To, clock.Today, application.PublicTo);
        db.Add(new OfficerApplicationStep
        {
            ApplicationId = application.Id, Division = application.Division, FromState = from, ToState = step.To, OnDate = clock.Today, At = clock.UtcNow, Actor = actor.Actor, ReasonCode = reason.Code, Reason = Blank(reason.Text),
        });
        audit.Record(db, $"officer-application.{JsonNamingPolicy.KebabCaseLower.ConvertName(step.Act.ToString())}", ApplicationDesk.Subject(application), application.Division, new { before = from.Code(), after = step.To.Code(), application.OfficerId }, $"{reason.Code} {reason.Text}".Trim());
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw ApplicationProblems.NoSuchStep();
        }
        catch (DbUpdateException e) when (e.IsTaken("ux_officers_identity", "officers.identity_index"))
        {
            throw ApplicationProblems.OfficerAlready();
        }
        await transaction.CommitAsync(cancel);
    }

    // Enters him as an officer; the identity number goes along, so that one person is one officer. An account does not: who was signed in while the form was
    // filled in says nothing about who applies, and the county links the officer's own account afterwards.
    async Task AppointAsync(OfficerApplication application, CancellationToken cancel)
    {
        var officer = await officers.RegisterAsync(new(application.Name, application.Phone, new DivisionCode(application.Division).ToString()), cancel);
        (officer.IdentityCipher, officer.IdentityIndex) = (application.IdentityCipher, application.IdentityIndex);
        application.OfficerId = officer.Id;
    }

    async Task CheckPublicityAsync(OfficerApplication application, CancellationToken cancel)
    {
        if (clock.Today <= application.PublicTo) throw ApplicationProblems.StillPublic(application.PublicTo!.Value);
        var outcomes = await db.OfficerObjections.Where(o => o.ApplicationId == application.Id).Select(o => o.Outcome).ToListAsync(cancel);
        if (outcomes.Contains(null)) throw ApplicationProblems.ObjectionOpen();
        if (outcomes.Contains(ObjectionOutcome.Upheld)) throw ApplicationProblems.ObjectionUpheld();
    }

    static void CheckReason(ApplicationStep step, OfficerReason reason)
    {
        if (step.Reason is StepReason.Code)
        {
            var code = OfficerDeadlines.ApplicationReasons.FirstOrDefault(r => r.Code == reason.Code) ?? throw ApplicationProblems.ReasonNeeded();
            if (!code.NeedsText) return;
        }
        if (step.Reason is not StepReason.None && (reason.Text ?? "").Trim().Length < ShortestWords) throw ApplicationProblems.WordsNeeded();
    }

    static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
