using System.Diagnostics;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Yinong.Platform.Problems;

namespace Yinong.Web;

/// <summary>
/// Turns every "no" into its shape: <c>application/problem+json</c> for machines, the error page for people. What is not a <see cref="Problem"/>
/// is a fault of ours: 500 with a number that finds the log line.
/// </summary>
static class ProblemHandling
{
    /// <summary>Where the error page finds what went wrong.</summary>
    public static readonly object ItemKey = new();

    /// <summary>The address that failed, while the error page is drawn.</summary>
    public static readonly object PathKey = new();

    public static void UseProblems(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = HandleAsync,
            AllowStatusCode404Response = true,
            SuppressDiagnosticsCallback = context => context.Exception is Problem,
        });
        app.UseStatusCodePages(context => AnswerAsync(context.HttpContext, WebProblems.ForStatus(context.HttpContext.Response.StatusCode)));
    }

    static Task HandleAsync(HttpContext context) =>
        AnswerAsync(context, Understand(context.Features.Get<IExceptionHandlerFeature>()!.Error));

    static Problem Understand(Exception error) => error switch
    {
        Problem problem => problem,
        // A form that is none, or holds NUL: the framework gives up reading it.
        AntiforgeryValidationException or InvalidDataException => WebProblems.ForStatus(400),
        BadHttpRequestException bad => WebProblems.ForStatus(bad.StatusCode),
        DbUpdateConcurrencyException => WebProblems.ChangedMeanwhile(),
        _ => WebProblems.ForStatus(500),
    };

    static async Task AnswerAsync(HttpContext context, Problem problem)
    {
        context.Response.StatusCode = problem.Status;
        if (problem.RetryAfterSeconds is { } seconds) context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (IsMachine(context.Request))
        {
            await WriteAsync(context, problem);
            return;
        }
        context.Items[ItemKey] = problem;
        await ErrorPage(context);
    }

    /// <summary>Whether the answer should be read by a program.</summary>
    public static bool IsMachine(HttpRequest request) =>
        request.Path.StartsWithSegments("/api") || request.Path.StartsWithSegments("/connect") || request.Headers.Accept.Any(a => a?.Contains("json", StringComparison.Ordinal) == true);

    static Task WriteAsync(HttpContext context, Problem problem)
    {
        var english = Texts.Wants(context);
        return Results.Problem(
            type: $"/docs/problems#{problem.Code}",
            title: problem.Code,
            statusCode: problem.Status,
            detail: problem.Detail(english),
            extensions: new Dictionary<string, object?>
            {
                ["code"] = problem.Code,
                ["errors"] = problem.Fields,
                ["trace"] = Activity.Current?.Id ?? context.TraceIdentifier,
            }.Where(e => e.Value is not null).ToDictionary()).ExecuteAsync(context);
    }

    // The page itself lives in the Portal module (/error); the request is sent there again with its own method set to GET.
    static async Task ErrorPage(HttpContext context)
    {
        var path = context.Request.Path;
        context.Items[PathKey] = path.Value;
        context.Request.Path = "/error";
        context.Request.Method = HttpMethods.Get;
        context.SetEndpoint(null);
        context.Request.RouteValues.Clear();
        try
        {
            await context.RequestServices.GetRequiredService<ErrorPageBranch>().Run(context);
        }
        finally
        {
            context.Request.Path = path;
        }
    }
}

/// <summary>The part of the pipeline that draws the error page; set when the pipeline is built.</summary>
sealed class ErrorPageBranch
{
    public RequestDelegate Run { get; set; } = _ => Task.CompletedTask;
}
