using System.CommandLine;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Platform.Audit;

namespace Yinong.Commands;

/// <summary><c>client create</c>: an API client, printed once as JSON.</summary>
static class ClientCommand
{
    static readonly Argument<string> Name = new("name") { Description = "Name for people." };
    static readonly Option<string> Scope = new("--scope") { Required = true, Description = $"Scopes separated by spaces, of: {string.Join(" ", Roles.Scopes)}." };
    static readonly Option<string?> Station = new("--station") { Description = "Number of a station: the client speaks for it only." };
    static readonly Option<string?> Division = new("--division") { Description = "Reach: 00 for the nation (default), else 2, 4, 6, 9 or 12 digits." };

    public static Command Make()
    {
        var create = new Command("create", "Creates an API client and prints {\"clientId\",\"clientSecret\"} once.") { Name, Scope, Station, Division };
        create.SetAction((call, _) => CommandServices.RunAsync(services => CreateAsync(call, services)));
        return new Command("client", "Programs that call the API.") { create };
    }

    static async Task CreateAsync(ParseResult call, IServiceProvider services)
    {
        services.GetRequiredService<AuditActor>().Actor = "command:client";
        var db = services.GetRequiredService<AppDb>().Nationwide();
        var station = call.GetValue(Station);
        var reach = await ReachAsync(db, station, call.GetValue(Division));
        var scopes = call.GetValue(Scope)!.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().ToList();
        var made = await services.GetRequiredService<ClientRegister>().CreateAsync(new(call.GetValue(Name)!, scopes, reach, station));
        Console.WriteLine(JsonSerializer.Serialize(new { clientId = made.ClientId, clientSecret = made.Secret }));
    }

    static async Task<DivisionCode> ReachAsync(AppDb db, string? station, string? division)
    {
        var reach = division is null ? DivisionCode.Nation
            : DivisionCode.TryParse(division, out var code) ? code
            : throw new CommandFailed("--division must be 00, or 2, 4, 6, 9 or 12 digits.", 2);
        if (station is null) return reach;
        var place = await db.Stations.AsNoTracking().Where(s => s.Number == station).Select(s => (long?)s.Division).FirstOrDefaultAsync()
            ?? throw new CommandFailed($"there is no station {station}");
        return reach.Contains(new DivisionCode(place)) ? new DivisionCode(place) : throw new CommandFailed($"station {station} is not in {reach}", 2);
    }
}
