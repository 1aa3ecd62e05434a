using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Stations.Equipment;
using Yinong.Modules.Stations.Hosting;

namespace Yinong.Modules.Stations;

/// <summary>The saved views of the list: what needs somebody's attention, each with its count.</summary>
public enum StationView
{
    [Display(Name = "全部")] All,
    [Display(Name = "办理中")] UnderWay,
    [Display(Name = "待验收")] Building,
    [Display(Name = "超期未办")] Overdue,
    [Display(Name = "预警整改")] Failing,
    [Display(Name = "长期没有服务")] Silent,
    [Display(Name = "没有持证信息员")] NoOfficer,
    [Display(Name = "资料缺项")] Incomplete,
    [Display(Name = "贫困村")] Poor,
    [Display(Name = "条件不再具备")] LostCriteria,
    [Display(Name = "设备运维快到期")] UpkeepSoon,
    [Display(Name = "证照快到期")] LicenceSoon,
}

/// <summary>What each view means, once for the list and once for the counts.</summary>
public static class StationViews
{
    /// <summary>Word in the address: <c>?view=no-officer</c>.</summary>
    public static string Word(this StationView view) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(view.ToString());

    public static StationView Parse(string? word) => Enum.GetValues<StationView>().FirstOrDefault(v => v.Word() == word);

    /// <summary>The stations of a view within the reach of the context, on a day.</summary>
    public static IQueryable<Station> View(this AppDb db, StationView view, DateOnly today)
    {
        var (upkeep, licence) = (today.AddDays(EquipmentKinds.UpkeepSoonDays), today.AddDays(HostingLists.LicenceSoonDays));
        var silent = today.AddDays(-LivenessRules.Current.SilentAfterDays);
        return view switch
        {
            StationView.UnderWay => db.Stations.Where(s => s.State < StationState.Building),
            StationView.Building => db.Stations.Where(s => s.State == StationState.Building),
            StationView.Overdue => db.Stations.Where(s => s.DueOn < today),
            StationView.Failing => db.Stations.Where(s => s.State == StationState.Warned || s.State == StationState.Rectifying || s.State == StationState.Suspended),
            StationView.Silent => db.Stations.Where(s => s.State >= StationState.Operating && s.State <= StationState.Rectifying && (s.LastServedOn == null || s.LastServedOn < silent)),
            StationView.NoOfficer => WithoutOfficer(db, today),
            StationView.Incomplete => db.Stations.Where(s => s.State >= StationState.Accepted && s.State <= StationState.Suspended && (s.Phone == null || s.Address == null || s.OpeningHours == null)),
            StationView.LostCriteria => db.Stations.Where(s => db.LostCriteria.Any(l => l.StationId == s.Id)),
            StationView.UpkeepSoon => db.Stations.Where(s => s.State < StationState.Exited && db.EquipmentCards.Where(c => c.State != EquipmentState.Returned && c.UpkeepUntil <= upkeep).Select(c => c.StationId).Contains(s.Id)),
            StationView.LicenceSoon => db.Stations.Where(s => s.State < StationState.Exited && db.StationLicences.Where(l => l.EndedOn == null && l.ValidTo <= licence).Select(l => l.StationId).Contains(s.Id)),
            StationView.Poor => db.Stations.Where(s => s.PoorVillage && s.State < StationState.Exited),
            _ => db.Stations,
        };
    }

    // Postings and certificates stand in a module above this one, so the condition is written in SQL; states 9 to 11 serve.
    static IQueryable<Station> WithoutOfficer(AppDb db, DateOnly today) => db.Stations.FromSql($"""
        select s.* from stations s where s.state between 9 and 11 and not exists (
          select 1 from postings p join certificates c on c.officer_id = p.officer_id
          where p.station_id = s.id and p.from_date <= {today} and (p.to_date is null or p.to_date >= {today})
            and c.kind = 'duty' and c.valid_from <= {today} and c.valid_to >= {today} and (c.revoked_on is null or c.revoked_on > {today})
            and not exists (select 1 from certificate_suspensions x where x.certificate_id = c.id and x.from_date <= {today} and (x.until_date is null or x.until_date >= {today}) and (x.lifted_on is null or x.lifted_on > {today})))
        """);
}
