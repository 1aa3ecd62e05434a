namespace Yinong.Commands.Simulation.Stories;

/// <summary>
/// <c>Elsewhere</c>: share of the stations of the other counties. <c>Licences</c>: share of the stations with one, by kind; <c>HostLicences</c>: the kind that stands for the business licence, by
/// host class. <c>Open</c>: share of licences without an end. <c>Hours</c>: plan of the week by the words that the public reads. <c>Closed</c>: share of stations with a closure.
/// <c>Checked</c>: share of the numbers that somebody rang; <c>CheckedLongAgo</c>: of these, long ago.
/// </summary>
sealed record HostingFile(double Elsewhere, string Number, Dictionary<string, double> Licences, Dictionary<string, string> HostLicences, double Open, double Expired, double Soon, double Renewed, int[] Years)
{
    public required Dictionary<string, HoursFile> Hours { get; init; }

    public double Closed { get; init; }

    public required int[] ClosureDays { get; init; }

    public required Dictionary<string, string?> Closures { get; init; }

    public double Withdrawn { get; init; }

    public double Host { get; init; }

    public double Operator { get; init; }

    public double Checked { get; init; }

    public required int[] CheckDays { get; init; }

    public double Unanswered { get; init; }

    public required int[] LongAgo { get; init; }

    public double CheckedLongAgo { get; init; }
}

/// <summary>The hours of the first days of the week; the others are closed.</summary>
sealed record HoursFile(string Hours, int Days);

/// <summary><c>Kinds</c>: share of the stations with one. <c>Agreed</c>: share with an upkeep; of these <c>Overdue</c> and <c>Soon</c>. <c>Years</c>: of upkeep.</summary>
sealed record EquipmentFile(Dictionary<string, double> Kinds, Dictionary<string, string> Models, Dictionary<string, double> Funders, string[] UpkeepBy, double Agreed, double Overdue, double Soon, int[] Years)
{
    public double Broken { get; init; }

    public double Idle { get; init; }

    public required string[] BrokenReasons { get; init; }

    public required string[] IdleReasons { get; init; }
}

/// <summary><c>DaysAgo</c>: an open one was drawn up then. <c>Received</c>: share of its lines that are received. <c>DoneDays</c>: days without a service of the station that has moved.</summary>
sealed record HandOversFile(int[] DaysAgo, double Received, string Post, int DoneDays, Dictionary<string, string> Reasons, string[] Notes, string Address);

/// <summary>
/// <c>People</c>: of a village, at least and at most. <c>County</c>, <c>Town</c>, <c>Village</c>, <c>Station</c>: degrees by which one lies off the middle of what it belongs to; <c>Centres</c>: the middles
/// that are known. <c>Unknown</c>: share of villages of which nothing is known, <c>Unplaced</c>: of stations whose coordinates nobody has entered.
/// </summary>
sealed record VillagesFile(int DaysAgo, string Source, int[] People, double Poor, double Unknown, double Unplaced, double County, double Town, double Village, double Station,
    Dictionary<string, double[]> Centres, SitingPlanFile Plan);

sealed record SitingPlanFile(string County, int RadiusMetres, int Sites, int PoorWeight);
