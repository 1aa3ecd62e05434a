using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Identity;

namespace Yinong.Modules.Catalogue;

/// <summary>What the module adds to the services, the model and the addresses.</summary>
static class CatalogueModule
{
    public static void Services(IServiceCollection services) => services.AddSingleton<ItemCatalogue>().AddScoped<CatalogueEditor>();

    public static Web.MenuEntry[] Menu => [new("服务目录", Icon: "book-2", "/catalogue", Permission.StationsRead, 2)];

    public static void Model(ModelBuilder model)
    {
        model.Entity<ServiceItem>(item =>
        {
            item.ToTable("service_items").Property(i => i.Id).ValueGeneratedNever();
            item.HasMany(i => i.Versions).WithOne().HasForeignKey(v => v.ItemId);
        });
        model.Entity<ServiceItemVersion>().ToTable("service_item_versions");
    }

    public static void Endpoints(IEndpointRouteBuilder app)
    {
        ServiceItemsApi.Map(app);
        Pages.CatalogueExport.Map(app);
    }
}
