using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Programme.Pages;

/// <summary>
/// <c>GET /programme/rosters.csv</c>: every province's roster beside what other lists say. <c>GET /programme/blind-spots.csv?division=</c>: the villages of
/// the roster without a station that counts. Public matter: numbers and names of places.
/// </summary>
static class ProgrammeExports
{
    /// <summary>Villages asked for at a time.</summary>
    const int Piece = 5_000;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/programme/rosters.csv", RostersAsync).Require(Permission.ProgrammeRead).ExcludeFromDescription();
        app.MapGet("/programme/blind-spots.csv", BlindSpotsAsync).Require(Permission.ProgrammeRead).ExcludeFromDescription();
    }

    static async Task<IResult> RostersAsync(ProgrammeShelf shelf, DivisionTree places, ProgrammeClock clock, Texts t)
    {
        var book = await shelf.GetAsync(ProgrammeProgress.Current);
        var editions = book.Editions;
        var table = new CsvTable([t["区划代码"], t["省份"], t["名录行政村"], t["名录日期"], t["通知推算"], .. editions.Select(edition => t["{0}版区划", edition]), t["依据"], t["来源"]]);
        foreach (var roster in book.Rosters.Values.OrderBy(r => r.Division))
        {
            var province = new DivisionCode(roster.Division);
            table.Row(
                [province.ToString(), places.Name(province), roster.Size, roster.AsOf, book.Compared(roster.Division, RosterComparison.Implied), .. editions.Select(e => (object?)book.Compared(roster.Division, e)),
                    roster.Rule == VillageRoster.Explicit ? t["正式名录"] : t["按区划代码推出"], roster.Source]);
        }
        return table.AsResult($"rosters-{clock.Today:yyyyMMdd}.csv");
    }

    static Task BlindSpotsAsync(HttpContext context, ProgrammeProgress progress, DivisionTree places, Viewer viewer, ProgrammeClock clock, Texts t)
    {
        var place = places.Get(context.Request.Query.Division("division", viewer.Post?.Division ?? DivisionCode.Nation)).Code;
        return CsvTable.StreamAsync(context, $"blind-spots-{place}-{clock.Today:yyyyMMdd}.csv", [t["区划代码"], t["村"], t["地区"]], RowsAsync(progress, places, place, context.RequestAborted));
    }

    static async IAsyncEnumerable<object?[]> RowsAsync(ProgrammeProgress progress, DivisionTree places, DivisionCode place, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var after = DivisionCode.Nation;
        while (await progress.BlindSpotsAsync(place, after, Piece, cancel: cancel) is { Count: > 0 } villages)
        {
            foreach (var village in villages) yield return [village.Code.ToString(), village.Name, places.FullName(village.Code)];
            after = villages[^1].Code;
        }
    }
}
