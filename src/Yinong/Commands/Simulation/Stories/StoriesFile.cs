namespace Yinong.Commands.Simulation.Stories;

/// <summary>
/// data-sources/demo/stories.json: what is told besides the services. <c>Places</c>: where it is told thickly, because somebody looks at it. <c>Counties</c>: where the stories of
/// single people and stations play; <c>Least</c>: with fewer of them there, those of the city and the province play too.
/// </summary>
sealed record StoriesFile(string[] Places, string[] Counties, int Least, ReportsFile Reports, AcceptancesFile Acceptances, RechecksFile Rechecks, ExamsFile Exams)
{
    public required ApplicationsFile Applications { get; init; }

    public required TermsFile Terms { get; init; }

    public required CertificatesFile Certificates { get; init; }

    public required StandingsFile Standings { get; init; }

    public required LeavesFile Leaves { get; init; }

    public required ResignationsFile Resignations { get; init; }

    public required AssessmentsFile Assessments { get; init; }

    public required HostingFile Hosting { get; init; }

    public required EquipmentFile Equipment { get; init; }

    public required RequirementFile[] Requirements { get; init; }

    public required CourseStoryFile[] Courses { get; init; }

    public required ClassesFile Classes { get; init; }

    public required SessionsFile Sessions { get; init; }

    public required HandOversFile HandOvers { get; init; }

    public required VillagesFile Villages { get; init; }
}

/// <summary>
/// <c>PerStation</c>: reports per serving station in the places, <c>Elsewhere</c> in the rest of the country. <c>Answered</c>: share that is answered after
/// <c>AnswerDays</c>, at least and at most.
/// </summary>
sealed record ReportsFile(double PerStation, double Elsewhere, int Days, double Contact, double Answered, int[] AnswerDays, Dictionary<string, double> Kinds,
    Dictionary<string, double> Outcomes, Dictionary<string, string[]> Texts, Dictionary<string, string[]> Findings);

/// <summary>
/// Shares of the stations under construction: <c>Failed</c> two inspectors found a required item wanting, <c>HalfDone</c> one is filling it in, <c>Second</c> waits for
/// the second. <c>Inspected</c>: share of the stations accepted in the last <c>AcceptedDays</c> whose inspection stands here with its photos, <c>Most</c> of them in a place. <c>Recycled</c>: share of the photos that another station had handed in before,
/// <c>Untouched</c> of these with the time and place they were taken at. <c>NoPlace</c>: share of the photos whose phone said no place; <c>Metres</c>: how far off the station the others were taken, about.
/// </summary>
sealed record AcceptancesFile(double Failed, double HalfDone, double Second, double Inspected, int Most, int AcceptedDays, double Recycled, double Untouched, double NoPlace, int Metres,
    Dictionary<string, double> Faults, string[] Returned, string MeasuredBy);

/// <summary><c>Accepted</c>: drawn among those accepted in so many days before. <c>Checked</c>: share that was looked at.</summary>
sealed record RechecksFile(string[] Places, int Size, int[] DaysAgo, int Accepted, double Checked, double Failed, double Nobody, RecheckNotes Notes);

sealed record RecheckNotes(string[] Failed, string[] Nobody);

/// <summary>
/// <c>DaysOpen</c>: days open before and after the last day. <c>PerTopic</c>: questions per topic, easy and middling. <c>Takers</c>: officers of the province who passed it,
/// <c>Fails</c>: share of them who failed the first time; <c>Candidates</c>: people without a certificate yet. <c>Right</c>: share of right answers, at least and at most.
/// </summary>
sealed record ExamsFile(string[] Provinces, string Name, int[] DaysOpen, int Minutes, int PointsEach, double PassShare, int Attempts, int RestDays, int ValidMonths,
    int[] PerTopic, int Takers, double Fails, int Candidates, double[] Right, double[] RightOfFailed);
