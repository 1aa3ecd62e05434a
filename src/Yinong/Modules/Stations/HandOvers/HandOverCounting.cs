using System.Text.Encodings.Web;
using System.Text.Json;

namespace Yinong.Modules.Stations.HandOvers;

/// <summary>Counts what a station has open, line by line, from the sources of all modules.</summary>
public sealed class HandOverCounting(IEnumerable<HandOverSource> sources)
{
    static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The lines of a hand-over of this kind, as things stand now.</summary>
    public async Task<List<HandOverLine>> LinesAsync(Station station, HandOverKind kind, CancellationToken cancel = default)
    {
        var lines = new List<HandOverLine>();
        foreach (var type in HandOverTypes.All.Where(t => t.Kinds.Contains(kind)))
        {
            var source = sources.FirstOrDefault(s => s.Type == type.Code);
            var things = source is null ? [] : await source.OpenAsync(station, cancel);
            // What nobody can count from here (the plaque, what a module does not know) is looked at on the spot.
            var required = type.Required.Contains(kind) && (type.Always || source is null || things.Count > 0);
            lines.Add(new()
            {
                StationId = station.Id, Division = station.Division, Type = type.Code, Place = (short)lines.Count, Items = things.Count, Content = JsonSerializer.Serialize(things, Json),
                Required = required, Receiver = type.Receiver, Version = 1,
            });
        }
        return lines;
    }

    /// <summary>What happens to the things when the step is taken.</summary>
    public async Task CarryAsync(HandOver handOver, Station station, DateOnly on, CancellationToken cancel = default)
    {
        foreach (var source in sources) await source.CarryAsync(handOver, station, on, cancel);
    }
}
