using Microsoft.EntityFrameworkCore;
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
    public static bool IsCurrent(DatabaseSettings settings) => ShippedData.IsIn(settings, Setting, Edition);

    /// <summary>Does nothing when it is in already.</summary>
    public static void Run(AppDb db) => ShippedData.Install(db, Setting, Edition, () => AddMissing(db, CatalogueFile.Shipped));

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
