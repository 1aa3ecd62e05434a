using Yinong.Modules.Identity;
using Yinong.Modules.Marks;
using Yinong.Platform.Access;
using Yinong.Web;

namespace Yinong.Modules.Officers;

/// <summary>Certificate and card of the issue that holds, as PDF or SVG.</summary>
static class CertificateFiles
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/officers/{number}/certificates/{certificate}/papers/{sheet}.{format}", SendAsync).Require(Permission.CertificatesIssue).WithMetadata(new ServesFiles()).ExcludeFromDescription();

    static async Task<IResult> SendAsync(string number, string certificate, string sheet, string format, HttpContext context, CertificatePapers papers, MarkSettings settings, StartMode start)
    {
        if (sheet is not (CertificateSheets.Certificate or CertificateSheets.Card) || !SheetFiles.Knows(format)) throw MarkProblems.UnknownSheet();
        var words = await papers.PrintAsync(number, certificate, settings.Origin(context.Request), $"{sheet}.{format}", context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        using var fonts = settings.Fonts();
        return SheetFiles.Send([CertificateSheets.Draw(sheet, words, start.ShowsMadeUpData, fonts)], fonts, format, $"{sheet}-{words.Certificate.Number}", words.Certificate.Number, words.Issue.IssuedAt);
    }
}
