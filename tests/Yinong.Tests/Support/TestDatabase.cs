using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Yinong.Database;
using Yinong.Platform.Database;

namespace Yinong.Tests.Support;

/// <summary>
/// A database of its own for each test class, copied from a template that is made once per run: schema and the small tree of <c>divisions.tsv</c>.
/// The engine is <c>YINONG_TEST_DB</c> (sqlite, the default, or postgres); on PostgreSQL <c>YINONG_TEST_POSTGRES</c> says where. The same tests run on both.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    static readonly Lazy<Task<TestDatabase>> Template = new(() => MakeTemplateAsync("template", TestDivisions.FillAsync));
    static readonly Lazy<Task<TestDatabase>> Nation = new(() => MakeTemplateAsync("nation", TestDivisions.FillWholeNationAsync));
    static int _made;

    readonly string _name;

    TestDatabase(string name)
    {
        _name = name;
        Settings = DatabaseSettings.Parse(ConnectionString);
    }

    public static Engine Engine { get; } = Environment.GetEnvironmentVariable("YINONG_TEST_DB") switch
    {
        null or "" or "sqlite" => Engine.Sqlite,
        "postgres" => Engine.Postgres,
        var other => throw new InvalidOperationException($"YINONG_TEST_DB is sqlite or postgres, not '{other}'."),
    };

    public DatabaseSettings Settings { get; }

    /// <summary>What <c>YINONG_DATABASE</c> would be.</summary>
    public string ConnectionString => Engine == Engine.Sqlite
        ? $"Data Source={File}"
        : new NpgsqlConnectionStringBuilder(Server) { Database = _name, MaxPoolSize = 20 }.ToString();

    /// <summary>With the small tree; with the 665,276 real units when <paramref name="wholeNation"/> (seconds, once per run).</summary>
    public static async Task<TestDatabase> CreateAsync(bool wholeNation = false)
    {
        var template = await (wholeNation ? Nation : Template).Value;
        var database = new TestDatabase($"t{Interlocked.Increment(ref _made)}_{Environment.ProcessId}");
        if (Engine == Engine.Sqlite) System.IO.File.Copy(template.File, database.File);
        else await OnServerAsync($"create database {database._name} template {template._name}");
        return database;
    }

    /// <summary>Without any table: what a first start finds.</summary>
    public static async Task<TestDatabase> CreateEmptyAsync()
    {
        var database = new TestDatabase($"e{Interlocked.Increment(ref _made)}_{Environment.ProcessId}");
        if (Engine == Engine.Postgres) await OnServerAsync($"create database {database._name}");
        return database;
    }

    /// <summary>The database by plain EF, with the reach of the nation.</summary>
    public AppDb Open()
    {
        var options = new DbContextOptionsBuilder<AppDb>();
        if (Engine == Engine.Sqlite) options.UseSqlite(Settings.ConnectionString);
        else options.UseNpgsql(Settings.ConnectionString);
        return new AppDb(options.Options).Nationwide();
    }

    public async ValueTask DisposeAsync()
    {
        if (Engine == Engine.Postgres)
        {
            await OnServerAsync($"drop database if exists {_name} with (force)");
            return;
        }
        await using (var connection = new SqliteConnection(Settings.ConnectionString)) SqliteConnection.ClearPool(connection);
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(File)!, $"{_name}.db*")) System.IO.File.Delete(file);
    }

    static string Server => Environment.GetEnvironmentVariable("YINONG_TEST_POSTGRES") is { Length: > 0 } server
        ? server
        : throw new InvalidOperationException("YINONG_TEST_POSTGRES says where PostgreSQL is; ./yinong test starts one and sets it.");

    string File => Path.Combine(TestFolder.Path, $"{_name}.db");

    static async Task<TestDatabase> MakeTemplateAsync(string name, Func<AppDb, Task> fill)
    {
        var template = new TestDatabase($"{name}_{Environment.ProcessId}");
        if (Engine == Engine.Postgres) await OnServerAsync($"create database {template._name}");
        Installation.Migrate(template.Settings);
        await using (var db = template.Open()) await fill(db);
        // A template must have no connection left (PostgreSQL) and all its pages in one file (SQLite).
        NpgsqlConnection.ClearAllPools();
        SqliteConnection.ClearAllPools();
        return template;
    }

    static async Task OnServerAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Server) { Database = "postgres", Pooling = false }.ToString());
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}

/// <summary>A folder for the files of this run, in memory where the machine has such a place; gone at the end of the process.</summary>
public static class TestFolder
{
    public static readonly string Path = Make();

    static string Make()
    {
        var memory = new DirectoryInfo("/dev/shm");
        var parent = memory.Exists ? memory.FullName : System.IO.Path.GetTempPath();
        var folder = Directory.CreateDirectory(System.IO.Path.Combine(parent, $"yinong-test-{Environment.ProcessId}-{Environment.TickCount64}")).FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    }
}
