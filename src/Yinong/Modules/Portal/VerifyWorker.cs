namespace Yinong.Modules.Portal;

/// <summary>
/// Sends the worker that keeps the page <c>/verify</c> for days without a network. It may also answer for station and certificate pages, because that is
/// what a QR code opens; there it does nothing while the network is there.
/// </summary>
static class VerifyWorker
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/verify/worker", Send).AllowAnonymous().ExcludeFromDescription();

    static IResult Send(HttpContext context, IWebHostEnvironment environment)
    {
        var file = environment.WebRootFileProvider.GetFileInfo("verify/worker.js");
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers["Service-Worker-Allowed"] = "/";
        return Results.Stream(file.CreateReadStream(), "text/javascript; charset=utf-8");
    }
}
