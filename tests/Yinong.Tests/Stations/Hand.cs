using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Modules.Officers;
using Yinong.Modules.Stations;
using Yinong.Modules.Stations.HandOvers;
using Yinong.Platform.Audit;
using Yinong.Tests.Support;

namespace Yinong.Tests.Stations;

/// <summary>
/// Somebody with given rights at a given place, working with the registers themselves; for what is tried thousands of times. The pages and the API
/// are tested through their doors.
/// </summary>
public sealed class Hand : IAsyncDisposable
{
    readonly AsyncServiceScope _scope;

    Hand(AsyncServiceScope scope) => _scope = scope;

    public AppDb Db => Get<AppDb>();

    public StationRegister Stations => Get<StationRegister>();

    public T Get<T>() where T : notnull => _scope.ServiceProvider.GetRequiredService<T>();

    public static Hand With(App app, IReadOnlySet<string> permissions, string division = "00", int? organisation = null, int account = 1)
    {
        var hand = new Hand(app.Services.CreateAsyncScope());
        hand.Get<Viewer>().Become(account, "手", new Post("hand", DivisionCode.Parse(division), organisation), permissions);
        hand.Get<AuditActor>().Actor = $"account:{account}";
        return hand;
    }

    public static Hand WithAll(App app, string division = "00", int? organisation = null, int account = 1) => With(app, All, division, organisation, account);

    /// <summary>Every right there is.</summary>
    public static readonly IReadOnlySet<string> All = typeof(Permission).GetFields().Select(f => f.GetRawConstantValue()).OfType<string>().ToHashSet();

    public ValueTask DisposeAsync() => _scope.DisposeAsync();
}

/// <summary>Makes stations in a given state, as the register would have left them.</summary>
public static class GivenStations
{
    static int _made;

    /// <summary>A station in the state, brought there by <paramref name="by"/> on the day.</summary>
    public static async Task<Station> StationAsync(this App app, StationState state, string division = TestDivisions.Village, string type = "standard",
        DateOnly? since = null, string by = "account:900", int? organisation = null, DateOnly? lastServed = null, bool poor = false, string? name = null)
    {
        await using var db = app.Db();
        var day = since ?? new DateOnly(2018, 9, 1);
        var made = Interlocked.Increment(ref _made);
        var station = new Station
        {
            Name = name ?? $"第{made}号益农信息社", Division = DivisionCode.Parse(division).Value, Type = type, HostClass = "village-committee", State = state, Since = day, DueOn = StationDeadlines.DueOn(state, day), Version = 1,
            OrganisationId = organisation, PoorVillage = poor, LastServedOn = lastServed,
            Number = state.IsFiled() ? NumberOf(division, type) : null, AcceptedOn = state >= StationState.Accepted ? day : null, OperatingSince = state >= StationState.Operating ? day : null,
        };
        db.Add(station);
        await db.SaveChangesAsync();
        db.Add(new StationTransition { StationId = station.Id, Division = station.Division, ToState = state, OnDate = day, At = new(2018, 9, 1, 0, 0, 0, DateTimeKind.Utc), Actor = by });
        await db.SaveChangesAsync();
        return station;

        // Serials of the tests count down, so that they do not stand in the way of those that the register gives.
        string NumberOf(string place, string code)
        {
            for (var serial = StationNumber.LastSerial; ; serial--)
            {
                var letter = serial > 0 ? StationLists.FindType(code)!.Letter : throw new InvalidOperationException("Too many stations in one place.");
                var number = StationNumber.Make(DivisionCode.Parse(place), letter, serial).Text;
                if (!db.Stations.Any(s => s.Number == number)) return number;
            }
        }
    }

    /// <summary>Somebody with a certificate for duty on post at the station; returns the officer's key.</summary>
    public static async Task<int> MannedAsync(this App app, int station, DateOnly? until = null)
    {
        await using var db = app.Db();
        var (place, made) = (await db.Stations.Where(s => s.Id == station).Select(s => s.Division).SingleAsync(), Interlocked.Increment(ref _made));
        var officer = new Officer { Number = OfficerNumber.Make(new(place), 2017, made), Name = "赵值守", Division = place, RegisteredAt = new(2018, 9, 1, 0, 0, 0, DateTimeKind.Utc), Version = 1 };
        db.Add(officer);
        await db.SaveChangesAsync();
        db.AddRange(new Posting { OfficerId = officer.Id, StationId = station, Division = place, FromDate = new(2018, 9, 1) },
            new Certificate { Number = CertificateNumber.Make(new(place), 2017, made), OfficerId = officer.Id, Division = place, Kind = CertificateKinds.Duty, ValidFrom = new(2018, 9, 1), ValidTo = until ?? new(2019, 12, 31), Issuer = "test" });
        await db.SaveChangesAsync();
        return officer.Id;
    }

    /// <summary>A hand-over of the station, drawn up by one and received whole by another; one of another kind that is open is put away.</summary>
    public static async Task<HandOver> HandedOverAsync(this App app, int station, HandOverKind kind, string? successor = null, string? place = null, string? address = null)
    {
        await using (var db = app.Db())
        {
            if (await db.HandOvers.FirstOrDefaultAsync(h => h.StationId == station && h.State == HandOverState.Open && h.Kind == kind) is { } open) return open;
            await db.HandOvers.Where(h => h.StationId == station && h.State == HandOverState.Open).ExecuteUpdateAsync(h => h.SetProperty(x => x.State, HandOverState.Withdrawn));
        }
        await using var giver = Hand.WithAll(app, account: 801);
        var drawn = await giver.Get<HandOverDesk>().DrawAsync(station, new(kind, "测试用的交接") { Successor = successor, Place = place, Address = address ?? (kind is HandOverKind.Move && place is null ? $"新的地址{Interlocked.Increment(ref _made)}号" : null) });
        await using var receiver = Hand.WithAll(app, account: 802);
        var desk = receiver.Get<HandOverDesk>();
        foreach (var line in (await desk.GetAsync(drawn.Id)).Waiting) await desk.ReceiveAsync(drawn.Id, line.Id, "收到", line.Version);
        return drawn;
    }
}
