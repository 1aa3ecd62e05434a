using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Officers;

/// <summary>What anybody may know of a certificate (contract.md).</summary>
/// <param name="Number">As on the paper.</param>
/// <param name="Holder">Masked name.</param>
/// <param name="Kind">duty 上岗证, training 合格证.</param>
/// <param name="Station">Number of the station where the holder is on post today; null: none.</param>
/// <param name="ValidFrom">First valid day.</param>
/// <param name="ValidTo">Last valid day.</param>
/// <param name="Status">valid, not-yet, expired, suspended, revoked.</param>
public sealed record CertificateAnswer(string Number, string Holder, string Kind, string? Station, DateOnly ValidFrom, DateOnly ValidTo, string Status)
{
    /// <summary>Suspended today until this day; null: not suspended, or until it is lifted.</summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? SuspendedUntil { get; init; }
}

static class CertificatesApi
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/api/v1/certificates/{number}", OneAsync).WithTags("certificates").AllowAnonymous()
            .Produces<CertificateAnswer>().Produces(304).ProducesProblem(400).ProducesProblem(404)
            .WithSummary("Whether a certificate is genuine and valid today; for anybody.");

    static async Task OneAsync(string number, HttpContext context, AppDb db, ProgrammeClock clock) =>
        await TaggedAnswer.JsonAsync(context, await db.FindCertificateAsync(number, clock.Today, context.RequestAborted) ?? throw Problem.NotFound());

    /// <summary>The certificate of a typed number. Throws when it cannot be one; null when it was never issued.</summary>
    public static async Task<CertificateAnswer?> FindCertificateAsync(this AppDb db, string typed, DateOnly today, CancellationToken cancel)
    {
        var number = CertificateNumber.Find(typed, out var fault) ?? throw OfficerProblems.WrongCertificateNumber(fault);
        // Anybody may check a certificate, wherever it was issued.
        var found = await (from c in db.Certificates.IgnoreQueryFilters()
                           join o in db.Officers on c.OfficerId equals o.Id
                           where c.Number == number
                           select new { Certificate = c, o.Name }).AsNoTracking().FirstOrDefaultAsync(cancel);
        if (found is null) return null;
        var certificate = found.Certificate;
        var station = await (from p in db.Postings.IgnoreQueryFilters()
                             join s in db.Stations on p.StationId equals s.Id
                             where p.OfficerId == certificate.OfficerId && p.FromDate <= today && (p.ToDate == null || p.ToDate >= today)
                             orderby p.FromDate
                             select s.Number).FirstOrDefaultAsync(cancel);
        return new(certificate.Number, Show.Masked(found.Name), certificate.Kind, station, certificate.ValidFrom, certificate.ValidTo, certificate.StatusOn(today).Word())
        {
            SuspendedUntil = certificate.StatusOn(today) is CertificateStatus.Suspended ? certificate.Suspensions.First(s => s.HoldsOn(today)).UntilDate : null,
        };
    }
}
