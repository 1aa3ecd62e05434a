using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using static SQLitePCL.raw;

namespace Yinong.Platform.Database;

/// <summary>
/// One prepared insert, bound without the boxes and look-ups of ADO parameters, which would cost more than the row itself. Instants become microseconds,
/// ids 16 big-endian bytes, days text, as everywhere on SQLite.
/// </summary>
public sealed class SqliteBulkRows : BulkRows
{
    readonly SqliteConnection _connection;
    readonly sqlite3_stmt _statement;
    readonly byte[] _text = new byte[4096];
    int _column;

    /// <param name="connection">Its open transaction is the one written in.</param>
    /// <param name="table">Name of the table; a constant of the program, as are the columns.</param>
    /// <param name="columns">Columns in the order in which values will be given.</param>
    /// <param name="onConflict">What to do with a row whose key is there already, as SQL; empty: that is an error.</param>
    public SqliteBulkRows(SqliteConnection connection, string table, string[] columns, string onConflict = "")
    {
        _connection = connection;
        var marks = string.Join(", ", columns.Select((_, i) => $"?{i + 1}"));
        Check(sqlite3_prepare_v2(connection.Handle, $"insert into {table} ({string.Join(", ", columns)}) values ({marks}) {onConflict}", out _statement));
    }

    /// <summary>Whether the last row was written; false when <c>on conflict do nothing</c> left it out.</summary>
    public bool Written => sqlite3_changes(_connection.Handle) > 0;

    public override void Add(short value) => Add((long)value);

    public override void Add(int value) => Add((long)value);

    public override void Add(long value) => Check(sqlite3_bind_int64(_statement, ++_column, value));

    public override void Add(bool value) => Add(value ? 1L : 0L);

    public override void Add(Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        Check(sqlite3_bind_blob(_statement, ++_column, bytes));
    }

    public override void Add(DateOnly value)
    {
        Span<byte> text = stackalloc byte[10];
        value.TryFormat(text, out _, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        Check(sqlite3_bind_text(_statement, ++_column, text));
    }

    public override void Add(DateTime value) => Add((value - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);

    public override void Add(string? value)
    {
        if (value is null) AddNull();
        // An empty span has no address, which SQLite would take for null.
        else if (value.Length == 0) Check(sqlite3_bind_text(_statement, ++_column, ""));
        else if (Encoding.UTF8.TryGetBytes(value, _text, out var length)) Check(sqlite3_bind_text(_statement, ++_column, _text.AsSpan(0, length)));
        else Check(sqlite3_bind_text(_statement, ++_column, Encoding.UTF8.GetBytes(value)));
    }

    public override void AddNull() => Check(sqlite3_bind_null(_statement, ++_column));

    public override void EndRow()
    {
        var result = sqlite3_step(_statement);
        sqlite3_reset(_statement);
        if (result != SQLITE_DONE) Check(result);
        _column = 0;
        Count++;
    }

    public override void Complete()
    {
    }

    public override void Dispose() => _statement.Dispose();

    void Check(int result) => SqliteException.ThrowExceptionForRC(result, _connection.Handle);
}
