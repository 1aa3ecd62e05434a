using System.Data.Common;
using System.Text.Json;
using Npgsql;

namespace Yinong.Platform.Database;

/// <summary>Plain SQL with values, without the driver's own classes.</summary>
public static class DbCommands
{
    /// <summary>Binds a value; null becomes the database's null.</summary>
    public static DbParameter Add(this DbCommand command, string name, object? value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value ?? DBNull.Value;
        command.Parameters.Add(parameter);
        return parameter;
    }

    /// <summary><c>column {engine.In("keys")}</c>: one text for any count of values, so that it is prepared once; the values are bound by <see cref="AddList"/>.</summary>
    public static string In(this Engine engine, string name) => engine == Engine.Postgres ? $"= any(@{name})" : $"in (select value from json_each(@{name}))";

    /// <summary>Binds a set of values in one parameter, as <see cref="In"/> reads it.</summary>
    public static DbParameter AddList<T>(this DbCommand command, string name, IEnumerable<T> values) =>
        command.Add(name, command is NpgsqlCommand ? values.ToArray() : JsonSerializer.Serialize(values));

    /// <summary>Binds values to <c>$1</c>, <c>$2</c> … of both engines, after those already bound.</summary>
    public static void AddPositional(this DbCommand command, params ReadOnlySpan<object?> values)
    {
        foreach (var value in values)
            // PostgreSQL knows positional parameters by having no name.
            command.Add(command is NpgsqlCommand ? "" : $"${command.Parameters.Count + 1}", value);
    }
}
