using Yinong.Modules.Marks;
using Yinong.Web;

namespace Yinong.Modules.Portal;

/// <summary>What was asked: the text of a QR code, whole.</summary>
/// <param name="Text">The address or the mark inside it, at most 500 characters.</param>
public sealed record MarkQuestion(string? Text);

/// <summary>What was found about a mark.</summary>
/// <param name="Result">genuine, superseded, moved, ended, expired, not-yet, suspended, revoked, forged.</param>
/// <param name="Fault">Why it is forged: shape, unknown-key, signature, revoked-key, not-registered; null: it is not.</param>
/// <param name="Mark">What it says; null when it cannot be read. Of a forged one nothing is to be believed.</param>
/// <param name="Now">What the register says today; null: nothing.</param>
public sealed record MarkAnswer(string Result, string? Fault, MarkWords? Mark, MarkedNow? Now);

/// <summary>What a mark says.</summary>
/// <param name="Kind">station, certificate.</param>
/// <param name="Number">Of the station or certificate.</param>
/// <param name="Name">Short name of the station, masked name of the holder.</param>
/// <param name="Division">Code of the place on the day of issue.</param>
/// <param name="IssuedOn">Day of issue.</param>
/// <param name="ValidTo">Last valid day; certificates only.</param>
/// <param name="Serial">Which issue it is, from 1.</param>
/// <param name="Key">Code of the key that signed.</param>
public sealed record MarkWords(string Kind, string Number, string Name, string Division, DateOnly IssuedOn, DateOnly? ValidTo, int Serial, string Key);

static class MarkCheckApi
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/marks/verify", ReadAsync).WithTags("marks").AllowAnonymous()
            .Produces<MarkAnswer>().Produces(304).ProducesProblem(400).WithSummary("Whether the mark of a plaque or certificate is genuine, and what it is worth today; for anybody.");
        app.MapPost("/api/v1/marks/verify", PostAsync).WithTags("marks").AllowAnonymous()
            .Produces<MarkAnswer>().ProducesProblem(400).WithSummary("The same, with the text in the body.");
    }

    static async Task ReadAsync(string? text, HttpContext context, MarkCheck check) => await TaggedAnswer.JsonAsync(context, await AnswerAsync(text, check, context.RequestAborted));

    static async Task<IResult> PostAsync(MarkQuestion question, HttpContext context, MarkCheck check)
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(await AnswerAsync(question.Text, check, context.RequestAborted));
    }

    static async Task<MarkAnswer> AnswerAsync(string? text, MarkCheck check, CancellationToken cancel)
    {
        var finding = await check.ReadAsync(text, cancel);
        if (finding.Result is MarkResult.NoMark) throw MarkProblems.NoMark();
        var mark = finding.Mark is { } m ? new MarkWords(m.Kind, m.Number, m.Name, m.Division, m.IssuedOn, m.ValidTo, m.Serial, m.Key) : null;
        return new(finding.Result.Word(), finding.Fault.Word(), mark, finding.Now);
    }
}
