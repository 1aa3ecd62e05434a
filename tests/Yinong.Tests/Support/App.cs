using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yinong.Database;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Tests.Support;

/// <summary>
/// The real program on its own database, for one test class: <c>class StationTests(App app) : IClassFixture&lt;App&gt;</c>. Only the clocks are ours.
/// Tests of a class share the database and never clean it; each makes its own data.
/// </summary>
public class App : IAsyncLifetime
{
    WebApplication? _app;
    TestDatabase? _database;

    /// <summary>The clock of business dates.</summary>
    public StandingClock Clock { get; } = new();

    /// <summary>The clock of cookies, tokens and the audit.</summary>
    public SecurityClock SecurityClock { get; } = new();

    public TestDatabase Database => _database ?? throw new InvalidOperationException("The app has not started.");

    /// <summary>The services of the program, for what has no door of its own.</summary>
    public IServiceProvider Services => Running.Services;

    WebApplication Running => _app ?? throw new InvalidOperationException("The app has not started.");

    /// <summary>True for classes that need all 665,276 units instead of the small tree.</summary>
    protected virtual bool WholeNation => false;

    protected virtual WebHost.Mode Mode => WebHost.Mode.Serve;

    /// <summary>Further settings, as the environment would give them.</summary>
    protected virtual Dictionary<string, string?> Settings => [];

    public virtual async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(WholeNation);
        _app = WebHost.Build(Mode, configure: Configure);
        await _app.StartAsync();
    }

    /// <summary>Ends the program and leaves its database, for tests that go on with a process of its own.</summary>
    public Task StopAsync() => Running.StopAsync();

    /// <summary>Where a browser finds it, when it listens on a real port.</summary>
    public string Address => Running.Urls.Single();

    /// <summary>Somebody at a browser who has not signed in.</summary>
    public Visitor Visitor() => new(new HttpClient(new CookieKeeper(Running.GetTestServer().CreateHandler())) { BaseAddress = new("https://localhost") });

    /// <summary>A machine without a token.</summary>
    public HttpClient Machine() => Running.GetTestClient();

    /// <summary>The database with the reach of the nation, to look behind the door. The caller disposes it.</summary>
    public AppDb Db() => Database.Open();

    public virtual async ValueTask DisposeAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
        if (_database is not null) await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>How the program is reached: in memory here, a real port for browsers.</summary>
    protected virtual void Listen(IWebHostBuilder web) => web.UseTestServer();

    void Configure(WebApplicationBuilder builder)
    {
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(Settings)
        {
            ["YINONG_DATABASE"] = Database.ConnectionString,
            ["YINONG_DATA"] = Directory.CreateDirectory(Path.Combine(TestFolder.Path, $"data-{Guid.CreateVersion7():N}")).FullName,
        });
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(SecurityClock);
        builder.Services.AddSingleton<ProgrammeClock>(Clock);
        Listen(builder.WebHost);
    }
}

/// <summary>The real program over the whole real country; costs seconds, so only where a small tree would prove nothing.</summary>
public sealed class NationApp : App
{
    protected override bool WholeNation => true;
}
