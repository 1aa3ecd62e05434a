using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yinong.Modules.Catalogue;
using Yinong.Modules.Desk;
using Yinong.Modules.Officers;
using Yinong.Modules.Stations;
using Yinong.Platform.Audit;
using Yinong.Platform.Time;
using Yinong.Tests.Support;

namespace Yinong.Tests.Stations;

/// <summary>A county with stations in all states, officers with and without certificates, and six months of services, seeded; written by the real writer.</summary>
public sealed class GivenCounty
{
    static readonly string[] Names = ["秦小满", "罗建华", "陈桂英", "向志强", "覃晓梅", "龙大勇", "田秀兰", "石开明", "彭阿妹", "周晓岚", "刘健", "王秀芬", "赵长河", "孙立春"];
    static readonly string[] Villages = ["370102011201", "370102011202", "370102011001"];
    static readonly DateOnly Today = new(2018, 10, 31);

    readonly Random _random = new(5);

    public List<Station> Stations { get; } = [];

    public List<ServiceRecord> Records { get; } = [];

    /// <summary>Records that a correction has taken out again.</summary>
    public HashSet<Guid> Undone { get; } = [];

    public static async Task<GivenCounty> MakeAsync(App app)
    {
        var county = new GivenCounty();
        await using var db = app.Db();
        StationState[] states = [.. Enumerable.Repeat(StationState.Operating, 14), StationState.Warned, StationState.Rectifying, StationState.Suspended, StationState.Building, StationState.Accepted, StationState.Planned, StationState.Applied, StationState.Exited];
        for (var i = 0; i < states.Length; i++) county.Stations.Add(await county.StationAsync(app, db, i, states[i]));
        await app.Services.GetRequiredService<RecordWriter>().WriteAsync(county.Records, new AuditActor());
        foreach (var record in county.Records.Where((_, i) => i % 29 == 5))
        {
            county.Undone.Add(record.Id);
            db.Add(new ServiceRecordCorrection { RecordId = record.Id, Division = record.Division, Reason = "测试", Actor = "test", At = record.ServedAt });
        }
        await db.SaveChangesAsync();
        return county;
    }

    async Task<Station> StationAsync(App app, Yinong.Database.AppDb db, int i, StationState state)
    {
        var types = new[] { "standard", "standard", "simple", "professional" };
        var village = Villages[i % Villages.Length];
        var station = await app.StationAsync(state, village, types[i % types.Length], since: new DateOnly(2018, 3, 6).AddDays(i), poor: i % 4 == 0, name: $"{new[] { "姚家村", "浆水泉村", "仁合社区" }[i % 3]}第{i / 3 + 1}益农信息社");
        var row = await db.Stations.SingleAsync(s => s.Id == station.Id);
        if (i % 5 != 4) (row.Phone, row.Address, row.OpeningHours) = ($"0531-8800{i:0000}", "村部一楼服务大厅", "周一至周六 8:00—18:00");
        if (state >= StationState.Operating && i % 7 != 6) await StaffAsync(db, row, i);
        if (state >= StationState.Operating) row.LastServedOn = Serve(row, db.ServiceItems.AsNoTracking().ToList(), i);
        if (state is StationState.Rectifying) db.StationTransitions.Add(new() { StationId = row.Id, Division = row.Division, FromState = StationState.Operating, ToState = state, OnDate = new(2018, 10, 20), At = new(2018, 10, 20, 2, 0, 0, DateTimeKind.Utc), Actor = "account:1", ReasonCode = "overcharging", Reason = "代缴电费多收5元", DueOn = new(2018, 11, 20) });
        await db.SaveChangesAsync();
        return row;
    }

    static async Task StaffAsync(Yinong.Database.AppDb db, Station station, int i)
    {
        var officer = new Officer { Number = OfficerNumber.Make(new(station.Division), 2017, 100 + i), Name = Names[i % Names.Length], Phone = $"138{i:0000}6127", Division = station.Division, RegisteredAt = new(2017, 9, 1, 0, 0, 0, DateTimeKind.Utc), Version = 1 };
        db.Add(officer);
        await db.SaveChangesAsync();
        var to = i % 9 == 8 ? Today.AddDays(-12) : Today.AddYears(1).AddDays(i);
        db.AddRange(
            new Posting { OfficerId = officer.Id, StationId = station.Id, Division = station.Division, FromDate = station.Since },
            new Certificate { Number = CertificateNumber.Make(new(station.Division), 2017, 100 + i), OfficerId = officer.Id, Division = station.Division, Kind = CertificateKinds.Duty, ValidFrom = new(2017, 9, 1), ValidTo = to, Issuer = "历下区农业农村局" });
    }

    // About a service a day, fewer on Sundays; one station falls silent, one serves in heaps at night.
    DateOnly? Serve(Station station, List<ServiceItem> items, int i)
    {
        DateOnly? last = null;
        for (var day = new DateOnly(2018, 5, 1); day <= Today; day = day.AddDays(1))
        {
            if (i % 6 == 5 && day > new DateOnly(2018, 9, 20) || i == 3 && day.Month == 8 && day.Day is > 12 and < 19) continue;
            var services = day.DayOfWeek is DayOfWeek.Sunday ? _random.Next(2) : _random.Next(1 + i % 4, 4 + i % 4);
            for (var n = 0; n < services; n++) Add(station, items[_random.Next(items.Count)], day, night: i == 7 && _random.Next(2) == 0);
            if (services > 0) last = day;
        }
        return last;
    }

    void Add(Station station, ServiceItem item, DateOnly day, bool night)
    {
        var at = ProgrammeClock.StartOf(day).AddMinutes(night ? 22 * 60 + 10 : _random.Next(8 * 60, 18 * 60));
        Records.Add(new()
        {
            Id = Guid.CreateVersion7(at), StationId = station.Id, OfficerId = 1, ItemId = item.Id, ItemVersion = 1, Kind = item.Kind, Division = station.Division,
            PersonTimes = _random.Next(12) == 0 ? _random.Next(5, 30) : 1, IsGroup = false, Channel = Channel.OnSite, ServedAt = at, RecordedAt = at.AddHours(_random.Next(20) == 0 ? 100 : 0),
            Confirmation = _random.Next(3) == 0 ? ConfirmationMethod.Receipt : ConfirmationMethod.None, Outcome = Outcome.Done,
        });
    }
}
