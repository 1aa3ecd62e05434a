using System.Text.Json;

namespace Yinong.Modules.Stations.SixHaves;

/// <summary>The national minimum, six-haves.json, compiled into the program.</summary>
public static class NationalChecklist
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    static readonly Shape File = Load();

    public static Checklist Current { get; } = new(File.Edition, File.Haves);

    public static DateOnly EffectiveFrom => File.EffectiveFrom;

    /// <summary>After how many days a phone check says nothing any more.</summary>
    public static int PhoneCheckMaxDays => File.PhoneCheckMaxDays.Value;

    /// <summary>Opening hours a week that the nation asks for at least, in thousandths.</summary>
    public static long HoursMinimumMilli { get; } = InspectionNumbers.ToMilli(Current.Items.First(i => i.Rule == CriterionRules.Hours).Minimum ?? 0);

    public static Have? FindHave(string? code) => Current.Haves.FirstOrDefault(h => h.Code == code);

    static Shape Load()
    {
        using var file = typeof(NationalChecklist).Assembly.GetManifestResourceStream("data-sources/stations/six-haves.json") ?? throw new InvalidDataException("six-haves.json is not compiled in.");
        return JsonSerializer.Deserialize<Shape>(file, Json)!;
    }

    sealed record Shape(string Edition, DateOnly EffectiveFrom, Days PhoneCheckMaxDays, Have[] Haves);

    sealed record Days(int Value);
}
