using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Platform.Jobs;

namespace Yinong.Modules.Catalogue;

/// <summary>
/// The catalogue in memory: some dozens of items, asked for every record of the desk. Loaded at the first question and anew after a change.
/// </summary>
public sealed class ItemCatalogue
{
    /// <summary>Topic under which the code of a changed item is told to caches.</summary>
    public const string Topic = "catalogue";

    readonly IServiceScopeFactory _scopes;
    volatile Task<IReadOnlyDictionary<string, ServiceItem>>? _items;

    public ItemCatalogue(IServiceScopeFactory scopes, ChangeFeed changes)
    {
        _scopes = scopes;
        changes.On(Topic, _ => _items = null);
    }

    /// <summary>Every item by its code, with all its versions, newest last. A load that failed is tried again by the next question.</summary>
    public Task<IReadOnlyDictionary<string, ServiceItem>> AllAsync()
    {
        var items = _items;
        if (items is null or { IsFaulted: true } or { IsCanceled: true }) _items = items = LoadAsync();
        return items;
    }

    /// <summary>What an item said on a day; null when it was not in force. Allocates nothing.</summary>
    public static ServiceItemVersion? VersionOn(ServiceItem item, DateOnly day)
    {
        for (var i = item.Versions.Count - 1; i >= 0; i--)
        {
            var version = item.Versions[i];
            if (version.ValidFrom <= day && (version.ValidTo is null || day <= version.ValidTo)) return version;
        }
        return null;
    }

    async Task<IReadOnlyDictionary<string, ServiceItem>> LoadAsync()
    {
        await using var scope = _scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var items = await db.ServiceItems.AsNoTracking().Include(i => i.Versions.OrderBy(v => v.Version)).ToListAsync();
        return items.ToFrozenDictionary(i => i.Code);
    }
}
