using Microsoft.AspNetCore.Mvc;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Catalogue;

/// <summary>An item as machines see it (contract.md).</summary>
/// <param name="Code">Permanent code, e.g. <c>P-0101</c>.</param>
/// <param name="Name">Chinese name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="Kind">public, convenience, commerce, training.</param>
/// <param name="Version">In force today.</param>
/// <param name="FeeFen">Fee in fen; 0 free; null: set by the provider.</param>
/// <param name="Verdict">allowed, conditional (under the condition in clause), red-line (refused).</param>
/// <param name="Clause">The condition, or the sentence that refuses.</param>
/// <param name="ValidFrom">First day of this version.</param>
public sealed record ServiceItemAnswer(string Code, string Name, string NameEn, string Kind, short Version, long? FeeFen, string Verdict, string? Clause, DateOnly ValidFrom);

/// <summary>A whole list; the catalogue is short and needs no pages, so next is always null.</summary>
public sealed record ServiceItemsAnswer(IReadOnlyList<ServiceItemAnswer> Items, string? Next);

static class ServiceItemsApi
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/api/v1/service-items", ListAsync).AllowAnonymous()
            .Produces<ServiceItemsAnswer>().Produces(StatusCodes.Status304NotModified).ProducesProblem(StatusCodes.Status400BadRequest)
            .WithSummary("What may be offered today, public services first; red-line items are listed with the sentence that refuses them.");

    static async Task ListAsync([FromQuery] string? kind, HttpContext context, ItemCatalogue catalogue, ProgrammeClock clock)
    {
        ServiceKind? only = string.IsNullOrEmpty(kind) ? null : ServiceKinds.TryParse(kind, out var parsed) ? parsed : throw CatalogueProblems.UnknownKind();
        var today = clock.Today;
        var items = (await catalogue.AllAsync()).Values.Where(i => only is null || i.Kind == only).OrderBy(i => i.Kind).ThenBy(i => i.Code, StringComparer.Ordinal)
            .Select(i => (Item: i, Version: ItemCatalogue.VersionOn(i, today))).Where(i => i.Version is not null)
            .Select(i => Answer(i.Item, i.Version!)).ToList();
        await TaggedAnswer.JsonAsync(context, new ServiceItemsAnswer(items, null));
    }

    static ServiceItemAnswer Answer(ServiceItem item, ServiceItemVersion v) =>
        new(item.Code, v.Name, v.NameEn, item.Kind.Word(), v.Version, v.FeeFen, v.Verdict.Word(), v.Clause, v.ValidFrom);
}
