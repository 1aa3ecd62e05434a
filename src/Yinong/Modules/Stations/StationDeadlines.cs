using System.Collections.Frozen;
using System.Text.Json;
using Yinong.Modules.Divisions;

namespace Yinong.Modules.Stations;

/// <summary>In which time the step that follows a state is due, and at which levels it is somebody's task.</summary>
public sealed record StationDeadline(int Days, IReadOnlyList<DivisionLevel> Levels);

/// <summary>The days of step-deadlines.json, compiled into the program. A deadline that passes is shown, it changes nothing by itself.</summary>
public static class StationDeadlines
{
    static readonly Shape File = Load();
    static readonly FrozenDictionary<StationState, StationDeadline> ByState = File.Steps.ToFrozenDictionary(
        line => StationStates.TryParse(line.State, out var state) ? state : throw new InvalidDataException($"step-deadlines.json: unknown state {line.State}"),
        line => new StationDeadline(line.Days, [.. line.Levels.Select(level => Enum.Parse<DivisionLevel>(level, ignoreCase: true))]));

    /// <summary>No station is older: a day before it is mistyped.</summary>
    public static DateOnly Earliest => File.Earliest.Value;

    /// <summary>Days an order gives at most.</summary>
    public static int LongestOrderDays => File.LongestOrderDays.Value;

    /// <summary>Null: nothing is due in this state.</summary>
    public static StationDeadline? Of(StationState state) => ByState.GetValueOrDefault(state);

    /// <summary>Until when the next step is due; an order that names its day goes before the usual time.</summary>
    public static DateOnly? DueOn(StationState state, DateOnly since, DateOnly? ordered = null) =>
        Of(state) is { } deadline ? ordered ?? since.AddDays(deadline.Days) : null;

    static Shape Load()
    {
        using var file = typeof(StationDeadlines).Assembly.GetManifestResourceStream("data-sources/stations/step-deadlines.json")
            ?? throw new InvalidDataException("step-deadlines.json is not compiled in.");
        return JsonSerializer.Deserialize<Shape>(file, JsonSerializerOptions.Web)!;
    }

    sealed record Shape(Figure<DateOnly> Earliest, Figure<int> LongestOrderDays, Line[] Steps);

    sealed record Figure<T>(T Value);

    sealed record Line(string State, int Days, string[] Levels);
}
