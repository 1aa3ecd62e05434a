namespace Yinong.Commands.Simulation.Stories;

/// <summary>
/// <c>Count</c>: applications of a county by state; <c>Since</c>: days in it, spread evenly from the first to the last; <c>Between</c>: days between two steps. <c>Region</c>: four digits behind the
/// province's two that no place has had, so that no identity number is anybody's. <c>Objected</c>: what became of objections to the first ones in publicity.
/// </summary>
sealed record ApplicationsFile(Dictionary<string, int> Count, Dictionary<string, int[]> Since, int[] Between, string Region, int[] Ages, double Lives, double Documents, double Named, double Related)
{
    public required Dictionary<string, double> Channels { get; init; }

    public required Dictionary<string, double> Schoolings { get; init; }

    /// <summary>The empty code: of none.</summary>
    public required Dictionary<string, double> Preferred { get; init; }

    /// <summary>With <c>{name}</c>.</summary>
    public required string[] Relatives { get; init; }

    /// <summary>Why somebody was taken, by state.</summary>
    public required Dictionary<string, string[]> Words { get; init; }

    /// <summary>Codes of refusals, one after the other, with what was said.</summary>
    public required Dictionary<string, string?[]> Rejections { get; init; }

    public required string[] Objected { get; init; }

    public required ObjectionsFile Objections { get; init; }

    /// <summary>Name of a document.</summary>
    public required string File { get; init; }
}

sealed record ObjectionsFile(string[] Texts, string[] Unfounded, string[] Upheld);

/// <summary><c>Ending</c>: terms of a county that end in so many days.</summary>
sealed record TermsFile(int Ending, int[] EndingDays);

/// <summary>
/// Certificates of a county that end soon, have ended (at most so many days ago), rest (since at most so many days, some until a day), and rest no more. <c>Suspensions</c>: what was said, by code.
/// </summary>
sealed record CertificatesFile(int Soon, int[] SoonDays, int Expired, int ExpiredDays, int Suspended, int SuspendedDays, int UntilDays, int Lifted, Dictionary<string, string> Suspensions, string Lifting);

/// <summary><c>Parts</c>: each played once in a county; <c>DaysAgo</c>: the last step of a part that needs no quiet.</summary>
sealed record StandingsFile(int[] DaysAgo, StandingPart[] Parts);

/// <summary><c>Quiet</c>: only somebody who has served nobody for so many days, because from one of these steps on he must not; the step lies within them.</summary>
sealed record StandingPart(int? Quiet, StandingPartStep[] Steps);

/// <summary><c>To</c>: code of the standing. <c>Code</c>: of the reason; null: words alone.</summary>
sealed record StandingPartStep(string To, string? Code, string Text);

/// <summary><c>Quiet</c>: days without a service of who is on leave now. <c>Coming</c>: days until a leave that begins. <c>Asked</c>: leaves that wait.</summary>
sealed record LeavesFile(int Quiet, int[] Days, int[] Coming, int Asked, string[] Notes, string Refusal);

/// <summary><c>ArrangedDays</c>: days until the last day of who leaves. <c>GoneDays</c>: days since who has left served last, at least.</summary>
sealed record ResignationsFile(int ArrangedDays, int GoneDays, string Words, string Remark);

/// <summary><c>Most</c>: years of a county that are confirmed. <c>Raised</c>: share in which the county found another grade than the rule, with one of the reasons.</summary>
sealed record AssessmentsFile(int Most, string[] Reasons, double Raised);
