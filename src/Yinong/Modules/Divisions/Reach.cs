namespace Yinong.Modules.Divisions;

/// <summary>
/// How far somebody sees: one range of division values, and for an operator's or provider's people also the organisation.
/// A context starts at <see cref="Nothing"/>; the request sets the viewer's reach; jobs and commands say <see cref="Nation"/> aloud.
/// </summary>
/// <param name="From">First division value in reach.</param>
/// <param name="To">Last division value in reach; smaller than <paramref name="From"/> means nothing.</param>
/// <param name="Organisation">When set, of rows that belong to an organisation only those of this one.</param>
public sealed record Reach(long From, long To, int? Organisation = null)
{
    public static readonly Reach Nothing = new(1, 0);

    public static readonly Reach Nation = Of(DivisionCode.Nation);

    public static Reach Of(DivisionCode division, int? organisation = null) => new(division.From, division.To, organisation);

    public bool Contains(DivisionCode division) => division.Value >= From && division.Value <= To;
}

/// <summary>A row that belongs to an organisation besides a place (an operator's station).</summary>
public interface IOfOrganisation
{
    /// <summary>Key of the organisation; null: none has it yet.</summary>
    int? OrganisationId { get; }
}
