using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Web;

namespace Yinong.Modules.Stations;

/// <summary>Who is no person.</summary>
enum ActorKind
{
    [Display(Name = "系统")] Program = 1,
}

/// <summary>People behind what the audit calls them.</summary>
public static class Actors
{
    const string Account = "account:", Program = "command:";

    /// <summary>A person's name, the platform for one of its commands, else what the audit says.</summary>
    public static string Who(this IReadOnlyDictionary<string, string> names, string actor, Texts t) => names.GetValueOrDefault(actor) ?? (actor.StartsWith(Program, StringComparison.Ordinal) ? t[ActorKind.Program] : actor);

    /// <summary>Names of the accounts among the actors; the others keep what they are called.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> NamesOfAsync(this AppDb db, IEnumerable<string> actors, CancellationToken cancel)
    {
        var ids = actors.Where(a => a.StartsWith(Account, StringComparison.Ordinal)).Distinct()
            .Select(a => int.TryParse(a.AsSpan(Account.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0).Where(id => id > 0).ToList();
        if (ids.Count == 0) return new Dictionary<string, string>();
        // Who took a step in one's own place may look after another one.
        var names = await db.Accounts.IgnoreQueryFilters().Where(a => ids.Contains(a.Id)).Select(a => new { a.Id, a.Name }).ToListAsync(cancel);
        return names.ToDictionary(a => Account + a.Id.ToString(CultureInfo.InvariantCulture), a => a.Name);
    }
}
