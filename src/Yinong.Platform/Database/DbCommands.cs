using System.Data.Common;
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

    /// <summary>Binds values to <c>$1</c>, <c>$2</c> … of both engines, after those already bound.</summary>
    public static void AddPositional(this DbCommand command, params ReadOnlySpan<object?> values)
    {
        foreach (var value in values)
            // PostgreSQL knows positional parameters by having no name.
            command.Add(command is NpgsqlCommand ? "" : $"${command.Parameters.Count + 1}", value);
    }
}
