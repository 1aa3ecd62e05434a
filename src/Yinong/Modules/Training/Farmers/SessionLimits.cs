using Microsoft.AspNetCore.RateLimiting;
using Yinong.Modules.Identity;

namespace Yinong.Modules.Training.Farmers;

/// <summary>
/// How often one network may send to a session's public page. Everybody in the room sits behind one Wi-Fi, so each session has a bucket of its own with room
/// for all of them, which takes nothing from the applications and reports of the same village; answers and sign-ups have limits of their own besides.
/// </summary>
static class SessionLimits
{
    public const string Policy = "sessions";

    const int EverySeconds = 10;

    public static void Services(IServiceCollection services) => services.Configure<RateLimiterOptions>(options => options.AddPolicy(Policy, context => HttpMethods.IsPost(context.Request.Method)
        ? RateLimits.Bucket(context, burst: TrainingRules.SessionPosts, tokens: 1, everySeconds: EverySeconds, door: $"session {context.Request.RouteValues["number"]?.ToString()?.Trim().ToUpperInvariant()}")
        : RateLimits.Bucket(context, burst: 2 * TrainingRules.SessionPosts, tokens: 1, door: "sessions")));
}
