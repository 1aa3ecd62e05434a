using System.Text.Json;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;

namespace Yinong.Modules.Desk;

/// <summary>A correction as it is sent.</summary>
/// <param name="Reason">Why, 1 … 400 characters.</param>
/// <param name="Replacement">The record that shall stand in its place, as in POST /api/v1/service-records; null: taken out of the count.</param>
public sealed record CorrectionInput(string? Reason, JsonElement? Replacement);

/// <summary><c>POST /api/v1/service-records/{id}/correction</c>: corrections are chained, nothing is overwritten.</summary>
static class CorrectionApi
{
    public const int MostReason = 400;

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/api/v1/service-records/{id:guid}/correction", CorrectAsync).Require(Permission.ServiceRecordsWrite)
            .WithSummary("Correct a record with a reason: put another in its place, or take it out of the count.");

    static async Task<IResult> CorrectAsync(Guid id, CorrectionInput input, RecordCorrections corrections, ServiceDesk desk, RecordReader reader)
    {
        if (input.Reason is not { Length: > 0 and <= MostReason } reason || reason.Any(char.IsControl)) throw DeskProblems.ReasonMissing(MostReason);
        if (input.Replacement is { ValueKind: not JsonValueKind.Null } replacement)
            await corrections.ReplaceAsync(id, await desk.CheckAsync(reader.ReadSingle(replacement)), reason);
        else
            await corrections.WithdrawAsync(id, reason);
        return TypedResults.NoContent();
    }
}
