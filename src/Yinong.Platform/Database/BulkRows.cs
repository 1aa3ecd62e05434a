using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Yinong.Platform.Database;

/// <summary>
/// Writes many rows of one table inside the caller's transaction as fast as the engine takes them: COPY on PostgreSQL, one prepared statement on SQLite.
/// Values are given column by column in the order of <c>columns</c>; after the last one of a row comes <see cref="EndRow"/>, after the last row <see cref="Complete"/>.
/// While one is open the connection does nothing else.
/// </summary>
public abstract class BulkRows : IDisposable
{
    /// <summary>How many rows were written.</summary>
    public long Count { get; protected set; }

    /// <param name="connection">An open connection of <see cref="SqlDatabase"/>; its open transaction is the one written in.</param>
    /// <param name="table">Name of the table; a constant of the program, as are the columns.</param>
    /// <param name="columns">Columns in the order in which values will be given.</param>
    public static BulkRows Into(DbConnection connection, string table, params string[] columns) => connection switch
    {
        NpgsqlConnection postgres => new PostgresBulkRows(postgres, table, columns),
        SqliteConnection sqlite => new SqliteBulkRows(sqlite, table, columns),
        _ => throw new NotSupportedException(connection.GetType().Name),
    };

    public abstract void Add(short value);

    public abstract void Add(int value);

    public abstract void Add(long value);

    public abstract void Add(bool value);

    public abstract void Add(Guid value);

    public abstract void Add(DateOnly value);

    /// <summary>An instant, UTC.</summary>
    public abstract void Add(DateTime value);

    public abstract void Add(string? value);

    public abstract void AddNull();

    public void Add(int? value)
    {
        if (value is { } known) Add(known);
        else AddNull();
    }

    public void Add(long? value)
    {
        if (value is { } known) Add(known);
        else AddNull();
    }

    public void Add(DateOnly? value)
    {
        if (value is { } known) Add(known);
        else AddNull();
    }

    public abstract void EndRow();

    /// <summary>Hands the rest to the database. Rows of a writer that is disposed without it may or may not have been written.</summary>
    public abstract void Complete();

    public abstract void Dispose();
}
