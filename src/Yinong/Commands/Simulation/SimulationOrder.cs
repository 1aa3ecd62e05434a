using System.Text.Json.Serialization;
using Yinong.Platform.Time;

namespace Yinong.Commands.Simulation;

/// <summary>What is to be simulated.</summary>
/// <param name="Seed">Same seed, same country.</param>
/// <param name="Stations">How many stations in all.</param>
/// <param name="Days">Days of services, the last day included.</param>
/// <param name="Until">The last instant, UTC: nothing is later.</param>
sealed record SimulationOrder(long Seed, int Stations, int Days, DateTime Until)
{
    [JsonIgnore]
    public DateOnly LastDay => ProgrammeClock.DayOf(Until);

    [JsonIgnore]
    public DateOnly FirstDay => LastDay.AddDays(1 - Days);
}
