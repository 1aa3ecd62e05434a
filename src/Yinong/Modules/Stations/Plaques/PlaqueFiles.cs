using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Modules.Marks;
using Yinong.Platform.Access;
using Yinong.Web;

namespace Yinong.Modules.Stations.Plaques;

/// <summary>Plaque and sign of the issue that holds, as PDF or SVG for the workshop; to those within reach of the station.</summary>
static class PlaqueFiles
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/stations/{key}/plaques/{sheet}.{format}", SendAsync).Require(Permission.StationsRead).WithMetadata(new ServesFiles()).ExcludeFromDescription();

    static async Task<IResult> SendAsync(string key, string sheet, string format, HttpContext context, PlaqueDesk desk, MarkRegister marks, MarkSettings settings, DivisionTree places)
    {
        if (sheet is not (PlaqueSheets.Plaque or PlaqueSheets.Sign) || !SheetFiles.Knows(format)) throw MarkProblems.UnknownSheet();
        var station = await desk.GetAsync(key, context.RequestAborted);
        var issue = station.Number is { } number ? await marks.CurrentAsync(MarkKinds.Station, number, context.RequestAborted) : null;
        if (issue is null) throw MarkProblems.NotIssued();
        var words = new PlaqueWords(station.Name, places.FullName(new(station.Division)), station.Number!, $"{settings.Origin(context.Request)}/s/{station.Number}?m={issue.Text}", issue.Serial);
        using var fonts = settings.Fonts();
        return SheetFiles.Send([PlaqueSheets.Draw(sheet, words, fonts)], fonts, format, $"{sheet}-{station.Number}", $"{station.Name} {station.Number}", issue.IssuedAt);
    }
}
