using System.Threading.RateLimiting;
using Yinong.Web;

namespace Yinong.Modules.Identity;

/// <summary>How often one address may knock at the doors that cost us or tempt others.</summary>
static class RateLimits
{
    /// <summary>Forms that check a secret.</summary>
    public const string SignIn = "sign-in";

    /// <summary>The token endpoint.</summary>
    public const string Tokens = "tokens";

    /// <summary>What anybody may send without signing in.</summary>
    public const string Reports = "reports";

    public static void Services(IServiceCollection services) => services.AddRateLimiter(options =>
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = (context, _) =>
        {
            var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(10);
            context.HttpContext.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
            return ValueTask.CompletedTask;
        };
        options.AddPolicy(SignIn, context => HttpMethods.IsPost(context.Request.Method) ? Bucket(context, burst: 60, tokens: 1) : RateLimitPartition.GetNoLimiter(""));
        options.AddPolicy(Tokens, context => Bucket(context, burst: 120, tokens: 4));
        // A village behind one address still gets its word in; a receipt cannot be guessed at this pace.
        options.AddPolicy(Reports, context => HttpMethods.IsPost(context.Request.Method)
            ? Bucket(context, burst: 20, tokens: 1, everySeconds: 30, door: "sent")
            : Bucket(context, burst: 60, tokens: 1, door: "looked"));
    });

    /// <summary>So many at once for a network, then some more each period; a door of its own has a bucket of its own.</summary>
    public static RateLimitPartition<string> Bucket(HttpContext context, int burst, int tokens, int everySeconds = 1, string door = "") =>
        RateLimitPartition.GetTokenBucketLimiter(Addresses.Network(context.Connection.RemoteIpAddress) + door, _ => new()
        {
            TokenLimit = burst,
            TokensPerPeriod = tokens,
            ReplenishmentPeriod = TimeSpan.FromSeconds(everySeconds),
            QueueLimit = 0,
        });
}
