using System.Text.Json;
using Microsoft.AspNetCore.Antiforgery;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Web;

namespace Yinong.Modules.Training.Pages;

/// <summary>
/// <c>POST /exams/sitting/{id}/sealed</c>: where a phone sends the answers that it sealed without a line (docs/training.md). The sender is a person with a
/// cookie, so every call carries the antiforgery token; one answer comes back for each entry.
/// </summary>
static class SealedApi
{
    sealed record Sealed(string? Chain, IReadOnlyList<SealedEntry>? Entries);

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/exams/sitting/{id:guid}/sealed", TakeAsync).Require(Permission.DeskUse).ExcludeFromDescription();

    static async Task<IResult> TakeAsync(Guid id, HttpContext context, SealedAnswers seals, IAntiforgery antiforgery, Texts t)
    {
        if (!await antiforgery.IsRequestValidAsync(context)) throw TrainingProblems.SealTokenStale();
        var sent = await ReadAsync(context.Request);
        var (outcomes, handedIn) = await seals.TakeAsync(id, sent.Chain ?? "", sent.Entries ?? [], context.RequestAborted);
        return TypedResults.Json(new { handedIn, answers = outcomes.Select(o => new { number = o.Number, result = o.Result, code = o.Problem?.Code, detail = o.Problem?.Detail(t.English) }) });
    }

    static async Task<Sealed> ReadAsync(HttpRequest request)
    {
        if (!request.HasJsonContentType()) throw WebProblems.ForStatus(StatusCodes.Status415UnsupportedMediaType);
        try
        {
            return await request.ReadFromJsonAsync<Sealed>(JsonSerializerOptions.Web) ?? throw TrainingProblems.SealForm(SealedAnswers.MostEntries);
        }
        catch (JsonException)
        {
            throw TrainingProblems.SealForm(SealedAnswers.MostEntries);
        }
    }
}
