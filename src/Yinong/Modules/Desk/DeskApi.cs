using Yinong.Modules.Identity;
using Yinong.Platform.Access;

namespace Yinong.Modules.Desk;

/// <summary>Service records for machines (contract.md).</summary>
static class DeskApi
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/api/v1/service-records", Record).Require(Permission.ServiceRecordsWrite).WithMetadata(RecordBody.CountsItself)
            .WithSummary("Record services: an array of 1 … 5,000; one answer per record, created | known | refused.");

    static async Task Record(HttpContext context, ServiceDesk desk, RecordReader reader, DeskLimits limits)
    {
        var lines = await RecordBody.ReadAsync(context.Request, reader, limits);
        RecordAnswers.Write(context, await desk.RecordAsync(lines));
        await context.Response.BodyWriter.FlushAsync();
    }
}
