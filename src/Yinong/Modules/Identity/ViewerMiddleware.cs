using Microsoft.AspNetCore.Authorization;
using Yinong.Modules.Identity.OAuth;
using Yinong.Modules.Identity.SignIn;
using Yinong.Platform.Audit;
using Yinong.Web;

namespace Yinong.Modules.Identity;

/// <summary>
/// Between authentication and authorization: says who is looking, from the cookie's session or the client's token, and in whose name the audit writes.
/// </summary>
sealed class ViewerMiddleware(RequestDelegate next, AccountDirectory directory, StartMode mode)
{
    /// <summary>Where somebody who has to do something first is sent.</summary>
    const string ChangePassword = "/account/password", SetUpTwoFactor = "/account/two-factor";

    public Task InvokeAsync(HttpContext context, Viewer viewer, AuditActor actor)
    {
        actor.Origin = context.Connection.RemoteIpAddress?.ToString();
        actor.Actor = "anonymous";
        if (context.User.Identity is ClientIdentity machine)
        {
            var client = machine.Client;
            viewer.BecomeClient(client.ClientId, client.Reach, client.Permissions, client.Station);
            actor.Actor = client.Actor;
            return next(context);
        }
        if (context.Features.Get<SignedIn>() is not { } signedIn) return next(context);
        var detour = Enter(viewer, actor, signedIn);
        if (IsForeignWrite(context.Request)) throw WebProblems.ForStatus(StatusCodes.Status403Forbidden);
        return detour is not null && !IsOpenToAll(context) ? SendAsync(context, detour) : next(context);
    }

    // Answers the page that has to be visited first, or null.
    string? Enter(Viewer viewer, AuditActor actor, SignedIn signedIn)
    {
        var (account, session) = signedIn;
        actor.Actor = $"account:{account.Id}";
        var posts = account.PostsOn(directory.Today);
        viewer.SignedInWith(session.Id, posts);
        var detour = account.MustChangePassword ? ChangePassword
            : !mode.IsDemonstration && !account.TwoFactorEnabled && !session.IsStrong && posts.Any(NeedsTwoFactor) ? SetUpTwoFactor
            : null;
        if (detour is not null || (posts.FirstOrDefault(p => p.Id == session.PostId) ?? posts.FirstOrDefault()) is not { } post || Roles.Find(post.Role) is not { } role)
        {
            viewer.BecomeRestricted(account.Id, account.Name, detour);
            return detour;
        }
        viewer.Become(account.Id, account.Name, post, role.Rights);
        actor.Post = post.ToString();
        return null;
    }

    static bool NeedsTwoFactor(Post post) => Roles.Find(post.Role)?.TwoFactor == true;

    // Forms carry an antiforgery token. The API takes JSON, which another site cannot send without asking; browsers too old to ask tell at least
    // where the call comes from.
    static bool IsForeignWrite(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || !request.Path.StartsWithSegments("/api")) return false;
        if (request.Headers["Sec-Fetch-Site"].FirstOrDefault() is { } site) return site is not ("same-origin" or "none");
        return request.Headers.Origin.FirstOrDefault() is { } origin
            && !(Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }

    static bool IsOpenToAll(HttpContext context) =>
        context.GetEndpoint() is not { } endpoint || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null || context.Request.Path.StartsWithSegments("/account");

    static Task SendAsync(HttpContext context, string detour)
    {
        if (ProblemHandling.IsMachine(context.Request)) throw detour == SetUpTwoFactor ? IdentityProblems.TwoFactorRequired() : IdentityProblems.PasswordChangeRequired();
        context.Response.Redirect(detour);
        return Task.CompletedTask;
    }
}
