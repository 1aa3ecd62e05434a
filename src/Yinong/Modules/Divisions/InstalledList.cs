using System.Data.Common;
using System.Text.Json;
using Yinong.Platform.Database;

namespace Yinong.Modules.Divisions;

/// <summary>Which list this database holds: one row of <c>settings</c>, changed in the transaction that changes the units.</summary>
/// <param name="AsOf">The day the newest list in it speaks of.</param>
/// <param name="Units">Units that stand in the table, also those that are gone.</param>
/// <param name="Revision">Changes with every import; caches are kept under it.</param>
/// <param name="Source">Where the newest list came from.</param>
/// <param name="Edition">Edition of the product's own list that was loaded first.</param>
/// <param name="Provinces">Only these provinces were loaded; empty: the whole nation.</param>
public sealed record InstalledList(DateOnly AsOf, int Units, string Revision, string Source, int? Edition, IReadOnlyList<string> Provinces)
{
    /// <summary>Name of the row.</summary>
    public const string Setting = "divisions.list";

    /// <summary>Topic of the change feed.</summary>
    public const string Topic = "divisions";

    /// <summary>What is installed; null: nothing yet.</summary>
    public static async Task<InstalledList?> FindAsync(SqlDatabase database, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await FindAsync(connection, null, cancel);
    }

    internal static async Task<InstalledList?> FindAsync(DbConnection connection, DbTransaction? transaction, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "select value from settings where name = 'divisions.list'";
        return await command.ExecuteScalarAsync(cancel) is string json ? JsonSerializer.Deserialize<InstalledList>(json, JsonSerializerOptions.Web) : null;
    }

    /// <summary>Writes the row for the first time.</summary>
    internal async Task InsertAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "insert into settings (name, value) values ('divisions.list', @value)";
        command.Add("@value", JsonSerializer.Serialize(this, JsonSerializerOptions.Web));
        await command.ExecuteNonQueryAsync(cancel);
    }
}
