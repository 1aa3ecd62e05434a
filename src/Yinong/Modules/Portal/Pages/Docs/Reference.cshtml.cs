using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Yinong.Modules.Portal.Pages.Docs;

/// <summary>An address of the API, for reading.</summary>
public sealed record ApiAddress(string Method, string Path, string? Summary, string? Description, IReadOnlyList<string> Parameters, IReadOnlyList<string> Answers);

/// <summary>The reference of the open API, drawn from the same document that machines read (<c>/openapi/v1.json</c>).</summary>
[AllowAnonymous]
public sealed class ReferenceModel([FromKeyedServices("v1")] IOpenApiDocumentProvider document) : PageModel
{
    /// <summary>The addresses by the thing they are about (first segment of the path).</summary>
    public IReadOnlyList<IGrouping<string, ApiAddress>> Things { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var api = await document.GetOpenApiDocumentAsync(cancel);
        Things = [.. api.Paths.SelectMany(Addresses).OrderBy(a => a.Path, StringComparer.Ordinal).ThenBy(a => a.Method, StringComparer.Ordinal).GroupBy(a => a.Path.Split('/')[3])];
    }

    static IEnumerable<ApiAddress> Addresses(KeyValuePair<string, IOpenApiPathItem> path) =>
        path.Value.Operations is not { } operations || !path.Key.StartsWith("/api/v1/", StringComparison.Ordinal)
            ? []
            : operations.Select(o => new ApiAddress(
                o.Key.Method, path.Key, o.Value.Summary, o.Value.Description,
                [.. (o.Value.Parameters ?? []).Select(p => p.In == ParameterLocation.Path ? $"{{{p.Name}}}" : $"?{char.ToLowerInvariant(p.Name![0])}{p.Name[1..]}=")],
                [.. (o.Value.Responses ?? []).Keys.Order(StringComparer.Ordinal)]));
}
