using System.IO.Compression;
using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.ResponseCompression;

namespace Yinong.Web;

/// <summary>What every page goes through: compression, security headers, and the branch that draws the error page.</summary>
static class PagePipeline
{
    // Everything comes from this site; nothing inline. data: is for the small pictures that Bootstrap's style sheet carries (check marks, arrows).
    const string Policy = "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    // A file that somebody sent in: whatever it holds may load, run and frame nothing.
    const string FilePolicy = "default-src 'none'; sandbox; frame-ancestors 'none'";

    public static void AddPageCompression(this IServiceCollection services)
    {
        // Antiforgery tokens are masked anew in every answer, so a compressed page gives nothing away (BREACH).
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.Providers.Add<Brotli>();
            options.Providers.Add<GzipCompressionProvider>();
        });
    }

    /// <summary>Quality 5: the first that models context, worth a tenth of a page for a fraction of a millisecond. The framework's levels know 1, 4 and 11.</summary>
    sealed class Brotli : ICompressionProvider
    {
        static readonly BrotliCompressionOptions Quality = new() { Quality = 5 };

        public string EncodingName => "br";

        public bool SupportsFlush => true;

        public Stream CreateStream(Stream outputStream) => new BrotliStream(outputStream, Quality, leaveOpen: true);
    }

    /// <summary>Behind a reverse proxy the caller's address and https come from its headers; believed from the proxies that are named only.</summary>
    public static void AddProxies(this IServiceCollection services, YinongSettings settings) => services.Configure<ForwardedHeadersOptions>(options =>
    {
        options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        foreach (var proxy in settings.Proxies)
        {
            if (System.Net.IPNetwork.TryParse(proxy, out var network)) options.KnownIPNetworks.Add(network);
            else if (IPAddress.TryParse(proxy, out var address)) options.KnownProxies.Add(address);
            else throw new FormatException($"YINONG_PROXIES: '{proxy}' is neither an address nor a network.");
        }
    });

    public static void UsePageHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        // At the very end: what turns an error into a page clears the headers that were set before.
        context.Response.OnStarting(SetHeaders, context);
        return next(context);
    });

    static Task SetHeaders(object state)
    {
        var context = (HttpContext)state;
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = context.GetEndpoint()?.Metadata.GetMetadata<ServesFiles>() is null ? Policy : FilePolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "geolocation=(self), camera=(self), microphone=(), payment=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        return Task.CompletedTask;
    }

    /// <summary>The error page is drawn by its own short pipeline: whatever broke the first one stays out of the way.</summary>
    public static void UseErrorPage(this WebApplication app)
    {
        var branch = ((IApplicationBuilder)app).New();
        branch.UseRouting();
        branch.UseEndpoints(endpoints =>
        {
            endpoints.MapStaticAssets().AllowAnonymous();
            endpoints.MapRazorPages().WithStaticAssets();
        });
        app.Services.GetRequiredService<ErrorPageBranch>().Run = branch.Build();
    }
}

/// <summary>Marks an endpoint whose answers are files that people sent in.</summary>
sealed class ServesFiles;
