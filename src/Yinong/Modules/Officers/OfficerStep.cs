using System.Text.Json;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;

namespace Yinong.Modules.Officers;

/// <summary>What has to be said with a step.</summary>
public enum StepReason
{
    None,

    /// <summary>In own words.</summary>
    Words,

    /// <summary>A code of the list that fits, with words where the code asks for them.</summary>
    Code,
}

/// <summary>One line of a law: of an application (<see cref="Applications.ApplicationLaw"/>) or of an officer on post (<see cref="Standings.StandingLaw"/>).</summary>
/// <param name="Act">What is done.</param>
/// <param name="From">State it starts from; null: the matter begins.</param>
/// <param name="To">State it leads to.</param>
/// <param name="Permission">Right that is needed; null: the person himself.</param>
/// <param name="AuthorityOnly">Not by a post of an organisation (an operator's people), whatever rights it holds.</param>
/// <param name="Levels">Only by posts at these levels; empty: at any.</param>
/// <param name="NotBy">Not by who brought the matter into one of these states.</param>
/// <param name="Reason">What has to be said.</param>
/// <param name="Effect">What else happens, in English for the printed table.</param>
public sealed record OfficerStep<TState, TAct>(TAct Act, TState? From, TState To, string? Permission, bool AuthorityOnly, DivisionLevel[] Levels, TState[] NotBy, StepReason Reason, string Effect = "")
    where TState : struct, Enum
    where TAct : struct, Enum
{
    /// <summary>Whether the post of the viewer is one of those who may take it, whoever took the steps before.</summary>
    public bool IsFor(Viewer viewer) => Permission is { } right && viewer.Has(right) && !(AuthorityOnly && viewer.Reach.Organisation is not null)
        && (Levels.Length == 0 || viewer.Post is { } post && Levels.Contains(post.Division.Level));
}

/// <summary>Within how many days the next step is due, and at which levels it is somebody's task.</summary>
public sealed record OfficerDeadline(int Days, DivisionLevel[] Levels);

/// <summary>A reason for refusing an application.</summary>
public sealed record ApplicationReason(string Code, string Name, string NameEn, bool NeedsText);

/// <summary>officer-steps.json, compiled into the program. A deadline that passes is shown, it changes nothing by itself.</summary>
public static class OfficerDeadlines
{
    static readonly Shape File = Load();

    public static OfficerDeadline AfterPublicity { get; } = Of(File.AfterPublicity);

    public static OfficerDeadline Objections { get; } = Of(File.Objections);

    public static OfficerDeadline Leaves { get; } = Of(File.Leaves);

    public static OfficerDeadline HandOvers { get; } = Of(File.HandOvers);

    public static IReadOnlyList<ApplicationReason> ApplicationReasons => File.ApplicationReasons;

    /// <summary>Of an application's state, by its code; null: nothing waits.</summary>
    public static OfficerDeadline? OfApplication(string state) => File.Applications.FirstOrDefault(l => l.State == state) is { } line ? Of(line) : null;

    /// <summary>Of an officer's standing, by its code; null: nothing waits.</summary>
    public static OfficerDeadline? OfStanding(string state) => File.Standings.FirstOrDefault(l => l.State == state) is { } line ? Of(line) : null;

    /// <summary>Whether a step of this deadline is a task at the viewer's level.</summary>
    public static bool IsFor(this OfficerDeadline? deadline, Viewer viewer) => deadline is not null && viewer.Reach.Organisation is null && viewer.Post is { } post && deadline.Levels.Contains(post.Division.Level);

    static OfficerDeadline Of(Line line) => new(line.Days, [.. line.Levels.Select(l => Enum.Parse<DivisionLevel>(l, ignoreCase: true))]);

    static Shape Load()
    {
        using var file = typeof(OfficerDeadlines).Assembly.GetManifestResourceStream("data-sources/officers/officer-steps.json") ?? throw new InvalidDataException("officer-steps.json is not compiled in.");
        return JsonSerializer.Deserialize<Shape>(file, JsonSerializerOptions.Web)!;
    }

    sealed record Shape(Line[] Applications, Line AfterPublicity, Line Objections, Line[] Standings, Line Leaves, Line HandOvers, ApplicationReason[] ApplicationReasons);

    sealed record Line(string? State, int Days, string[] Levels);
}
