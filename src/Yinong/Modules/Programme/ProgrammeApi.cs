using Yinong.Modules.Divisions;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Programme;

/// <summary>Progress for everybody (contract.md).</summary>
static class ProgrammeApi
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/api/v1/programmes/{programme}/progress", ProgressAsync).WithTags("programme").AllowAnonymous()
            .WithSummary("Stations and coverage against the targets of the programme")
            .WithDescription("One row per child of `division` (default the nation: its provinces that take part). A station counts when it is accepted, in a state that serves and has served within the days of the threshold. Coverage is distinct roster villages with such a station ÷ size of the roster.")
            .Produces<ProgressBody>().Produces(StatusCodes.Status304NotModified).ProducesProblem(StatusCodes.Status404NotFound);

    static async Task<IResult> ProgressAsync(string programme, string? division, ProgrammeProgress progress, DivisionTree tree, HttpContext context)
    {
        var answer = await progress.OfAsync(tree.Get(string.IsNullOrEmpty(division) ? "00" : division).Code, programme, context.RequestAborted);
        var tag = $"W/\"{answer.Tag}\"";
        context.Response.Headers.ETag = tag;
        context.Response.Headers.CacheControl = "public, no-cache";
        if (context.Request.Headers.IfNoneMatch.ToString().Contains(answer.Tag, StringComparison.Ordinal)) return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        return TypedResults.Ok(new ProgressBody(new DateTimeOffset(answer.AsOf).ToOffset(ProgrammeClock.Offset), answer.Division.ToString(), [.. answer.Rows.Select(row => Line(answer.Book, row))], Line(answer.Book, answer.Total)));
    }

    static ProgressLine Line(ProgrammeBook book, ProgressRow row) => new(
        row.Division.ToString(), row.Name, row.Cohort, row.Regime, row.TargetStations, row.TargetCoverage, row.Count.Alive, row.Count.RosterVillages, row.Count.CoveredVillages,
        Round(row.Coverage), row.Met, row.Count.Built, row.Count.Serving, row.Count.RosterVillages - row.Count.CoveredVillages, Round(row.TimeShare),
        row.Division.Level != DivisionLevel.Nation && book.Rosters.TryGetValue(row.Division.At(DivisionLevel.Province).Value, out var roster) ? Show.TableDay(roster.AsOf) : null);

    static double? Round(double? share) => share is { } s ? Math.Round(s, 4) : null;
}

/// <summary>The answer.</summary>
/// <param name="AsOf">When it was so.</param>
/// <param name="Division">Code of the place asked for.</param>
/// <param name="Rows">One per child.</param>
/// <param name="Total">The place itself; for the nation the provinces that take part.</param>
public sealed record ProgressBody(DateTimeOffset AsOf, string Division, IReadOnlyList<ProgressLine> Rows, ProgressLine Total);

/// <summary>One place against its target.</summary>
/// <param name="Division">Code.</param>
/// <param name="Name">Name.</param>
/// <param name="Cohort">A, B, C or self-run; null: its province does not take part.</param>
/// <param name="Regime">full-coverage, other-document, count-and-coverage or self-run.</param>
/// <param name="TargetStations">Stations to be built and operating; null: none set.</param>
/// <param name="TargetCoverage">Share of the roster's villages, 0 to 1; null: none set.</param>
/// <param name="OperatingStations">Accepted, in a state that serves, and alive.</param>
/// <param name="RosterVillages">Size of the dated roster.</param>
/// <param name="CoveredVillages">Distinct villages of the roster with such a station.</param>
/// <param name="Coverage">The one by the other, 0 to 1, four places; null: no roster.</param>
/// <param name="Met">Whether the target is reached; null: nothing to judge by.</param>
/// <param name="BuiltStations">Accepted and not gone.</param>
/// <param name="ServingStations">Of these, in a state that serves, alive or silent.</param>
/// <param name="BlindSpots">Villages of the roster without a station that counts.</param>
/// <param name="TimeShare">Share of the cohort's time that has gone, 0 to 1; null: no clock.</param>
/// <param name="RosterAsOf">The day the roster speaks of.</param>
public sealed record ProgressLine(
    string Division, string Name, string? Cohort, string? Regime, int? TargetStations, double? TargetCoverage, int OperatingStations, int RosterVillages, int CoveredVillages,
    double? Coverage, bool? Met, int BuiltStations, int ServingStations, int BlindSpots, double? TimeShare, string? RosterAsOf);
