using System.ComponentModel.DataAnnotations;

namespace Yinong.Modules.Stations;

/// <summary>The states of a station's life (domain §3.4). Outside they are written as in <see cref="StationStates"/>.</summary>
public enum StationState : short
{
    [Display(Name = "规划")] Planned = 1,
    [Display(Name = "已申报")] Applied = 2,
    [Display(Name = "已考察")] Visited = 3,
    [Display(Name = "县级已审核")] CountyApproved = 4,
    [Display(Name = "市级已认定")] Confirmed = 5,
    [Display(Name = "已备案")] Filed = 6,
    [Display(Name = "待验收")] Building = 7,
    [Display(Name = "已验收")] Accepted = 8,
    [Display(Name = "运营")] Operating = 9,
    [Display(Name = "预警")] Warned = 10,
    [Display(Name = "整改中")] Rectifying = 11,
    [Display(Name = "暂停服务")] Suspended = 12,
    [Display(Name = "已退出")] Exited = 13,
    [Display(Name = "已合并")] Merged = 14,
}

/// <summary>The outer spelling of the states and which of them serve farmers.</summary>
public static class StationStates
{
    static readonly Dictionary<StationState, string> Codes = new()
    {
        [StationState.Planned] = "planned",
        [StationState.Applied] = "applied",
        [StationState.Visited] = "visited",
        [StationState.CountyApproved] = "county-approved",
        [StationState.Confirmed] = "confirmed",
        [StationState.Filed] = "filed",
        [StationState.Building] = "building",
        [StationState.Accepted] = "accepted",
        [StationState.Operating] = "operating",
        [StationState.Warned] = "warned",
        [StationState.Rectifying] = "rectifying",
        [StationState.Suspended] = "suspended",
        [StationState.Exited] = "exited",
        [StationState.Merged] = "merged",
    };

    static readonly Dictionary<string, StationState> States = Codes.ToDictionary(c => c.Value, c => c.Key);

    public static string Code(this StationState state) => Codes[state];

    public static bool TryParse(string code, out StationState state) => States.TryGetValue(code, out state);

    /// <summary>
    /// May farmers be served: a warned or rectifying station still serves (the warning is about how, not whether), a suspended one does not.
    /// </summary>
    public static bool Serves(this StationState state) => state is StationState.Operating or StationState.Warned or StationState.Rectifying;
}
