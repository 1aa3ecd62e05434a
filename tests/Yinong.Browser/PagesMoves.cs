namespace Yinong.Browser;

/// <summary>Hand-overs, places that change, siting.</summary>
public static partial class Pages
{
    static IEnumerable<PageToWalk> Moves =>
    [
        new("hand-overs", "/hand-overs", Side.Desk, "county-370102"),
        new("hand-over-draw", "/stations/{station}/hand-over?kind=Merge", Side.Desk, "county-370102"),
        new("hand-over-draw-errors", "/stations/{station}/hand-over", Side.Desk, "county-370102", Sends: Form),
        new("hand-over", "/hand-overs/{hand-over}", Side.Desk, "county-370102"),
        new("hand-over-receipt", "/hand-overs/{hand-over}/receipt", Side.Desk, "county-370102", Prints: true),
        new("stations-misplaced", "/stations/misplaced", Side.Desk, "county-370102", Again: true),
        new("divisions-rebased", "/divisions/rebased", Side.Desk, "system"),
        new("siting", "/siting", Side.Desk, "county-370102"),
        new("siting-errors", "/siting", Side.Desk, "province-37", Sends: Form),
        new("siting-plan", "/siting/{siting}", Side.Desk, "county-370102", Prints: true),
        new("siting-villages", "/siting/villages", Side.Desk, "county-370102"),
    ];
}
