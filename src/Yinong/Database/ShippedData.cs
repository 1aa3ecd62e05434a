using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Yinong.Platform.Database;

namespace Yinong.Database;

/// <summary>Which edition of the data that the program ships is in the database: a row of <c>settings</c> for each kind.</summary>
static class ShippedData
{
    /// <summary>Whether this edition is in; without the model, because every start asks.</summary>
    public static bool IsIn(DatabaseSettings settings, string setting, string edition)
    {
        using DbConnection connection = settings.Engine == Engine.Sqlite ? new SqliteConnection(settings.ConnectionString) : new NpgsqlConnection(settings.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "select value from settings where name = @name";
        command.Add("@name", setting);
        return command.ExecuteScalar() as string == edition;
    }

    /// <summary>
    /// Adds an edition and remembers it, in one transaction. Several processes may start at once: the row is the lock, a second one waits for it and then finds
    /// nothing to do.
    /// </summary>
    public static void Install(AppDb db, string setting, string edition, Action add)
    {
        using var transaction = db.Database.BeginTransaction();
        db.Database.ExecuteSql($"insert into settings (name, value) values ({setting}, '') on conflict (name) do nothing");
        if (db.Database.ExecuteSql($"update settings set value = {edition} where name = {setting} and value <> {edition}") == 0) return;
        add();
        db.SaveChanges();
        transaction.Commit();
        db.ChangeTracker.Clear();
    }
}
