using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Tests.Support;

namespace Yinong.Tests.Identity;

/// <summary>A row that only those may see in whose place it lies.</summary>
/// <param name="Mark">A text that stands on a page only when the row is shown.</param>
/// <param name="Place">Digits of its place.</param>
/// <param name="Key">What addresses call it by.</param>
/// <param name="Table">Where it is kept.</param>
public sealed record MarkedRow(string Mark, string Place, string Key, string Table);

/// <summary>An installation with rows of every kind all over the small tree, each with a mark of its own.</summary>
public sealed class ReachCountry : App
{
    static readonly string[] Villages = [.. TestDivisions.All.Where(d => d.Code.Level == DivisionLevel.Village).Select(d => d.Code.ToString()).Where((_, i) => i % 2 == 0)];

    readonly ConcurrentDictionary<(string Role, string Place), Lazy<Task<Visitor>>> _people = [];

    public IReadOnlyList<MarkedRow> Rows { get; private set; } = [];

    /// <summary>Every place of the small tree, and the nation.</summary>
    public static IReadOnlyList<string> Places { get; } = [.. TestDivisions.All.Select(d => d.Code.ToString()), "00"];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var rows = new List<MarkedRow>();
        foreach (var village in Villages)
        {
            var desk = await this.DeskAsync(village);
            rows.Add(new(desk.Station.Number!, village, desk.Station.Number!, "stations"));
            rows.Add(new(desk.Officer.Number, village, desk.Officer.Number, "officers"));
        }
        foreach (var place in Places) await AddPeopleAsync(rows, place);
        Rows = rows;
    }

    /// <summary>Somebody with the role at the place, signed in; the same one each time.</summary>
    public Task<Visitor> PersonAsync(string role, string place) =>
        _people.GetOrAdd((role, place), who => new(() => this.SignedInAsync(who.Role, who.Place))).Value;

    /// <summary>
    /// Whether the row lies in the place, by walking up the tree digit by digit: nothing of the product's own arithmetic is asked.
    /// </summary>
    public static bool LiesIn(string row, string place)
    {
        if (place == "00") return true;
        for (var at = row; at != "00"; at = ParentOf(at))
            if (at == place) return true;
        return false;
    }

    static string ParentOf(string place) => place.Length switch { 12 => place[..9], 9 => place[..6], 6 => place[..4], 4 => place[..2], _ => "00" };

    async Task AddPeopleAsync(List<MarkedRow> rows, string place)
    {
        await using var scope = Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        services.GetRequiredService<Grants>().Installation = true;
        services.GetRequiredService<CurrentReach>().Value = Reach.Nation;
        var division = DivisionCode.Parse(place);
        var name = $"marked-{place}-x";
        var made = await services.GetRequiredService<AccountRegister>().CreateAsync(new(name, $"人{place}", division, Password: "夜来风雨声 花落知多少"), null);
        rows.Add(new(name, place, Key(made.Id), "accounts"));
        var client = await services.GetRequiredService<ClientRegister>().CreateAsync(new($"client {place}", ["stations:read"], division));
        await using var db = Db();
        rows.Add(new(client.ClientId, place, Key(db.ApiClients.Single(c => c.ClientId == client.ClientId).Id), "clients"));
        var organisation = new Organisation { Name = $"单位-{place}-尾", Kind = OrganisationKind.Operator, Division = division.Value, CreatedAt = DateTime.UtcNow };
        db.Add(organisation);
        await db.SaveChangesAsync();
        rows.Add(new(organisation.Name, place, Key(organisation.Id), "organisations"));
    }

    static string Key(int id) => id.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
