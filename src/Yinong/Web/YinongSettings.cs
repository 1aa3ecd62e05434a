using System.Globalization;
using Yinong.Platform.Database;
using Yinong.Platform.Files;

namespace Yinong.Web;

/// <summary>The settings of contract.md, read once from the environment or appsettings.json.</summary>
public sealed class YinongSettings
{
    /// <summary>Folder for files, keys and the embedded database (<c>YINONG_DATA</c>, default <c>./data</c>).</summary>
    public required string DataFolder { get; init; }

    /// <summary>The database (<c>YINONG_DATABASE</c>).</summary>
    public required DatabaseSettings Database { get; init; }

    /// <summary>Listen addresses (<c>YINONG_URLS</c>).</summary>
    public required string Urls { get; init; }

    /// <summary>Addresses or networks of reverse proxies whose X-Forwarded-For and -Proto are believed (<c>YINONG_PROXIES</c>, separated by commas; the loopback address always).</summary>
    public IReadOnlyList<string> Proxies { get; init; } = [];

    /// <summary>Start of the programme clock (<c>YINONG_CLOCK</c>); null: real time.</summary>
    public DateTimeOffset? Clock { get; init; }

    /// <summary>How large files may be that people send (<c>YINONG_PHOTO_MEGABYTES</c>, <c>YINONG_PHOTO_MEGAPIXELS</c>, <c>YINONG_DOCUMENT_MEGABYTES</c>).</summary>
    public FileLimits Files { get; init; } = FileLimits.Default;

    /// <summary>The S3-compatible store of files (<c>YINONG_FILES</c>, <c>YINONG_FILES_KEY</c>, <c>YINONG_FILES_SECRET</c>); null: the folder <c>files</c> of the data folder.</summary>
    public S3Settings? Store { get; init; }

    /// <summary>With what identity numbers are encrypted (<c>YINONG_CIPHER</c>): <c>aes</c> (AES-256-GCM, HMAC-SHA-256) or <c>sm</c> (SM4-GCM, HMAC-SM3).</summary>
    public string Cipher { get; init; } = AesCipher;

    public const string AesCipher = "aes", SmCipher = "sm";

    /// <summary>Understands the settings; throws <see cref="FormatException"/> naming the one that is wrong.</summary>
    public static YinongSettings From(IConfiguration configuration)
    {
        var data = configuration["YINONG_DATA"] ?? "./data";
        var clock = configuration["YINONG_CLOCK"];
        return new()
        {
            DataFolder = data,
            Database = DatabaseSettings.Parse(configuration["YINONG_DATABASE"] ?? $"Data Source={Path.Combine(data, "yinong.db")}"),
            Urls = configuration["YINONG_URLS"] ?? "http://127.0.0.1:5180",
            Proxies = (configuration["YINONG_PROXIES"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            Clock = clock is null ? null : ParseClock(clock),
            Store = S3Settings.Parse(configuration["YINONG_FILES"], configuration["YINONG_FILES_KEY"], configuration["YINONG_FILES_SECRET"]),
            Cipher = configuration["YINONG_CIPHER"] switch
            {
                null or "" or AesCipher => AesCipher,
                SmCipher => SmCipher,
                _ => throw new FormatException("YINONG_CIPHER must be aes or sm."),
            },
            Files = FileLimits.Of(Whole(configuration, "YINONG_PHOTO_MEGABYTES", 10, 20), Whole(configuration, "YINONG_PHOTO_MEGAPIXELS", 50, 200), Whole(configuration, "YINONG_DOCUMENT_MEGABYTES", 20, 50)),
        };
    }

    static int Whole(IConfiguration configuration, string name, int otherwise, int most) => configuration[name] is not { Length: > 0 } text ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= 1 && value <= most ? value
        : throw new FormatException($"{name} must be a whole number from 1 to {most}.");

    static DateTimeOffset ParseClock(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) && at.Year is > 1900 and < 2200
            ? at
            : throw new FormatException("YINONG_CLOCK must be an instant such as 2018-10-31T09:00:00+08:00.");
}
