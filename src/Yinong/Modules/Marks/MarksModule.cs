using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Identity;

namespace Yinong.Modules.Marks;

/// <summary>What the module adds to the services, the model and the addresses.</summary>
static class MarksModule
{
    public static void Services(IServiceCollection services)
    {
        services.AddSingleton(provider => MarkSettings.From(provider.GetRequiredService<IConfiguration>()));
        services.AddScoped<MarkKeyring>().AddScoped<MarkRegister>();
    }

    public static Web.MenuEntry[] Menu => [new("签章密钥", Icon: "key", "/mark-keys", Permission.MarkKeysManage, 4)];

    public static void Model(ModelBuilder model)
    {
        model.Entity<MarkKey>().ToTable("mark_keys");
        model.Entity<MarkIssue>().ToTable("mark_issues");
    }

    public static void Endpoints(IEndpointRouteBuilder app) => MarksApi.Map(app);
}
