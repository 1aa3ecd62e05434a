using System.Text.Json;

namespace Yinong.Modules.Officers;

/// <summary>Why an officer's posting ends or the certificate is taken away (reason-codes.json, officer): where it may lead, whether it must be said what happened.</summary>
public sealed record OfficerReasonCode(string Code, string Name, string NameEn, string[] To, bool NeedsText);

/// <summary>The reasons, compiled into the program; a code is never reused.</summary>
public static class OfficerReasons
{
    public static IReadOnlyList<OfficerReasonCode> All { get; } = Load();

    /// <summary>What may end a posting: the person leaves, the term ends, or he is dismissed.</summary>
    public static IReadOnlyList<OfficerReasonCode> ForEnding { get; } = [.. All.Where(r => r.To.Contains("ended") || r.To.Contains("dismissed"))];

    /// <summary>What takes the certificate away.</summary>
    public static IReadOnlyList<OfficerReasonCode> ForRevoking { get; } = [.. All.Where(r => r.To.Contains("dismissed") || r.To.Contains("suspended"))];

    /// <summary>What lets a certificate rest for a time.</summary>
    public static IReadOnlyList<OfficerReasonCode> ForSuspending { get; } = [.. All.Where(r => r.To.Contains("suspended"))];

    /// <summary>Throws the problem of the field when the reason is missing, unknown, or needs words that are missing.</summary>
    public static void Check(IReadOnlyList<OfficerReasonCode> allowed, OfficerReason reason)
    {
        var code = allowed.FirstOrDefault(r => r.Code == reason.Code) ?? throw OfficerProblems.ReasonNeeded();
        if (code.NeedsText && string.IsNullOrWhiteSpace(reason.Text)) throw OfficerProblems.ReasonTextNeeded();
    }

    public static OfficerReasonCode? Find(string? code) => All.FirstOrDefault(r => r.Code == code);

    static OfficerReasonCode[] Load()
    {
        using var file = typeof(OfficerReasons).Assembly.GetManifestResourceStream("data-sources/stations/reason-codes.json")
            ?? throw new InvalidDataException("reason-codes.json is not compiled in.");
        return JsonSerializer.Deserialize<FileShape>(file, new JsonSerializerOptions(JsonSerializerDefaults.Web))!.Officer;
    }

    sealed record FileShape(OfficerReasonCode[] Officer);
}
