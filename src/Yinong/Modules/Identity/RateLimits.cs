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

    public static void Services(IServiceCollection services) => services.AddRateLimiter(options =>
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = (context, _) =>
        {
            var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(10);
            context.HttpContext.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
            return ValueTask.CompletedTask;
        };
        options.AddPolicy(SignIn, context => HttpMethods.IsPost(context.Request.Method) ? Bucket(context, burst: 60, perSecond: 1) : RateLimitPartition.GetNoLimiter(""));
        options.AddPolicy(Tokens, context => Bucket(context, burst: 120, perSecond: 4));
    });

    static RateLimitPartition<string> Bucket(HttpContext context, int burst, int perSecond) =>
        RateLimitPartition.GetTokenBucketLimiter(Addresses.Network(context.Connection.RemoteIpAddress), _ => new()
        {
            TokenLimit = burst,
            TokensPerPeriod = perSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        });
}
