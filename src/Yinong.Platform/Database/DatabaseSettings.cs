using Microsoft.Data.Sqlite;
using Npgsql;

namespace Yinong.Platform.Database;

/// <summary>The two engines that the same model, the same migrations and the same tests run on.</summary>
public enum Engine
{
    /// <summary>Embedded, one file; for a county, a trial and tests.</summary>
    Sqlite,

    /// <summary>For a province or the nation; several web nodes over one cluster.</summary>
    Postgres,
}

/// <summary>
/// Where the database is. Read from the setting <c>YINONG_DATABASE</c>: <c>Data Source=…</c> means SQLite,
/// <c>Host=…</c> means PostgreSQL (several hosts allowed).
/// </summary>
public sealed class DatabaseSettings
{
    DatabaseSettings(Engine engine, string connectionString)
    {
        Engine = engine;
        ConnectionString = connectionString;
    }

    public Engine Engine { get; }

    public string ConnectionString { get; }

    /// <summary>Understands a connection string. Throws <see cref="FormatException"/> with a line for people when it is neither.</summary>
    public static DatabaseSettings Parse(string text)
    {
        try
        {
            if (text.Contains("Host=", StringComparison.OrdinalIgnoreCase))
                return new(Engine.Postgres, Postgres(text));
            if (text.Contains("Data Source=", StringComparison.OrdinalIgnoreCase))
                return new(Engine.Sqlite, new SqliteConnectionStringBuilder(text) { ForeignKeys = true, DefaultTimeout = 30 }.ToString());
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException or OverflowException or NotSupportedException)
        {
            throw new FormatException($"YINONG_DATABASE: {e.Message}", e);
        }
        throw new FormatException("YINONG_DATABASE must be 'Data Source=FILE' (SQLite) or 'Host=…;Database=…;Username=…' (PostgreSQL).");
    }

    // The library's hundred connections are too many for a machine of few cores: in a moment's crowd each new one takes the time of the others to warm up,
    // and all wait for seconds. Nor are they closed again below what an ordinary hour needs. Whoever writes other sizes into the setting gets them.
    const string Pool = "Minimum Pool Size=16;Maximum Pool Size=32;";

    static string Postgres(string text)
    {
        var settings = Builder(Pool + text);
        settings.MinPoolSize = Math.Min(settings.MinPoolSize, settings.MaxPoolSize);
        return settings.ToString();
    }

    static NpgsqlConnectionStringBuilder Builder(string text) => new(text)
    {
        // Every statement of the product is a constant text, so preparing after two uses pays at once.
        MaxAutoPrepare = 100,
        AutoPrepareMinUsages = 2,
        // Nobody leaves settings or locks behind on a connection, so there is nothing to reset when it goes back to the pool.
        NoResetOnClose = true,
        ApplicationName = "yinong",
        Timezone = "UTC",
        // Our questions take milliseconds; compiling them would take a hundred.
        Options = "-c jit=off",
    };
}
