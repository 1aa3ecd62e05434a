using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity.Keys;
using Yinong.Modules.Identity.OAuth;
using Yinong.Modules.Identity.SignIn;
using Yinong.Platform.Access;
using Yinong.Platform.Jobs;
using Yinong.Web;

namespace Yinong.Modules.Identity;

/// <summary>What the module adds to the services, the model and the addresses.</summary>
static class IdentityModule
{
    public static void Services(IServiceCollection services, YinongSettings settings)
    {
        services.AddScoped<CurrentReach>().AddScoped<Viewer>();
        services.AddSingleton<AccountDirectory>();
        services.AddSingleton<SignInThrottle>();
        services.AddScoped<PasswordSignIn>().AddScoped<OwnAccount>().AddScoped<SetUpLink>().AddScoped<DemoAccounts>();
        services.AddScoped<Grants>().AddScoped<AccountRegister>().AddScoped<AccountList>().AddScoped<OrganisationRegister>();
        services.AddScoped<AccountSessions>().AddScoped<AccountStore.Db>();
        services.AddHostedService<ChangePoller>();
        services.AddSingleton<IdentityUpkeep>().AddHostedService(provider => provider.GetRequiredService<IdentityUpkeep>());
        RateLimits.Services(services);
        KeyProtection.Services(services, settings);
        SignInServices(services);
        OAuthSetup.Services(services);
        services.AddScoped<IAuthorizationHandler, PermissionHandler>();
        services.AddAuthorization(options => options.FallbackPolicy = Closed);
    }

    public static IReadOnlyList<MenuEntry> Menu { get; } =
    [
        new("账号", Icon: "user-cog", "/accounts", Permission.AccountsRead, 4),
        new("接口客户端", Icon: "plug-connected", "/clients", Permission.ClientsManage, 4),
    ];

    public static void Model(ModelBuilder model) => IdentityModel.Build(model);

    public static void Endpoints(IEndpointRouteBuilder app)
    {
        TokenEndpoint.Map(app);
        PasskeyEndpoints.Map(app);
        Pages.IdentityExports.Map(app);
    }

    // An address that names no permission is closed. Where there is no address at all (or not for that method) the 404 or 405 stands.
    static AuthorizationPolicy Closed { get; } = new AuthorizationPolicyBuilder()
        .RequireAssertion(context => context.Resource is HttpContext http && http.GetEndpoint() is not RouteEndpoint)
        .Build();

    static void SignInServices(IServiceCollection services)
    {
        services.AddIdentityCore<Account>(options =>
            {
                options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
                // Length is what counts; rules about signs only make people write passwords down (NIST SP 800-63B). Common ones are refused.
                options.Password = new() { RequiredLength = 10, RequiredUniqueChars = 5, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false };
                options.Lockout = new() { MaxFailedAccessAttempts = SignInThrottle.MostPerName, DefaultLockoutTimeSpan = SignInThrottle.Window };
                options.User.AllowedUserNameCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._@";
            })
            .AddUserStore<AccountStore>()
            .AddPasswordValidator<Passwords>()
            .AddSignInManager<AccountSignIn>()
            .AddDefaultTokenProviders();
        // A passkey stands for name, password and code together, so it must be found without a name and must have asked for the person.
        services.Configure<IdentityPasskeyOptions>(options => (options.ResidentKeyRequirement, options.UserVerificationRequirement) = ("required", "required"));
        services.AddScoped<IUserClaimsPrincipalFactory<Account>, AccountClaims>();
        services.AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddScheme<AuthenticationSchemeOptions, ClientTokenHandler>(ClientTokenHandler.Scheme, null)
            .AddCookie(IdentityConstants.ApplicationScheme, CookieSignIn.Configure)
            .AddCookie(IdentityConstants.TwoFactorUserIdScheme, options => CookieSignIn.ConfigureSmall(options, "yn-2fa"))
            .AddCookie(IdentityConstants.TwoFactorRememberMeScheme, options => CookieSignIn.ConfigureSmall(options, "yn-2fa-device"))
            .AddCookie(IdentityConstants.ExternalScheme, options => CookieSignIn.ConfigureSmall(options, "yn-external"));
    }

    sealed class PermissionHandler(Viewer viewer) : AuthorizationHandler<PermissionRequirement>
    {
        protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, PermissionRequirement requirement)
        {
            if (viewer.Has(requirement.Permission)) context.Succeed(requirement);
            return Task.CompletedTask;
        }
    }
}
