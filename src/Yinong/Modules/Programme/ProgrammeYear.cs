using Yinong.Modules.Divisions;

namespace Yinong.Modules.Programme;

/// <summary>A programme year with the document that orders it (for 2018: 农办市〔2018〕19号).</summary>
public sealed class ProgrammeYear
{
    /// <summary>E.g. <c>2018</c>.</summary>
    public required string Code { get; init; }

    public required string Name { get; init; }

    public required string NameEn { get; init; }

    public required string DocumentNumber { get; init; }

    public required string DocumentTitle { get; init; }

    public required string DocumentIssuer { get; init; }

    public DateOnly DocumentDate { get; init; }
}

/// <summary>Provinces that entered together, with the sentence of the notice that binds them.</summary>
public sealed class Cohort
{
    /// <summary>Code of the programme year.</summary>
    public required string Programme { get; init; }

    /// <summary>A, B, C or self-run.</summary>
    public required string Code { get; init; }

    public required string Name { get; init; }

    public required string NameEn { get; init; }

    /// <summary>One of <see cref="TargetRegime"/>.</summary>
    public required string Regime { get; init; }

    public int? EntryYear { get; init; }

    /// <summary>The day at which no time has gone; null for the self-run, whose clock the notice does not set.</summary>
    public DateOnly? ZeroDay { get; init; }

    public DateOnly? FirstDay { get; init; }

    public DateOnly? LastDay { get; init; }

    /// <summary>Word by word.</summary>
    public required string Sentence { get; init; }

    /// <summary>Obligation of the notice, e.g. S-03.</summary>
    public required string Source { get; init; }

    /// <summary>Share of the time gone on a day, 0 to 1; null when no clock is set.</summary>
    public double? TimeGone(DateOnly day) => ZeroDay is { } zero && LastDay is { } last
        ? Math.Clamp((double)(day.DayNumber - zero.DayNumber) / (last.DayNumber - zero.DayNumber), 0, 1)
        : null;
}

/// <summary>One province's participation in one programme year.</summary>
public sealed class Rollout : IInDivision
{
    public required string Programme { get; init; }

    /// <summary>The province.</summary>
    public long Division { get; init; }

    /// <summary>Code of the cohort.</summary>
    public required string Cohort { get; init; }

    /// <summary>The day on which a self-run province declared it; null: named by the notice.</summary>
    public DateOnly? DeclaredOn { get; init; }

    public required string Source { get; init; }
}

/// <summary>A threshold of the programme with the day from which it holds (domain §14).</summary>
public sealed class ProgrammeParameter : IInDivision
{
    /// <summary>After how many days without a service a station is silent.</summary>
    public const string SilentAfterDays = "silent-after-days";

    /// <summary>Share of living stations, in hundredths, from which a full-coverage province counts as sustainable.</summary>
    public const string SustainablePercent = "sustainable-percent";

    public int Id { get; set; }

    public required string Programme { get; init; }

    /// <summary>Where it holds; the narrowest place wins.</summary>
    public long Division { get; init; }

    public required string Name { get; init; }

    public int Value { get; init; }

    public DateOnly EffectiveFrom { get; init; }

    /// <summary>The document, or that it is a default of the product.</summary>
    public required string Source { get; init; }
}
