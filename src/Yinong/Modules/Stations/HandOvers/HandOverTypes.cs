using System.Text.Json;

namespace Yinong.Modules.Stations.HandOvers;

/// <summary>A kind of line.</summary>
/// <param name="Code">Stable.</param>
/// <param name="Name">Chinese.</param>
/// <param name="NameEn">English.</param>
/// <param name="Kinds">In which hand-overs it stands.</param>
/// <param name="Required">In which of them the step waits for the receipt, when there is something.</param>
/// <param name="Always">There is always one of it (the plaque), whatever is counted.</param>
/// <param name="Receiver">Who signs.</param>
public sealed record HandOverType(string Code, string Name, string NameEn, IReadOnlyList<HandOverKind> Kinds, IReadOnlyList<HandOverKind> Required, bool Always, HandOverReceiver Receiver)
{
    public string NameIn(bool english) => english ? NameEn : Name;
}

/// <summary>The lines of hand-over-lines.json, compiled into the program, in their order.</summary>
public static class HandOverTypes
{
    public static IReadOnlyList<HandOverType> All { get; } = Load();

    public static HandOverType? Find(string code) => All.FirstOrDefault(t => t.Code == code);

    static HandOverType[] Load()
    {
        using var file = typeof(HandOverTypes).Assembly.GetManifestResourceStream("data-sources/stations/hand-over-lines.json") ?? throw new InvalidDataException("hand-over-lines.json is not compiled in.");
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web) { Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) } };
        return JsonSerializer.Deserialize<Shape>(file, options)!.Lines;
    }

    sealed record Shape(HandOverType[] Lines);
}
