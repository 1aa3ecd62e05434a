using Yinong.Modules.Divisions;

namespace Yinong.Modules.Stations;

/// <summary>Makes a filter of what an address says; unknown words are a problem that names its field.</summary>
static class StationFilters
{
    public static StationFilter Make(DivisionCode division, StationView view, string? state, string? type, string? text, DateOnly today) => new()
    {
        Division = division,
        View = view,
        State = string.IsNullOrEmpty(state) ? null : StationStates.TryParse(state, out var one) ? one : throw StationProblems.BadState(),
        Type = string.IsNullOrEmpty(type) ? null : StationLists.FindType(type)?.Code ?? throw StationProblems.UnknownType(),
        Text = text,
        Today = today,
    };
}
