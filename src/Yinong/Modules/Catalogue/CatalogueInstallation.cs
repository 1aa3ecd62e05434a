using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Yinong.Database;
using Yinong.Platform.Database;

namespace Yinong.Modules.Catalogue;

/// <summary>
/// Puts the shipped catalogue into the database. What an installation has published itself is never touched: a shipped version is added only when
/// the item has no version of that number yet. The settings row says which edition is in.
/// </summary>
public static class CatalogueInstallation
{
    /// <summary>Name of the settings row.</summary>
    public const string Setting = "catalogue.installed";

    const int FirstId = 1000;

    static string Edition => $"{CatalogueFile.Shipped.Name}:{CatalogueFile.Shipped.Fingerprint}";

    /// <summary>Whether the shipped edition is in.</summary>
    public static bool IsCurrent(DatabaseSettings settings)
    {
        using DbConnection connection = settings.Engine == Engine.Sqlite ? new SqliteConnection(settings.ConnectionString) : new NpgsqlConnection(settings.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "select value from settings where name = 'catalogue.installed'";
        return command.ExecuteScalar() as string == Edition;
    }

    /// <summary>Does nothing when the edition is in already. Several processes may start at once: the loser of the race does nothing.</summary>
    public static void Run(AppDb db)
    {
        var file = CatalogueFile.Shipped;
        var edition = Edition;
        var installed = db.Database.SqlQuery<string>($"select value from settings where name = {Setting}").AsEnumerable().FirstOrDefault();
        if (installed == edition) return;
        using var transaction = db.Database.BeginTransaction();
        // The row is the lock: a second process waits here until the first has committed, then finds nothing to do.
        db.Database.ExecuteSql($"insert into settings (name, value) values ({Setting}, '') on conflict (name) do nothing");
        db.Database.ExecuteSql($"update settings set value = {edition} where name = {Setting}");
        AddMissing(db, file);
        db.SaveChanges();
        transaction.Commit();
        db.ChangeTracker.Clear();
    }

    static void AddMissing(AppDb db, CatalogueFile file)
    {
        var known = db.ServiceItems.Include(i => i.Versions).ToDictionary(i => i.Code);
        var next = known.Count == 0 ? FirstId : known.Values.Max(i => i.Id) + 1;
        foreach (var line in file.Items)
        {
            if (!known.TryGetValue(line.Code, out var item))
            {
                item = new() { Id = next++, Code = line.Code, Kind = line.Kind };
                db.Add(item);
            }
            if (item.Versions.Any(v => v.Version >= line.Version)) continue;
            var last = item.Versions.MaxBy(v => v.Version);
            last?.ValidTo = line.ValidFrom.AddDays(-1);
            item.Versions.Add(new()
            {
                ItemId = item.Id, Version = line.Version, Name = line.Name, NameEn = line.NameEn, Verdict = line.Verdict, Clause = line.Clause, FeeFen = line.FeeFen,
                Seller = line.Seller, Payee = line.Payee, Licence = line.Licence, Source = line.Source, ValidFrom = line.ValidFrom,
            });
        }
    }
}
