using System.Net;

namespace Yinong.Tests.Support;

/// <summary>Keeps cookies as a browser would, and follows no redirect: where one leads is part of what tests look at.</summary>
sealed class CookieKeeper(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    readonly CookieContainer _cookies = new();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri!;
        if (_cookies.GetCookieHeader(address) is { Length: > 0 } header) request.Headers.Add("Cookie", header);
        var response = await base.SendAsync(request, cancellationToken);
        if (response.Headers.TryGetValues("Set-Cookie", out var set))
            foreach (var cookie in set) _cookies.SetCookies(address, cookie);
        return response;
    }
}
