using System.Text.Json;

namespace Yinong.Modules.Marks;

/// <summary>Why a mark is issued (marks.json).</summary>
public sealed record MarkReason(string Code, string Name, string NameEn, bool NeedsText);

/// <summary>The reasons, compiled into the program; a code is never reused.</summary>
public static class MarkReasons
{
    /// <summary>The first issue of a number, and no later one.</summary>
    public const string First = "first";

    public static IReadOnlyList<MarkReason> All { get; } = Load();

    /// <summary>Those that make a further issue.</summary>
    public static IReadOnlyList<MarkReason> ForReissue { get; } = [.. All.Where(r => r.Code != First)];

    public static MarkReason? Find(string? code) => All.FirstOrDefault(r => r.Code == code);

    static MarkReason[] Load()
    {
        using var file = typeof(MarkReasons).Assembly.GetManifestResourceStream("data-sources/stations/marks.json") ?? throw new InvalidDataException("marks.json is not compiled in.");
        return JsonSerializer.Deserialize<FileShape>(file, new JsonSerializerOptions(JsonSerializerDefaults.Web))!.Reasons;
    }

    sealed record FileShape(MarkReason[] Reasons);
}
