using Yinong.Platform.Paper;

namespace Yinong.Modules.Marks;

/// <summary>
/// Which algorithm new keys have (<c>YINONG_MARKS</c>), and under which address QR codes point (<c>YINONG_ADDRESS</c>; null: that of the request); in which fonts sheets
/// are set (<c>YINONG_FONTS</c>, a folder with regular.ttf and bold.ttf; null: those that come with the program).
/// </summary>
public sealed record MarkSettings(string Algorithm, string? Address, string? FontFolder)
{
    /// <summary>Reads them; throws <see cref="FormatException"/> naming the one that is wrong.</summary>
    public static MarkSettings From(IConfiguration configuration)
    {
        var algorithm = configuration["YINONG_MARKS"] is { Length: > 0 } text ? text : MarkAlgorithms.P256;
        var address = configuration["YINONG_ADDRESS"] is { Length: > 0 } given ? given.TrimEnd('/') : null;
        if (!MarkAlgorithms.Knows(algorithm)) throw new FormatException("YINONG_MARKS must be p256, ed25519 or sm2.");
        if (address is not null && (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http"))) throw new FormatException("YINONG_ADDRESS must be an address such as https://yinong.example.cn.");
        var fonts = configuration["YINONG_FONTS"] is { Length: > 0 } folder ? folder : null;
        if (fonts is not null && !(File.Exists(Path.Combine(fonts, "regular.ttf")) && File.Exists(Path.Combine(fonts, "bold.ttf")))) throw new FormatException("YINONG_FONTS must be a folder that holds regular.ttf and bold.ttf.");
        return new(algorithm, address, fonts);
    }

    /// <summary>The address before the path of a QR code.</summary>
    public string Origin(HttpRequest request) => Address ?? $"{request.Scheme}://{request.Host}";

    /// <summary>Opens the fonts for one document; the caller closes them.</summary>
    public SheetFonts Fonts() => SheetFonts.Open(FontFolder);
}
