using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Yinong.Platform.Database;

/// <summary>
/// Sets what SQLite keeps per connection. synchronous stays FULL: "created" is only said when a power cut cannot take it back,
/// and with group commit FULL costs nothing measurable.
/// </summary>
public sealed class SqliteTuning : DbConnectionInterceptor
{
    const string Pragmas = """
        pragma journal_mode = wal;
        pragma synchronous = full;
        pragma busy_timeout = 30000;
        pragma foreign_keys = on;
        pragma cache_size = -16000;
        pragma temp_store = memory;
        pragma wal_autocheckpoint = 4000;
        """;

    // Connections are pooled: what was said to a native handle once still holds when it comes back from the pool.
    static readonly ConditionalWeakTable<object, object> Tuned = [];

    public static void Apply(DbConnection connection)
    {
        if (connection is not SqliteConnection { Handle: { } handle } || !Tuned.TryAdd(handle, handle)) return;
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (connection is SqliteConnection) Apply(connection);
    }

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (connection is SqliteConnection) Apply(connection);
        return Task.CompletedTask;
    }
}
