using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Modules.Stations;

namespace Yinong.Commands.Simulation;

/// <summary>The accounts of the demonstration: the fixed ones, and those of people who stand in the simulated registers.</summary>
static class DemonstrationAccounts
{
    const string Province = "37";

    /// <param name="Password">The same for all.</param>
    /// <param name="Accounts">Who can sign in.</param>
    public sealed record Made(string Password, IReadOnlyList<DemoAccount> Accounts);

    public static async Task<Made> EnsureAsync(IServiceProvider services, string password, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>().Nationwide();
        var directory = scope.ServiceProvider.GetRequiredService<DemoAccounts>();
        var accounts = DemoAccounts.Fixed.ToList();
        if (await OperatorAsync(db, cancel) is { } ofOperator) accounts.Add(ofOperator);
        var officers = await OfficersAsync(db, cancel);
        accounts.AddRange(officers.Select((o, i) => new DemoAccount($"officer-{i + 1}", o.Name, "officer", new DivisionCode(o.Division).ToString())));
        var keys = await directory.EnsureAsync(password, accounts);
        for (var i = 0; i < officers.Count; i++)
        {
            var key = keys[$"officer-{i + 1}"];
            if (officers[i].AccountId == key) continue;
            officers[i].AccountId = key;
            officers[i].Version++;
        }
        await db.SaveChangesAsync(cancel);
        return new(password, await directory.ListAsync());
    }

    static async Task<DemoAccount?> OperatorAsync(AppDb db, CancellationToken cancel)
    {
        var province = DivisionCode.Parse(Province);
        var found = await db.Organisations.Where(o => o.Kind == OrganisationKind.Operator && o.Division == province.Value && o.ClosedAt == null).OrderBy(o => o.Id).FirstOrDefaultAsync(cancel);
        return found is null ? null : new($"operator-{Province}", found.Name, "operator", Province, found.Id);
    }

    // Those who have an account already, else two busy ones in the county of the county's account: they see each other's figures move.
    static async Task<List<Modules.Officers.Officer>> OfficersAsync(AppDb db, CancellationToken cancel)
    {
        var known = await db.Officers.Where(o => o.AccountId != null).OrderBy(o => o.AccountId).Take(2).ToListAsync(cancel);
        if (known.Count > 0) return known;
        foreach (var place in new[] { DivisionCode.Parse("370102"), DivisionCode.Parse("3701"), DivisionCode.Parse(Province), DivisionCode.Nation })
        {
            var (first, last) = (place.From, place.To);
            var today = await db.Stations.Where(s => s.Division >= first && s.Division <= last).MaxAsync(s => s.LastServedOn, cancel);
            var serving = await (from posting in db.Postings
                                 join station in db.Stations on posting.StationId equals station.Id
                                 join officer in db.Officers on posting.OfficerId equals officer.Id
                                 where station.Division >= first && station.Division <= last && station.State == StationState.Operating && station.LastServedOn == today && (posting.ToDate == null || posting.ToDate >= today)
                                     && db.Certificates.Any(c => c.OfficerId == officer.Id && c.ValidTo > today && c.RevokedOn == null)
                                 orderby station.Id
                                 select officer).Take(2).ToListAsync(cancel);
            if (serving.Count > 0) return serving;
        }
        return [];
    }
}
