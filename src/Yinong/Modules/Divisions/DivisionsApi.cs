using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Yinong.Web;

namespace Yinong.Modules.Divisions;

/// <summary>The public addresses about places.</summary>
static class DivisionsApi
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1/divisions").WithTags("divisions").AllowAnonymous();
        // Open to all and the same for all: nothing that comes after routing (who is it, what may he) has a say here.
        api.ShortCircuit();
        api.MapGet("", Search).WithSummary("Finds places by code or name")
            .WithDescription("`search`: a code or the beginning of one, or a name; two characters are found anywhere in a name, one at its beginning. The very name comes first, then higher levels. `limit` 1–200, default 20. Answers `{items, next}`; each item carries its path.")
            .Produces<DivisionItems>();
        api.MapGet("/{code}", Unit).WithSummary("One place with its path")
            .WithDescription("`code` has 2, 4, 6, 9 or 12 digits; `00` is the nation. `at`: as it was on that day (default today).")
            .Produces<DivisionBody>().ProducesProblem(404);
        api.MapGet("/{code}/children", Children).WithSummary("The places one level down")
            .WithDescription("All of them unless `limit` (1–200) is given; then `next` is the `after` of the next page. `at`: as it was on that day (default today).")
            .Produces<DivisionItems>().ProducesProblem(404);
    }

    static async Task<IResult> Unit(string code, [FromQuery] string? at, DivisionAnswers answers, DivisionHistory history, HttpContext context)
    {
        var division = Parse(code);
        if (at is not null) return await TaggedAsync(context, await history.UnitAsync(division, Day(at)));
        return Answer(context, answers.Tag, answers.Unit(division) ?? throw DivisionProblems.Unknown(code));
    }

    static async Task<IResult> Children(string code, [FromQuery] string? at, [FromQuery] string? limit, [FromQuery] string? after, DivisionAnswers answers, DivisionHistory history, HttpContext context)
    {
        var division = Parse(code);
        if (at is not null) return await TaggedAsync(context, await history.ChildrenAsync(division, Day(at)));
        if (limit is null && after is null) return Answer(context, answers.Tag, answers.Children(division) ?? throw DivisionProblems.Unknown(code));
        var last = after is null ? 0 : DivisionCode.TryParse(after, out var known) ? known.Value : throw DivisionProblems.AfterWrong();
        return Answer(context, answers.Tag, answers.Children(division, null, last, Limit(limit, DivisionTree.MaxHits)) ?? throw DivisionProblems.Unknown(code));
    }

    static IResult Search([FromQuery] string? search, [FromQuery] string? limit, DivisionAnswers answers, HttpContext context)
    {
        if (string.IsNullOrWhiteSpace(search)) throw DivisionProblems.SearchMissing();
        if (search.Length > 40) throw DivisionProblems.SearchTooLong();
        CleanText.Check(context.Request.Query);
        var most = Limit(limit, 20);
        var tag = answers.Tag;
        return IsKnown(context, tag) ? NotModified(context, tag) : Answer(context, tag, answers.Search(search, most));
    }

    static async Task<IResult> TaggedAsync<T>(HttpContext context, T value)
    {
        await TaggedAnswer.JsonAsync(context, value);
        return Results.Empty;
    }

    static BytesAnswer Answer(HttpContext context, string tag, byte[] body) => IsKnown(context, tag) ? NotModified(context, tag) : new(tag, body);

    static BytesAnswer NotModified(HttpContext context, string tag)
    {
        context.Response.StatusCode = StatusCodes.Status304NotModified;
        return new(tag, null);
    }

    static bool IsKnown(HttpContext context, string tag)
    {
        var asked = context.Request.Headers.IfNoneMatch;
        return asked.Count > 0 && asked.ToString().Contains(tag, StringComparison.Ordinal);
    }

    static DivisionCode Parse(string code) => DivisionCode.TryParse(code, out var division) ? division : throw DivisionProblems.Unknown(code);

    static DateOnly Day(string at) =>
        DateOnly.TryParseExact(at, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw DivisionProblems.DayWrong();

    static int Limit(string? text, int standard)
    {
        if (text is null) return standard;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= DivisionTree.MaxHits ? limit : throw DivisionProblems.LimitWrong();
    }

    /// <summary>Finished bytes with their tag; the browser asks again and mostly gets 304.</summary>
    sealed class BytesAnswer(string tag, byte[]? body) : IResult
    {
        public Task ExecuteAsync(HttpContext context)
        {
            var headers = context.Response.Headers;
            headers.ETag = tag;
            headers.CacheControl = "public, no-cache";
            if (body is null) return Task.CompletedTask;
            headers.ContentType = "application/json; charset=utf-8";
            headers.ContentLength = body.Length;
            return context.Response.Body.WriteAsync(body, 0, body.Length);
        }
    }
}

/// <summary>A step of a path.</summary>
/// <param name="Code">Significant digits.</param>
/// <param name="Name">Name.</param>
public sealed record DivisionStep(string Code, string Name);

/// <summary>One place.</summary>
/// <param name="Code">Significant digits: 2 province, 4 city, 6 county, 9 town, 12 village, 00 nation.</param>
/// <param name="Name">Name as in the list.</param>
/// <param name="Level">nation, province, city, county, town or village.</param>
/// <param name="Parent">Code of the unit above; 00 above a province; null for the nation.</param>
/// <param name="Kind">Of a village unit: village-committee, residents-committee, village-like, residents-like or virtual.</param>
/// <param name="Path">From the province down to the unit itself.</param>
/// <param name="ValidFrom">First day it existed; null: open.</param>
/// <param name="ValidTo">Last day; null: it exists.</param>
/// <param name="UrbanRural">Class of a village unit, 111 … 220, where the list has it.</param>
/// <param name="SucceededBy">Code of the unit that took over.</param>
public sealed record DivisionBody(string Code, string Name, string Level, string? Parent, string? Kind, IReadOnlyList<DivisionStep> Path, DateOnly? ValidFrom, DateOnly? ValidTo, short? UrbanRural, string? SucceededBy);

/// <summary>One place in a list.</summary>
/// <param name="Code">Significant digits.</param>
/// <param name="Name">Name.</param>
/// <param name="Level">province, city, county, town or village.</param>
/// <param name="Parent">Code of the unit above.</param>
/// <param name="Kind">Of a village unit.</param>
/// <param name="Path">From the province down; only in search results.</param>
public sealed record DivisionItem(string Code, string Name, string Level, string Parent, string? Kind, IReadOnlyList<DivisionStep>? Path);

/// <param name="Items">Places.</param>
/// <param name="Next">The after of the next page; null: this was the last.</param>
public sealed record DivisionItems(IReadOnlyList<DivisionItem> Items, string? Next);
