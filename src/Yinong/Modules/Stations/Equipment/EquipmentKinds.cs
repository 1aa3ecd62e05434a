using System.Text.Json;

namespace Yinong.Modules.Stations.Equipment;

/// <summary>A kind of equipment.</summary>
public sealed record EquipmentKind(string Code, string Name, string NameEn, string Source);

/// <summary>The list of equipment.json, compiled into the program.</summary>
public static class EquipmentKinds
{
    static readonly Shape File = Load();

    public static IReadOnlyList<EquipmentKind> All => File.Kinds;

    /// <summary>Days before its end from which the upkeep is said to end soon.</summary>
    public static int UpkeepSoonDays => File.UpkeepSoonDays.Value;

    public static EquipmentKind? Find(string? code) => All.FirstOrDefault(k => k.Code == code);

    /// <summary>Name in the language; the code when it is no longer listed.</summary>
    public static string NameOf(string code, bool english) => Find(code) is { } kind ? english ? kind.NameEn : kind.Name : code;

    static Shape Load()
    {
        using var file = typeof(EquipmentKinds).Assembly.GetManifestResourceStream("data-sources/stations/equipment.json") ?? throw new InvalidDataException("equipment.json is not compiled in.");
        return JsonSerializer.Deserialize<Shape>(file, JsonSerializerOptions.Web)!;
    }

    sealed record Shape(Days UpkeepSoonDays, EquipmentKind[] Kinds);

    sealed record Days(int Value);
}
