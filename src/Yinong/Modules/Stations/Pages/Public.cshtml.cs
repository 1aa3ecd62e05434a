using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Marks;
using Yinong.Modules.Stations.Places;
using Yinong.Platform.Numbers;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Stations.Pages;

/// <summary>
/// 站点公开页, which the plaque's QR code opens: where the station is, when it is open, who serves there with what certificate, when it last served, and
/// how to report what is wrong. For anybody; names are masked.
/// </summary>
[AllowAnonymous]
public sealed class PublicModel(AppDb db, StationFacts facts, StationPlaces history, Hosting.HostingFacts hosting, DivisionTree places, ProgrammeClock clock, MarkRegister marks, Plaques.PlaqueDesk plaques, Texts t) : PageModel
{
    /// <summary>Null: the number is wrong or was never given.</summary>
    public Station? Station { get; private set; }

    /// <summary>What is wrong with the number that was asked for.</summary>
    public string Wrong { get; private set; } = "";

    public string Typed { get; private set; } = "";

    public string Place { get; private set; } = "";

    /// <summary>What the QR code opens.</summary>
    public string Address => $"{Request.Scheme}://{Request.Host}/s/{Station?.Number}";

    public IReadOnlyList<StationOfficer> Officers { get; private set; } = [];

    /// <summary>Where it stood, the present place last.</summary>
    public IReadOnlyList<StationPlace> Places { get; private set; } = [];

    public string NameOf(DivisionCode place) => places.FullName(place);

    public StationLastServices Last { get; private set; } = new(null, null);

    public Station? Successor { get; private set; }

    public Hosting.PublicHosting Hosting { get; private set; } = new(null, null, []);

    /// <summary>Today is one of the days of the closure.</summary>
    public bool IsClosed => Hosting.Closure is { } closure && closure.FromDay <= Today;

    /// <summary>What was found about the mark in the address; null: the address has none.</summary>
    public MarkFinding? Finding { get; private set; }

    public DateOnly Today => clock.Today;

    public async Task OnGetAsync(string number, [FromQuery(Name = "m")] string? mark)
    {
        var cancel = HttpContext.RequestAborted;
        Typed = number;
        if (!StationNumber.TryParse(number, out var known, out var fault, out var at))
        {
            Missing(StationProblems.WrongNumber(fault, NumberText.Tidy(number), at).Detail(t.English));
            return;
        }
        // Anybody may look, wherever the station stands.
        Station = await db.Stations.IgnoreQueryFilters().AsNoTracking().FirstOrDefaultAsync(s => s.Number == known.Text, cancel);
        if (Station is null)
        {
            Missing(t["没有这个编号的服务站。门牌可能是假的，请打12316反映。"]);
            return;
        }
        Place = places.FullName(new(Station.Division));
        Officers = [.. (await facts.OfficersAsync([Station.Id], Today, cancel))[Station.Id]];
        Places = await history.OfAsync(Station, cancel);
        Last = await facts.LastServicesAsync(Station.Id, [.. Places.Select(p => p.Place.Value).Distinct()], Today.AddDays(-LivenessRules.Current.SilentAfterDays * 3), Today, cancel);
        Hosting = await hosting.PublicAsync(Station.Id, Today, cancel);
        if (mark is not null)
        {
            Finding = await plaques.JudgeAsync(await marks.ReadAsync(mark, cancel), cancel);
            if (Finding.IsSigned && Finding.Mark!.Number != Station.Number) Finding = Finding with { Result = MarkResult.Elsewhere };
        }
        if (Station.MergedInto is { } into) Successor = await db.Stations.IgnoreQueryFilters().AsNoTracking().FirstOrDefaultAsync(s => s.Id == into, cancel);
    }

    void Missing(string wrong)
    {
        Wrong = wrong;
        Response.StatusCode = StatusCodes.Status404NotFound;
    }
}
