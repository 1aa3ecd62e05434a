namespace Yinong.Commands.Simulation;

/// <summary>
/// A station that served or could have served: all that the services need, so that the nation fits into some ten megabytes. <c>Id</c>: Key of the
/// station. <c>Division</c>: Its place. <c>Key</c>: Makes its dice; the same in every run. <c>Intensity</c>: Person-times of an ordinary month.
/// <c>Opened</c>: Day number of the opening. <c>Windows</c>: Who may serve from when until when: the station serves, the officer is on post, the
/// certificate holds, nobody has fallen silent.
/// </summary>
sealed record Serving(int Id, long Division, long Key, ProvincePlan Province, TypePlan Type, double Intensity, int Opened, OfficerWindow[] Windows);

/// <param name="Officer">Key of the officer.</param>
/// <param name="From">Day number, inclusive.</param>
/// <param name="To">Day number, inclusive.</param>
readonly record struct OfficerWindow(int Officer, int From, int To)
{
    public bool Covers(int day) => From <= day && day <= To;

    /// <summary>What both have in common; empty when <see cref="To"/> is before <see cref="From"/>.</summary>
    public OfficerWindow Within(int from, int to) => new(Officer, Math.Max(From, from), Math.Min(To, to));

    public bool IsEmpty => To < From;
}
