using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Yinong.Web;

/// <summary>
/// What the operator sees: <c>/metrics</c> (Prometheus text) always; traces when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names a collector;
/// logs as JSON lines in production. None of them carries personal data: addresses of pages and codes only.
/// </summary>
static class Observability
{
    public const string Meter = "Yinong";

    public static void AddObservability(this WebApplicationBuilder builder)
    {
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("yinong"))
            .WithMetrics(metrics => metrics
                .AddMeter(Meter, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Diagnostics", "System.Runtime", "Npgsql")
                .AddPrometheusExporter());
        if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 })
            telemetry.WithTracing(traces => traces.AddAspNetCoreInstrumentation().AddSource("Npgsql").AddOtlpExporter());
        if (builder.Configuration["YINONG_LOG"] == "json")
            builder.Logging.ClearProviders().AddJsonConsole(options => options.UseUtcTimestamp = true);
    }

    public static void MapMetrics(this WebApplication app) => app.MapPrometheusScrapingEndpoint("/metrics").AllowAnonymous();
}
