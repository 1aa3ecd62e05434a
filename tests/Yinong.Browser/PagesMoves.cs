namespace Yinong.Browser;

/// <summary>Hand-overs, places that change, siting.</summary>
public static partial class Pages
{
    static IEnumerable<PageToWalk> Moves =>
    [
        new("station-equipment", "/stations/{station}/equipment", Side.Desk, "county-370102"),
        new("station-equipment-errors", "/stations/{station}/equipment", Side.Desk, "county-370102", Sends: "main form[action*=Add]"),
        new("station-hosting", "/stations/{station}/hosting", Side.Desk, "county-370102"),
        new("station-hosting-errors", "/stations/{station}/hosting", Side.Desk, "county-370102", Sends: "main form[action*=Contact]"),
        new("photos", "/photos", Side.Desk, "county-370102"),
        new("photos-judged", "/photos?state=judged", Side.Desk, "county-370102", Again: true),
        new("photo-pair", "/photos/{pair}", Side.Desk, "county-370102"),
        new("photo-pair-errors", "/photos/{pair}", Side.Desk, "county-370102", Sends: "main form[method=post]"),
        new("plaques", "/stations/{station}/plaques", Side.Desk, "county-370102"),
        new("plaques-errors", "/stations/{station}/plaques", Side.Desk, "county-370102", Sends: Form),
        new("plaques-none", "/stations/{rectifying}/plaques", Side.Desk, "county-370102", Again: true),
        new("plaques-no-number", "/stations/{planned}/plaques", Side.Desk, "county-370102", Again: true),
        new("hand-overs", "/hand-overs", Side.Desk, "county-370102"),
        new("hand-over-draw", "/stations/{station}/hand-over?kind=Merge", Side.Desk, "county-370102"),
        new("hand-over-draw-errors", "/stations/{station}/hand-over", Side.Desk, "county-370102", Sends: Form),
        new("hand-over", "/hand-overs/{hand-over}", Side.Desk, "county-370102"),
        new("hand-over-receipt", "/hand-overs/{hand-over}/receipt", Side.Desk, "county-370102", Prints: true),
        new("stations-misplaced", "/stations/misplaced", Side.Desk, "county-370102", Again: true),
        new("divisions-rebased", "/divisions/rebased", Side.Desk, "system"),
        new("siting", "/siting", Side.Desk, "county-370102"),
        new("siting-errors", "/siting", Side.Desk, "county-370102", Sends: Form),
        new("siting-plan", "/siting/{siting}", Side.Desk, "county-370102", Prints: true),
        new("siting-villages", "/siting/villages", Side.Desk, "county-370102"),
    ];
}
