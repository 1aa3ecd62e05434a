using System.Text.Json;
using Microsoft.AspNetCore.Antiforgery;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Time;

namespace Yinong.Modules.Desk;

/// <summary>
/// Where the phone's outbox delivers (docs/offline.md). The shapes are those of <c>POST /api/v1/service-records</c>, but the sender is a person with a
/// cookie: every call carries the antiforgery token, and a record is taken only in the officer's own name and at the officer's own stations.
/// </summary>
static class OutboxApi
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/desk/session", SessionAsync).Require(Permission.DeskUse).ExcludeFromDescription();
        app.MapPost("/desk/outbox", ReceiveAsync).Require(Permission.DeskUse).WithMetadata(RecordBody.CountsItself).ExcludeFromDescription();
        app.MapPost("/desk/outbox/undo", UndoAsync).Require(Permission.DeskUse).ExcludeFromDescription();
    }

    /// <summary>Who is signed in, what time it is by the programme clock, and the token for the next call.</summary>
    static async Task<IResult> SessionAsync(HttpContext context, OfficerDesk desk, Viewer viewer, ProgrammeClock clock, IAntiforgery antiforgery)
    {
        var officer = await desk.GetAsync();
        return TypedResults.Ok(new { account = viewer.AccountId, officer = officer.Number, now = Milliseconds(clock.UtcNow), token = antiforgery.GetAndStoreTokens(context).RequestToken });
    }

    static async Task ReceiveAsync(HttpContext context, OfficerDesk desk, ServiceDesk services, RecordReader reader, DeskLimits limits, IAntiforgery antiforgery)
    {
        await CheckAsync(context, antiforgery);
        var officer = await desk.GetAsync();
        var lines = await RecordBody.ReadAsync(context.Request, reader, limits);
        var answers = new RecordAnswer[lines.Count];
        var own = new List<int>(lines.Count);
        for (var i = 0; i < answers.Length; i++)
        {
            if (lines[i].Line is { } line && NotOwn(line, officer) is { } problem) answers[i] = new(lines[i].Id, "refused", problem);
            else own.Add(i);
        }
        var given = await services.RecordAsync([.. own.Select(i => lines[i])]);
        for (var i = 0; i < given.Length; i++) answers[own[i]] = given[i];
        RecordAnswers.Write(context, answers);
        await context.Response.BodyWriter.FlushAsync();
    }

    /// <summary>Taken back on the phone, perhaps without a network: what counts is when the officer did it.</summary>
    /// <param name="Id">The record.</param>
    /// <param name="TakenBackAt">When, by the programme clock.</param>
    sealed record Undo(Guid Id, DateTimeOffset TakenBackAt);

    static async Task<IResult> UndoAsync(HttpContext context, OfficerDesk desk, OfficerRecords records, RecordCorrections corrections, ProgrammeClock clock, DeskLimits limits, IAntiforgery antiforgery)
    {
        await CheckAsync(context, antiforgery);
        if (!context.Request.HasJsonContentType()) throw Web.WebProblems.ForStatus(StatusCodes.Status415UnsupportedMediaType);
        var undo = await ReadAsync(context.Request);
        var own = await records.GetAsync(await desk.GetAsync(), undo.Id);
        if (own.MayUndo(clock.UtcNow, limits)) await corrections.UndoAsync(undo.Id);
        else if (undo.TakenBackAt.UtcDateTime - own.Record.RecordedAt <= TimeSpan.FromMinutes(limits.UndoMinutes)) await corrections.WithdrawAsync(undo.Id, DeskReasons.UndoneOffline);
        else throw DeskProblems.UndoTooLate(limits.UndoMinutes);
        return TypedResults.NoContent();
    }

    static Platform.Problems.Problem? NotOwn(RecordLine line, DeskOfficer officer) =>
        line.Officer != officer.Number ? DeskProblems.OfficerNotYou()
        : !officer.Everywhere.Contains(line.Station) ? DeskProblems.StationUnknown()
        : null;

    static async Task<Undo> ReadAsync(HttpRequest request)
    {
        try
        {
            return await request.ReadFromJsonAsync<Undo>(JsonSerializerOptions.Web) ?? throw Web.WebProblems.ForStatus(StatusCodes.Status400BadRequest);
        }
        catch (JsonException)
        {
            throw Web.WebProblems.ForStatus(StatusCodes.Status400BadRequest);
        }
    }

    static async Task CheckAsync(HttpContext context, IAntiforgery antiforgery)
    {
        if (!await antiforgery.IsRequestValidAsync(context)) throw DeskProblems.TokenStale();
    }

    static long Milliseconds(DateTime utc) => (utc - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMillisecond;
}
