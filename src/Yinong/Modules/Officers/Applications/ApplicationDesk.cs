using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Modules.Officers.Personal;
using Yinong.Modules.Officers.Rules;
using Yinong.Modules.Stations;
using Yinong.Modules.Stations.SixHaves;
using Yinong.Platform.Audit;
using Yinong.Platform.Database;
using Yinong.Platform.Numbers;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;

namespace Yinong.Modules.Officers.Applications;

/// <summary>
/// What an application says. Place: twelve-digit code of the village, or the number of a station. HasConflict: whether relatives serve in the government, the village committee or the
/// operator; null: not said.
/// </summary>
public sealed record NewApplication(string? Place, string Name, string? Phone, string? Identity, string? Schooling, bool LivesInVillage, string? Preferred, bool? HasConflict, string? Conflicts);

/// <summary>Takes applications in: from anybody on the public page, from the county or an operator for somebody. The rule of the day is checked and kept with each.</summary>
public sealed class ApplicationDesk(AppDb db, Viewer viewer, PersonalVault vault, OfficerRules rules, ProgrammeClock clock, AuditLog audit, AuditActor actor)
{
    /// <summary>Documents of one application.</summary>
    public const int MostFiles = 5;

    /// <summary>From the applicant himself.</summary>
    public Task<OfficerApplication> SubmitAsync(NewApplication input, IReadOnlyList<Evidence> files, CancellationToken cancel = default) => AddAsync(input, files, ApplicationChannel.Self, cancel);

    /// <summary>For somebody, within one's reach: by the county, or by an operator as a proposal.</summary>
    public async Task<OfficerApplication> ProposeAsync(NewApplication input, IReadOnlyList<Evidence> files, CancellationToken cancel = default)
    {
        if (!viewer.Has(Permission.OfficersPropose)) throw OfficerProblems.NotYours();
        return await AddAsync(input, files, viewer.Reach.Organisation is null ? ApplicationChannel.Authority : ApplicationChannel.Operator, cancel);
    }

    async Task<OfficerApplication> AddAsync(NewApplication input, IReadOnlyList<Evidence> files, ApplicationChannel channel, CancellationToken cancel)
    {
        var (place, station) = await PlaceAsync(input.Place, channel, cancel);
        var rule = await rules.InForceAsync(place, clock.Today, cancel);
        var phone = PhoneRanges.Read(input.Phone, clock.Today) ?? throw ApplicationProblems.WrongPhone();
        var identity = IdentityNumber.TryParse(input.Identity, clock.Today, out var fault) ?? throw ApplicationProblems.WrongIdentity(fault);
        ApplicationRules.Check(rule, input, identity.AgeOn(clock.Today), files.Count);
        var kept = await vault.SealAsync(identity.Text);
        if (await db.Officers.IgnoreQueryFilters().AnyAsync(o => o.IdentityIndex == kept.Index, cancel)) throw ApplicationProblems.OneOpen();
        var application = new OfficerApplication
        {
            Receipt = ReceiptCode.New(), Division = place.Value, StationId = station?.Id, OrganisationId = channel is ApplicationChannel.Operator ? viewer.Reach.Organisation : null, Channel = channel,
            Name = input.Name.Trim(), Phone = phone, IdentityCipher = kept.Cipher, IdentityIndex = kept.Index, Schooling = input.Schooling!, LivesInVillage = input.LivesInVillage, Preferred = Blank(input.Preferred),
            Conflicts = input.HasConflict is true ? input.Conflicts!.ReplaceLineEndings("\n").Trim() : null, RuleEdition = rule.Edition, Rule = JsonSerializer.Serialize(rule.Values, JsonSerializerOptions.Web),
            State = ApplicationState.Applied, Since = clock.Today, DueOn = DueOn(ApplicationState.Applied, clock.Today, null), At = clock.UtcNow, Version = 1,
        };
        db.Add(application);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException e) when (e.IsTaken("ux_officer_applications_identity", "officer_applications.identity_index"))
        {
            throw ApplicationProblems.OneOpen();
        }
        db.Add(new OfficerApplicationStep { ApplicationId = application.Id, Division = application.Division, ToState = ApplicationState.Applied, OnDate = clock.Today, At = clock.UtcNow, Actor = actor.Actor });
        foreach (var file in files) db.Add(new OfficerApplicationFile { ApplicationId = application.Id, Division = application.Division, Hash = file.Hash, ContentType = file.ContentType, FileName = file.FileName, Bytes = file.Bytes });
        audit.Record(db, "officer-application.apply", Subject(application), application.Division, new { application.Receipt, channel = channel.ToString(), application.RuleEdition, conflicts = application.Conflicts is not null, files = files.Count });
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return application;
    }

    /// <summary>The application behind a receipt, for whoever holds it; 404 when there is none.</summary>
    public async Task<OfficerApplication> FindAsync(string receipt, CancellationToken cancel = default)
    {
        var wanted = receipt.Trim().ToUpperInvariant();
        return await db.OfficerApplications.IgnoreQueryFilters().FirstOrDefaultAsync(a => a.Receipt == wanted, cancel) ?? throw Problem.NotFound();
    }

    public static string Subject(OfficerApplication application) => $"officer-application:{application.Receipt}";

    /// <summary>Until when the step after a state is due.</summary>
    public static DateOnly? DueOn(ApplicationState state, DateOnly since, DateOnly? publicTo) => state is ApplicationState.Publicized
        ? publicTo!.Value.AddDays(OfficerDeadlines.AfterPublicity.Days) : OfficerDeadlines.OfApplication(state.Code()) is { } deadline ? since.AddDays(deadline.Days) : null;

    // The public page is for any village of the country; who proposes stays within his reach.
    async Task<(DivisionCode Place, Station? Station)> PlaceAsync(string? typed, ApplicationChannel channel, CancellationToken cancel)
    {
        var text = (typed ?? "").Trim();
        var open = channel is ApplicationChannel.Self;
        if (StationNumber.TryParse(text, out var number, out _, out _))
        {
            var stations = open ? db.Stations.IgnoreQueryFilters() : db.Stations;
            var station = await stations.AsNoTracking().FirstOrDefaultAsync(s => s.Number == number.Text, cancel) ?? throw ApplicationProblems.UnknownPlace();
            return station.State.IsEnd() ? throw ApplicationProblems.StationEnded() : (new(station.Division), station);
        }
        var today = clock.Today;
        if (!DivisionCode.TryParse(text, out var code) || code.Level < DivisionLevel.County || !await db.Divisions.AnyAsync(d => d.Code == code.Value && (d.ValidTo == null || d.ValidTo >= today), cancel)) throw ApplicationProblems.UnknownPlace();
        return open || viewer.Reach.Contains(code) ? (code, null) : throw ApplicationProblems.PlaceNotYours();
    }

    static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
