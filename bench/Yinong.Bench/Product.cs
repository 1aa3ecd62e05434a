using System.Diagnostics;
using System.Text.Json;

namespace Yinong.Bench;

/// <summary>The product as it is deployed: its own process, its commands, its HTTP.</summary>
sealed class Product : IAsyncDisposable
{
    // ./yinong bench publishes the product before it runs the suite.
    static readonly string Program = Path.GetFullPath(Path.Combine("artifacts", "app", "Yinong.dll"));

    readonly string _password = Guid.CreateVersion7().ToString("N");
    readonly Dictionary<string, string> _environment;
    Process? _process;

    public Product(string database, string data, int port = 5190)
    {
        Url = $"http://127.0.0.1:{port}";
        _environment = new()
        {
            ["YINONG_DATABASE"] = database,
            ["YINONG_DATA"] = data,
            ["YINONG_URLS"] = Url,
            ["YINONG_CLOCK"] = "2018-10-31T23:30:00+08:00",
            ["YINONG_DEMO_PASSWORD"] = _password,
            ["Logging__LogLevel__Default"] = "Warning",
        };
        Directory.CreateDirectory(data);
    }

    public string Url { get; }

    public int Pid => _process!.Id;

    /// <summary>Proxies whose word about the caller's address is believed.</summary>
    public string Proxies { init => _environment["YINONG_PROXIES"] = value; }

    /// <summary>Runs a command of the product to its end.</summary>
    public Task<string> CommandAsync(params string[] arguments) => Machine.RunAsync("dotnet", [Program, .. arguments], _environment);

    /// <summary>Starts serving; returns the seconds until /readyz said 200.</summary>
    /// <param name="demonstration">With the accounts of the demonstration, to look at pages behind the sign-in.</param>
    public async Task<double> StartAsync(bool demonstration = false)
    {
        var since = Stopwatch.GetTimestamp();
        var start = new ProcessStartInfo("dotnet", [Program, demonstration ? "start" : "serve"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in _environment) start.Environment[name] = value;
        _process = Process.Start(start)!;
        var errors = new List<string>();
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, line) => errors.Add(line.Data ?? "");
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
        while (Machine.Seconds(since) < 120)
        {
            if (_process.HasExited) throw new InvalidOperationException("The product ended: " + string.Join('\n', errors.TakeLast(20)));
            try
            {
                if ((await client.GetAsync(Url + "/readyz")).IsSuccessStatusCode) return Machine.Seconds(since);
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                await Task.Delay(5);
            }
        }
        throw new TimeoutException("The product did not become ready in two minutes.");
    }

    /// <summary>Makes an API client and fetches its token.</summary>
    public async Task<string> TokenAsync(string scope, string? division = null)
    {
        string[] reach = division is null ? [] : ["--division", division];
        var made = await CommandAsync(["client", "create", $"bench-{Guid.CreateVersion7():N}", "--scope", scope, .. reach]);
        using var client = JsonDocument.Parse(made[made.IndexOf('{')..]);
        using var http = new HttpClient();
        var answer = await http.PostAsync(Url + "/connect/token", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = client.RootElement.GetProperty("clientId").GetString()!,
            ["client_secret"] = client.RootElement.GetProperty("clientSecret").GetString()!,
            ["scope"] = scope,
        }));
        using var token = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return token.RootElement.GetProperty("access_token").GetString()!;
    }

    /// <summary>Signs an account of the demonstration in; returns the Cookie header of its session.</summary>
    public async Task<string> CookieAsync(string user)
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var http = new HttpClient(handler);
        var form = await http.GetStringAsync(Url + "/sign-in");
        const string Field = "name=\"__RequestVerificationToken\" type=\"hidden\" value=\"";
        var at = form.IndexOf(Field, StringComparison.Ordinal) + Field.Length;
        using var answer = await http.PostAsync(Url + "/sign-in", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["Input.UserName"] = user,
            ["Input.Password"] = _password,
            ["__RequestVerificationToken"] = form[at..form.IndexOf('"', at)],
        }));
        var cookies = handler.CookieContainer.GetCookieHeader(new(Url));
        using var seen = new HttpRequestMessage(HttpMethod.Get, Url + "/cockpit") { Headers = { { "Cookie", cookies } } };
        using var page = await http.SendAsync(seen);
        return page.StatusCode == System.Net.HttpStatusCode.OK ? cookies : throw new InvalidOperationException($"{user} does not see the cockpit: {(int)page.StatusCode}");
    }

    /// <summary>Signs an account in from an address of its own, with the password of the demonstration; returns the Cookie header of its session.</summary>
    public async Task<string> SignInAsync(string user, string address)
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var http = new HttpClient(handler) { DefaultRequestHeaders = { { "X-Forwarded-For", address } } };
        var form = await http.GetStringAsync(Url + "/sign-in");
        const string Field = "name=\"__RequestVerificationToken\" type=\"hidden\" value=\"";
        var at = form.IndexOf(Field, StringComparison.Ordinal) + Field.Length;
        using var answer = await http.PostAsync(Url + "/sign-in", new FormUrlEncodedContent(new Dictionary<string, string> { ["Input.UserName"] = user, ["Input.Password"] = _password, ["__RequestVerificationToken"] = form[at..form.IndexOf('"', at)] }));
        var cookies = handler.CookieContainer.GetCookieHeader(new(Url));
        return cookies.Contains("yn-session=", StringComparison.Ordinal) ? cookies : throw new InvalidOperationException($"{user} was not let in: {(int)answer.StatusCode}");
    }

    public async Task StopAsync()
    {
        if (_process is null || _process.HasExited) return;
        await Machine.RunAsync("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _process?.Dispose();
    }
}
