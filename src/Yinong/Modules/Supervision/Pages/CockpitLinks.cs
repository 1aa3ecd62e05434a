using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Web;

namespace Yinong.Modules.Supervision.Pages;

/// <summary>Where the numbers of the cockpit lead: to the page one level down, or to the rows that were counted; null when the viewer may not see them.</summary>
public sealed class CockpitLinks(Viewer viewer, DateOnly today)
{
    public string Cockpit(DivisionCode place) => $"/cockpit?division={place}";

    /// <summary>Stations of the place; those that count are among them.</summary>
    public string? Alive(DivisionCode place) => Stations($"division={place}");

    public string? Silent(DivisionCode place) => Stations($"division={place}&view=silent");

    public string? BlindSpots(DivisionCode place) => viewer.Has(Permission.ProgrammeRead) ? $"/programme/blind-spots?division={place}" : null;

    /// <summary>Certificates that end soon, or have ended.</summary>
    public string? Certificates(DivisionCode place, bool ended) => viewer.Has(Permission.OfficersRead) ? $"/officers?view={(ended ? "uncertified" : "expiring")}" : null;

    /// <summary>Services of the month by kind, place and item.</summary>
    public string Services(DivisionCode place) => $"/services?division={place}&from={Show.TableDay(Month)}&to={Show.TableDay(today)}";

    public string Services(DivisionCode place, DateOnly month)
    {
        var last = month.AddMonths(1).AddDays(-1);
        return $"/services?division={place}&from={Show.TableDay(month)}&to={Show.TableDay(last < today ? last : today)}";
    }

    DateOnly Month => new(today.Year, today.Month, 1);

    string? Stations(string query) => viewer.Has(Permission.StationsRead) ? "/stations?" + query : null;
}
