using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;

namespace Yinong.Web;

/// <summary>
/// No form and no call of the platform is larger than a megabyte. What takes a file (the list of divisions) or counts for itself (service records) says so
/// at its own door. Refused before anything is read.
/// </summary>
static class BodyLimit
{
    const long Most = 1024 * 1024;

    public static void UseBodyLimit(this WebApplication app) => app.Use((context, next) =>
    {
        var own = context.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>();
        var most = own is null ? Most : own.MaxRequestBodySize;
        if (context.Request.ContentLength > most) throw WebProblems.ForStatus(StatusCodes.Status413PayloadTooLarge);
        // A body that does not say how long it is, is counted by the server while it comes.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature) feature.MaxRequestBodySize = most;
        return next(context);
    });
}
