namespace Yinong.Modules.Stations;

/// <summary>
/// A certificate <c>c</c> that is suspended gives no right to serve. Certificates stand in a module above this one, so the condition is SQL; the same as
/// <c>Certificate.StatusOn</c>, which a test holds against it.
/// </summary>
static class RestingCertificates
{
    /// <summary>No suspension holds on <c>@today</c>.</summary>
    public const string None = """
        not exists (select 1 from certificate_suspensions x where x.certificate_id = c.id and x.from_date <= @today
          and (x.until_date is null or x.until_date >= @today) and (x.lifted_on is null or x.lifted_on > @today))
        """;
}
