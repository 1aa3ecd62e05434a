using Npgsql;
using NpgsqlTypes;

namespace Yinong.Platform.Database;

/// <summary>Binary COPY.</summary>
sealed class PostgresBulkRows : BulkRows
{
    readonly NpgsqlBinaryImporter _copy;
    bool _inRow;

    public PostgresBulkRows(NpgsqlConnection connection, string table, string[] columns) =>
        _copy = connection.BeginBinaryImport($"copy {table} ({string.Join(", ", columns)}) from stdin (format binary)");

    public override void Add(short value) => Write(value, NpgsqlDbType.Smallint);

    public override void Add(int value) => Write(value, NpgsqlDbType.Integer);

    public override void Add(long value) => Write(value, NpgsqlDbType.Bigint);

    public override void Add(bool value) => Write(value, NpgsqlDbType.Boolean);

    public override void Add(Guid value) => Write(value, NpgsqlDbType.Uuid);

    public override void Add(DateOnly value) => Write(value, NpgsqlDbType.Date);

    public override void Add(DateTime value) => Write(value, NpgsqlDbType.TimestampTz);

    public override void Add(string? value)
    {
        if (value is null) AddNull();
        else Write(value, NpgsqlDbType.Text);
    }

    public override void AddNull()
    {
        Begin();
        _copy.WriteNull();
    }

    public override void EndRow()
    {
        _inRow = false;
        Count++;
    }

    public override void Complete() => _copy.Complete();

    public override void Dispose() => _copy.Dispose();

    void Write<T>(T value, NpgsqlDbType type)
    {
        Begin();
        _copy.Write(value, type);
    }

    void Begin()
    {
        if (_inRow) return;
        _copy.StartRow();
        _inRow = true;
    }
}
