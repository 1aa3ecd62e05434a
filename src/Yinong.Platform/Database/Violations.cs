using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Yinong.Platform.Database;

/// <summary>What a database refused: the one place that knows how the two engines say it.</summary>
public static class Violations
{
    const int SqliteConstraintUnique = 2067;

    /// <summary>
    /// Whether a save failed because a value of the unique index is taken. SQLite names the columns and not the index: give both,
    /// e.g. <c>ux_stations_number</c> and <c>stations.number</c>.
    /// </summary>
    public static bool IsTaken(this DbUpdateException error, string index, string column) => error.InnerException switch
    {
        PostgresException pg => pg.SqlState == PostgresErrorCodes.UniqueViolation && pg.ConstraintName == index,
        SqliteException lite => lite.SqliteExtendedErrorCode == SqliteConstraintUnique && lite.Message.Contains(column, StringComparison.Ordinal),
        _ => false,
    };
}
