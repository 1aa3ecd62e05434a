using System.Net;
using System.Text.RegularExpressions;

namespace Yinong.Modules.Training;

/// <summary>
/// The picture of a question in GIFT: an <c>img</c> in the HTML of its text whose content travels in the address (<c>data:image/jpeg;base64,…</c>), as Moodle
/// takes it. What lies elsewhere is not fetched.
/// </summary>
static partial class GiftPicture
{
    public static PictureDraft? Read(GiftFormat format, GiftText text)
    {
        if (!format.IsHtml) return null;
        var tags = Tag().Matches(text.ToString());
        if (tags.Count == 0) return null;
        if (tags.Count > 1) throw GiftProblems.SeveralPictures();
        var content = Content().Match(Attribute(tags[0].Value, "src") ?? "");
        if (!content.Success) throw GiftProblems.PictureElsewhere();
        try
        {
            return new(Attribute(tags[0].Value, "alt")?.Trim() ?? "", null, Convert.FromBase64String(content.Groups[1].Value));
        }
        catch (FormatException)
        {
            throw GiftProblems.PictureElsewhere();
        }
    }

    public static string Write(string alt, byte[] content) => $"<br><img src=\"data:image/jpeg;base64,{Convert.ToBase64String(content)}\" alt=\"{WebUtility.HtmlEncode(alt)}\">";

    static string? Attribute(string tag, string name) =>
        Regex.Match(tag, $"""\s{name}\s*=\s*(?:"([^"]*)"|'([^']*)')""", RegexOptions.IgnoreCase) is { Success: true } found ? WebUtility.HtmlDecode(found.Groups[1].Success ? found.Groups[1].Value : found.Groups[2].Value) : null;

    [GeneratedRegex("""<img\b(?:[^<>"']|"[^"]*"|'[^']*')*>""", RegexOptions.IgnoreCase)]
    private static partial Regex Tag();

    [GeneratedRegex(@"^data:image/(?:jpeg|jpg|png|webp);base64,([A-Za-z0-9+/=\s]+)$", RegexOptions.IgnoreCase)]
    private static partial Regex Content();
}
