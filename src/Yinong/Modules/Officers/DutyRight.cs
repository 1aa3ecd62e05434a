namespace Yinong.Modules.Officers;

/// <summary>The gates of S-14 as questions to the database, in one place: whose certificate holds, and who is on post.</summary>
static class DutyRight
{
    /// <summary>Certificates of duty that give the right to serve on every day from the first to the last: in force, not revoked, not suspended on any of them.</summary>
    public static IQueryable<Certificate> HoldingOn(this IQueryable<Certificate> certificates, DateOnly first, DateOnly last) =>
        certificates.Where(c => c.Kind == CertificateKinds.Duty && c.ValidFrom <= first && c.ValidTo >= last && (c.RevokedOn == null || c.RevokedOn > last)
            && !c.Suspensions.Any(s => s.FromDate <= last && (s.UntilDate == null || s.UntilDate >= first) && (s.LiftedOn == null || s.LiftedOn > first)));

    /// <summary>The same for one day.</summary>
    public static IQueryable<Certificate> HoldingOn(this IQueryable<Certificate> certificates, DateOnly day) => certificates.HoldingOn(day, day);

    /// <summary>Postings that have not ended before the day: open ones, and terms that run on or are to come. One that was taken back before its first day has no days at all.</summary>
    public static IQueryable<Posting> NotOverOn(this IQueryable<Posting> postings, DateOnly day) => postings.Where(p => p.ToDate == null || (p.ToDate >= day && p.ToDate >= p.FromDate));
}
