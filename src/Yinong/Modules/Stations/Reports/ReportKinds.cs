using System.Text.Json;

namespace Yinong.Modules.Stations.Reports;

/// <summary>What can be reported.</summary>
/// <param name="Code">Stable.</param>
/// <param name="Name">Chinese.</param>
/// <param name="NameEn">English.</param>
/// <param name="Reason">Reason code of a step that fits when it is true; null: none.</param>
public sealed record ReportKind(string Code, string Name, string NameEn, string? Reason);

/// <summary>The list of report-kinds.json, compiled into the program.</summary>
public static class ReportKinds
{
    static readonly Shape File = Load();

    public static IReadOnlyList<ReportKind> All => File.Kinds;

    /// <summary>Days until a report is to be answered.</summary>
    public static int AnswerInDays => File.AnswerInDays.Value;

    public static ReportKind? Find(string? code) => All.FirstOrDefault(k => k.Code == code);

    static Shape Load()
    {
        using var file = typeof(ReportKinds).Assembly.GetManifestResourceStream("data-sources/stations/report-kinds.json") ?? throw new InvalidDataException("report-kinds.json is not compiled in.");
        return JsonSerializer.Deserialize<Shape>(file, JsonSerializerOptions.Web)!;
    }

    sealed record Shape(Days AnswerInDays, ReportKind[] Kinds);

    sealed record Days(int Value);
}
