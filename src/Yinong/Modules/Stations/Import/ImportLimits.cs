using System.Text.Json;

namespace Yinong.Modules.Stations.Import;

/// <summary>
/// What an import takes at most: data-sources/stations/import-rules.json; <c>Import:MaxBytes</c> and <c>Import:MaxRows</c> of the settings go before it.
/// </summary>
/// <param name="MaxBytes">Of the file.</param>
/// <param name="MaxRows">With something in them.</param>
/// <param name="MaxColumns">What stands further right is not read.</param>
/// <param name="MaxCellLength">Characters of a cell.</param>
/// <param name="MaxUnpackedBytes">Of everything in a workbook that is read.</param>
/// <param name="MaxPackRatio">How many times larger than the file its content may be.</param>
/// <param name="MaxEntries">Parts of a workbook.</param>
/// <param name="WithdrawHours">How long an import can be taken back.</param>
/// <param name="KeepDays">How long the file is kept.</param>
/// <param name="ChunkRows">Rows of a transaction.</param>
public sealed record ImportLimits(
    long MaxBytes, int MaxRows, int MaxColumns, int MaxCellLength, long MaxUnpackedBytes, int MaxPackRatio, int MaxEntries, int WithdrawHours, int KeepDays, int ChunkRows)
{
    /// <summary>As the data says.</summary>
    public static ImportLimits Default { get; } = Load();

    /// <summary>With what the settings say; throws <see cref="FormatException"/> naming the one that is wrong.</summary>
    public static ImportLimits From(IConfiguration configuration) => Default with
    {
        MaxBytes = Number(configuration, "Import:MaxBytes", Default.MaxBytes, Door.Most),
        MaxRows = (int)Number(configuration, "Import:MaxRows", Default.MaxRows, 1_000_000),
    };

    static long Number(IConfiguration configuration, string name, long otherwise, long most) => configuration[name] switch
    {
        null or "" => otherwise,
        var text when long.TryParse(text, out var number) && number >= 1 && number <= most => number,
        _ => throw new FormatException($"{name} must be a number from 1 to {most}."),
    };

    static ImportLimits Load()
    {
        using var file = typeof(ImportLimits).Assembly.GetManifestResourceStream("data-sources/stations/import-rules.json") ?? throw new InvalidDataException("import-rules.json is not compiled in.");
        using var json = JsonDocument.Parse(file);
        return json.RootElement.GetProperty("limits").Deserialize<ImportLimits>(JsonSerializerOptions.Web)!;
    }

    /// <summary>What the address itself takes, whatever the settings say.</summary>
    public static class Door
    {
        public const long Most = 64 * 1024 * 1024;
    }
}
