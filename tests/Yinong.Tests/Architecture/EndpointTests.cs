using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Tests.Support;

namespace Yinong.Tests.Architecture;

/// <summary>Every way in says who may come in.</summary>
public class EndpointTests(App app) : IClassFixture<App>
{
    [Fact]
    public void Every_endpoint_names_a_permission_or_is_open_to_all() =>
        Findings.AssertNone(Endpoints().Where(e => !SaysWho(e)).Select(Describe));

    [Fact]
    public void Only_permissions_that_exist_are_asked_for()
    {
        var known = typeof(Permission).GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!).ToHashSet();
        Findings.AssertNone(Endpoints().SelectMany(e => e.Metadata.GetOrderedMetadata<RequireAttribute>().Where(r => !known.Contains(r.Permission)).Select(r => $"{Describe(e)} asks for {r.Permission}")));
    }

    [Fact]
    public void An_endpoint_that_says_nothing_is_found()
    {
        var silent = new RouteEndpointBuilder(_ => Task.CompletedTask, Microsoft.AspNetCore.Routing.Patterns.RoutePatternFactory.Parse("/x"), 0);
        Assert.False(SaysWho(silent.Build()));
        silent.Metadata.Add(new RequireAttribute(Permission.AuditRead));
        Assert.True(SaysWho(silent.Build()));
    }

    IEnumerable<Endpoint> Endpoints() => app.Services.GetRequiredService<EndpointDataSource>().Endpoints;

    // The framework's own stand-in for static files that were added after the build; it serves wwwroot only.
    static bool IsDevelopmentFile(Endpoint endpoint) => endpoint is RouteEndpoint { RoutePattern.RawText: "{**path:file}" };

    static bool SaysWho(Endpoint endpoint) => IsDevelopmentFile(endpoint) || endpoint.Metadata.GetMetadata<RequireAttribute>() is not null || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    static string Describe(Endpoint endpoint) => endpoint is RouteEndpoint route
        ? $"{string.Join(',', endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [])} {route.RoutePattern.RawText}".Trim()
        : endpoint.DisplayName ?? "?";
}
