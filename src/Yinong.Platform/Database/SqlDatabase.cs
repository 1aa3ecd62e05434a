using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Yinong.Platform.Database;

/// <summary>
/// The open door to the database for plain SQL, and the options that EF uses: one place that knows the engine.
/// Registered as a singleton; connections are pooled by the drivers.
/// </summary>
public sealed class SqlDatabase : IAsyncDisposable
{
    readonly NpgsqlDataSource? _postgres;
    readonly SqliteTuning _tuning = new();

    public SqlDatabase(DatabaseSettings settings)
    {
        Settings = settings;
        if (Engine == Engine.Postgres)
            _postgres = new NpgsqlDataSourceBuilder(settings.ConnectionString).Build();
    }

    public DatabaseSettings Settings { get; }

    public Engine Engine => Settings.Engine;

    /// <summary>The PostgreSQL source; only for code that has asked for the engine first.</summary>
    public NpgsqlDataSource Postgres => _postgres ?? throw new InvalidOperationException("Not a PostgreSQL database.");

    /// <summary>
    /// SQLite has one writer at a time and wakes waiting ones by polling; the hot writers of this process queue here instead, which is fair and quick.
    /// PostgreSQL does not need it.
    /// </summary>
    public SemaphoreSlim Writing { get; } = new(1, 1);

    /// <summary>Waits for the turn among the writers of this process, which SQLite needs; on PostgreSQL the work begins at once.</summary>
    public async Task<T> InWritingAsync<T>(Func<Task<T>> work, CancellationToken cancel = default)
    {
        if (Engine == Engine.Postgres) return await work();
        await Writing.WaitAsync(cancel);
        try
        {
            return await work();
        }
        finally
        {
            Writing.Release();
        }
    }

    /// <summary>The same for work that answers nothing.</summary>
    public Task InWritingAsync(Func<Task> work, CancellationToken cancel = default) => InWritingAsync(async () =>
    {
        await work();
        return true;
    }, cancel);

    /// <summary>Opens a connection of the engine in use. The caller disposes it.</summary>
    public async Task<DbConnection> OpenAsync(CancellationToken cancel = default)
    {
        if (_postgres is not null) return await _postgres.OpenConnectionAsync(cancel);
        var connection = new SqliteConnection(Settings.ConnectionString);
        await connection.OpenAsync(cancel);
        SqliteTuning.Apply(connection);
        return connection;
    }

    /// <summary>Tells EF which engine to use.</summary>
    public void Configure(DbContextOptionsBuilder options)
    {
        if (_postgres is not null) options.UseNpgsql(_postgres);
        else options.UseSqlite(Settings.ConnectionString).AddInterceptors(_tuning);
    }

    public async ValueTask DisposeAsync()
    {
        if (_postgres is not null) await _postgres.DisposeAsync();
    }
}
