using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Officers;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;

namespace Yinong.Modules.Training.Hours;

/// <summary>Where an officer stands against what his province asks.</summary>
/// <param name="Rule">What the province asks; null: not set.</param>
/// <param name="Renewal">Whether it is about renewing a certificate, else about the first.</param>
/// <param name="Done">Minutes that count.</param>
/// <param name="Certificate">The certificate of duty that ends last; null: never had one.</param>
public sealed record HourStanding(HourRequirement? Rule, bool Renewal, int Done, Certificate? Certificate)
{
    /// <summary>Minutes needed; null: not set by the province.</summary>
    public int? Needed => Renewal ? Rule?.RefresherMinutes : Rule?.DutyMinutes;

    public bool IsEnough => Needed is not { } needed || Done >= needed;
}

/// <summary>
/// Adds up hours and holds them against the province's rule: for the first certificate all hours there are, for a renewal those since the certificate in force
/// began. Until the province has set any, nothing is refused.
/// </summary>
public sealed class HourLedger(AppDb db, HourRequirements requirements, ProgrammeClock clock)
{
    /// <summary>Where the officer stands today.</summary>
    public async Task<HourStanding> StandingAsync(Officer officer, CancellationToken cancel = default)
    {
        var certificate = await db.Certificates.IgnoreQueryFilters().AsNoTracking().Where(c => c.OfficerId == officer.Id && c.Kind == CertificateKinds.Duty && c.RevokedOn == null).OrderByDescending(c => c.ValidTo).FirstOrDefaultAsync(cancel);
        var rule = await requirements.InForceAsync(new DivisionCode(officer.Division), clock.Today, cancel);
        var from = certificate?.ValidFrom ?? DateOnly.MinValue;
        var done = await db.HourCredits.IgnoreQueryFilters().Where(h => h.OfficerId == officer.Id && h.OnDate >= from).SumAsync(h => h.Minutes, cancel);
        return new(rule, certificate is not null, done, certificate);
    }

    /// <summary>What stands in the way of an examination for duty; null: nothing, or the province has set no hours.</summary>
    public async Task<Problem?> LackAsync(Officer officer, CancellationToken cancel = default) =>
        await StandingAsync(officer, cancel) is { IsEnough: false } standing ? HourProblems.TooFew(standing.Done, standing.Needed!.Value, standing.Renewal) : null;

    /// <summary>Rows of an officer's hours, the newest first.</summary>
    public Task<List<HourCredit>> RowsAsync(int officer, int most, CancellationToken cancel = default) =>
        db.HourCredits.IgnoreQueryFilters().AsNoTracking().Where(h => h.OfficerId == officer).OrderByDescending(h => h.OnDate).ThenByDescending(h => h.Id).Take(most).ToListAsync(cancel);
}
