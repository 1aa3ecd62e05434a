using Microsoft.Net.Http.Headers;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Supervision;

/// <summary>Counted services for machines (contract.md). Person-times include those of group events, which are also told apart.</summary>
/// <param name="Records">Counted records.</param>
/// <param name="PersonTimes">人次.</param>
/// <param name="GroupPersonTimes">Of these, in group events.</param>
/// <param name="AmountFen">Money that went through, fen.</param>
public record StatisticsSum(long Records, long PersonTimes, long GroupPersonTimes, long AmountFen);

/// <summary>One row: the code of a unit, a kind, a day, a month or an item.</summary>
public sealed record StatisticsRow(string Key, string Name, long Records, long PersonTimes, long GroupPersonTimes, long AmountFen);

/// <summary>The answer; <c>asOf</c> is the instant until which every record is counted.</summary>
public sealed record StatisticsAnswer(DateTimeOffset AsOf, string Division, string From, string To, string By, IReadOnlyList<StatisticsRow> Rows, StatisticsSum Total);

/// <summary>What is asked. All optional: the place of the caller, the present month up to today, by division, JSON.</summary>
public sealed record StatisticsQuery(string? Division, string? From, string? To, string? By, string? Format);

static class StatisticsApi
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/api/v1/statistics/services", ServicesAsync).Require(Permission.StatisticsRead)
            .Produces<StatisticsAnswer>().Produces(StatusCodes.Status304NotModified).ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("Counted services of a place by division, kind, day, month or item; JSON, or CSV by Accept or format=csv.");

    static async Task<IResult> ServicesAsync([AsParameters] StatisticsQuery query, HttpContext context, Viewer viewer, ProgrammeClock clock, TallyVersion version, StatisticsShelf shelf, DivisionTree tree, Texts t)
    {
        var question = ServiceQuestion.Read(context.Request.Query, new DivisionCode(viewer.Reach.From), clock.Today);
        var csv = WantsCsv(query.Format, context.Request);
        var state = await version.CurrentAsync(context.RequestAborted);
        var tag = StatisticsTag.Of(state, tree.Revision, question, viewer.Reach, csv, t.English);
        var headers = context.Response.Headers;
        headers.ETag = tag;
        headers.CacheControl = "private, no-cache";
        headers.Vary = "Accept, Accept-Language, Authorization";
        if (context.Request.Headers.IfNoneMatch.ToString().Contains(tag, StringComparison.Ordinal)) return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        if (!csv && shelf.Find(state, tag) is { } kept) return TypedResults.Bytes(kept, StatisticsShelf.Json);
        var table = await context.RequestServices.GetRequiredService<Indicators>().AskAsync(question, context.RequestAborted);
        return csv ? Csv(table).AsResult($"services-{question.Division}-{question.From:yyyyMMdd}-{question.To:yyyyMMdd}.csv") : TypedResults.Bytes(shelf.Keep(state, tag, Answer(table)), StatisticsShelf.Json);
    }

    static bool WantsCsv(string? format, HttpRequest request) => format switch
    {
        null or "" => request.Headers.Accept.ToString().Contains("text/csv", StringComparison.OrdinalIgnoreCase),
        "csv" => true,
        "json" => false,
        _ => throw SupervisionProblems.BadFormat(),
    };

    static StatisticsAnswer Answer(ServiceTable table) => new(
        new DateTimeOffset(table.AsOf).ToOffset(ProgrammeClock.Offset),
        table.Question.Division.ToString(), Show.TableDay(table.Question.From), Show.TableDay(table.Question.To), table.Question.By.ToString().ToLowerInvariant(),
        [.. table.Rows.Select(r => new StatisticsRow(r.Key, r.Name, r.Sum.Records, r.Sum.PersonTimes, r.Sum.GroupPersonTimes, r.Sum.AmountFen))],
        new(table.Total.Records, table.Total.PersonTimes, table.Total.GroupPersonTimes, table.Total.AmountFen));

    /// <summary>The rows under the names of the JSON fields.</summary>
    public static CsvTable Csv(ServiceTable table)
    {
        var csv = new CsvTable("key", "name", "records", "personTimes", "groupPersonTimes", "amountFen");
        foreach (var row in table.Rows) csv.Row(row.Key, row.Name, row.Sum.Records, row.Sum.PersonTimes, row.Sum.GroupPersonTimes, row.Sum.AmountFen);
        return csv;
    }
}

/// <summary>The ETag of an answer: the same fold, names, question, reach, language and program give the same bytes.</summary>
static class StatisticsTag
{
    static readonly string Program = typeof(StatisticsTag).Module.ModuleVersionId.ToString("N")[..8];

    public static string Of(TallyState state, string divisions, ServiceQuestion q, Reach reach, bool csv, bool english) =>
        new EntityTagHeaderValue($"\"{Program}-{state.Version}-{state.Names}-{divisions}-{q.Division}-{q.From:yyyyMMdd}-{q.To:yyyyMMdd}-{q.By:D}-{reach.From}-{reach.To}-{reach.Organisation}-{(csv ? 'c' : 'j')}{(english ? 'e' : 'z')}\"", isWeak: true).ToString();
}
