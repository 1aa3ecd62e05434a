using Yinong.Modules.Identity;
using Yinong.Modules.Marks;
using Yinong.Platform.Access;
using Yinong.Web;

namespace Yinong.Modules.Officers;

/// <summary>Certificate and card of the issue that holds, as PDF or SVG.</summary>
static class CertificateFiles
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/officers/{number}/certificates/{certificate}/papers/{sheet}.{format}", SendAsync).Require(Permission.CertificatesIssue).WithMetadata(new ServesFiles()).ExcludeFromDescription();
        app.MapGet("/desk/certificates/{certificate}/{sheet}.{format}", SendOwnAsync).Require(Permission.DeskUse).WithMetadata(new ServesFiles()).ExcludeFromDescription();
    }

    static Task<IResult> SendAsync(string number, string certificate, string sheet, string format, HttpContext context, CertificatePapers papers, MarkSettings settings, StartMode start) =>
        DrawAsync(sheet, format, context, settings, start, () => papers.PrintAsync(number, certificate, settings.Origin(context.Request), $"{sheet}.{format}", context.RequestAborted));

    static Task<IResult> SendOwnAsync(string certificate, string sheet, string format, HttpContext context, CertificatePapers papers, MarkSettings settings, StartMode start) =>
        DrawAsync(sheet, format, context, settings, start, () => papers.PrintOwnAsync(certificate, settings.Origin(context.Request), $"{sheet}.{format}", context.RequestAborted));

    static async Task<IResult> DrawAsync(string sheet, string format, HttpContext context, MarkSettings settings, StartMode start, Func<Task<PaperWords>> print)
    {
        if (sheet is not (CertificateSheets.Certificate or CertificateSheets.Card) || !SheetFiles.Knows(format)) throw MarkProblems.UnknownSheet();
        var words = await print();
        context.Response.Headers.CacheControl = "no-store";
        using var fonts = settings.Fonts();
        return SheetFiles.Send([CertificateSheets.Draw(sheet, words, start.ShowsMadeUpData, fonts)], fonts, format, $"{sheet}-{words.Certificate.Number}", words.Certificate.Number, words.Issue.IssuedAt);
    }
}
