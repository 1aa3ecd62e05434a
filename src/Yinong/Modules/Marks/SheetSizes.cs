using System.Text.Json;

namespace Yinong.Modules.Marks;

/// <summary>How large a sheet is that carries a mark (marks.json), in millimetres; most are defaults of the project, because no official size was found.</summary>
public sealed record SheetSize(string Code, string Name, string NameEn, double Width, double Height, DateOnly Effective, string Source)
{
    public bool IsDefault => Source == "default";

    public static IReadOnlyList<SheetSize> All { get; } = Load();

    public static SheetSize Of(string code) => All.First(s => s.Code == code);

    static SheetSize[] Load()
    {
        using var file = typeof(SheetSize).Assembly.GetManifestResourceStream("data-sources/stations/marks.json") ?? throw new InvalidDataException("marks.json is not compiled in.");
        return JsonSerializer.Deserialize<FileShape>(file, new JsonSerializerOptions(JsonSerializerDefaults.Web))!.Sheets;
    }

    sealed record FileShape(SheetSize[] Sheets);
}
