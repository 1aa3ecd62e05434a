using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Yinong.Modules.Divisions.Import;

/// <summary>A table whose rows follow the unit they hang on.</summary>
/// <param name="Name">Of the table.</param>
/// <param name="Column">That names the unit.</param>
/// <param name="SameOnly">Only to the same place under another code, not into a larger one.</param>
/// <param name="OfStation">Whether its rows also belong to a station (<c>station_id</c>).</param>
public sealed record RebasedTable(string Name, string Column, bool SameOnly, bool OfStation);

/// <summary>
/// Which tables follow when a unit gets a successor: every table about a place, except those listed here with the reason. A new table follows unless it is added to the
/// list, so that nothing is forgotten.
/// </summary>
public static class RebasedTables
{
    /// <summary>Rows that keep the unit that held when they were written (decision 0003), or speak of the unit as it was.</summary>
    public static IReadOnlyDictionary<string, string> Stay { get; } = new Dictionary<string, string>
    {
        ["service_records"] = "a service was given in the village as it was then",
        ["service_record_corrections"] = "stands beside its record",
        ["service_tallies"] = "counts the records, which stay",
        ["audit_entries"] = "never changed",
        ["village_rosters"] = "a denominator is dated",
        ["village_roster_units"] = "a denominator is dated",
        ["roster_comparisons"] = "says what another list said",
        ["targets"] = "set for the unit as it was by a document; people set the successor's",
        ["rollouts"] = "the declaration of a province",
        ["programme_parameters"] = "set for the unit as it was by a document",
        ["division_attributes"] = "facts about the unit as it was",
        ["division_rebases"] = "the report itself",
        ["siting_villages"] = "a plan is kept as it was worked out",
    };

    /// <summary>Rights: they go on under a new code of the same place, but a merger must not make them reach further.</summary>
    public static IReadOnlySet<string> SameOnly { get; } = new HashSet<string> { "posts", "clients" };

    public static IReadOnlyList<RebasedTable> Of(IModel model) =>
        [.. from entity in model.GetEntityTypes()
            where entity.GetTableName() is { } name && !Stay.ContainsKey(name)
            let property = entity.FindProperty(nameof(IInDivision.Division)) ?? entity.FindProperty("Province")
            where property is not null && property.ClrType == typeof(long)
            orderby entity.GetTableName()
            select new RebasedTable(entity.GetTableName()!, property.GetColumnName(), SameOnly.Contains(entity.GetTableName()!), entity.FindProperty("StationId") is not null)];
}
