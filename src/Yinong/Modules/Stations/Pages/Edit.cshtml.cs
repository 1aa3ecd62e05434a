using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Places;
using Yinong.Platform.Problems;
using Yinong.Web;

namespace Yinong.Modules.Stations.Pages;

/// <summary>修改基本资料: with an optimistic lock, so that what somebody else has just changed is shown and not overwritten.</summary>
[Require(Permission.StationsRead)]
public sealed class EditModel(AppDb db, StationRegister register, StationOperators operators, Texts t) : StationPage(db)
{
    readonly AppDb _db = db;

    [BindProperty]
    public EditInput Input { get; set; } = new();

    /// <summary>Somebody else changed the station while the form was open.</summary>
    public bool Overtaken { get; private set; }

    /// <summary>The rating is a judgement of the authority.</summary>
    public bool MayRate => operators.MayName;

    public async Task OnGetAsync(string key)
    {
        await ReadAsync(key);
        Fill();
        await OfferAsync();
    }

    public async Task<IActionResult> OnPostAsync(string key)
    {
        await ReadAsync(key);
        await OfferAsync();
        if (!ModelState.IsValid) return Page();
        try
        {
            var rating = MayRate ? Input.Rating ?? Station.Rating : Station.Rating;
            var station = await register.EditAsync(Station.Id, new(Input.Name.Trim(), Input.HostClass, rating, Input.PoorVillage, Input.Address, Input.Phone, Input.OpeningHours, Input.Version) { Point = StationPoint.Read(Input.Latitude, Input.Longitude), OrganisationId = Input.OrganisationId });
            return Redirect($"/stations/{KeyOf(station)}");
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
            return Page();
        }
        catch (DbUpdateConcurrencyException)
        {
            return await ShowNewestAsync(key);
        }
    }

    // What was typed stays in the form; sending it again is a decision made with the other change in sight.
    async Task<IActionResult> ShowNewestAsync(string key)
    {
        _db.ChangeTracker.Clear();
        await ReadAsync(key);
        Overtaken = true;
        Input.Version = Station.Version;
        ModelState.Clear();
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    async Task ReadAsync(string key)
    {
        await FindAsync(key);
        if (Station.State.IsEnd()) throw StationProblems.Ended();
        if (!register.MayEdit(Station)) throw StationProblems.NotYours();
        Input.HoursPlanned = await _db.StationHours.AnyAsync(h => h.StationId == Station.Id);
        if (Input.HoursPlanned) Input.OpeningHours = Station.OpeningHours;
    }

    async Task OfferAsync() => Input.Operators = operators.MayName ? await operators.AtAsync(new(Station.Division), Station.OrganisationId, HttpContext.RequestAborted) : null;

    void Fill() => Input = new()
    {
        Name = Station.Name, HostClass = Station.HostClass, Rating = Station.Rating, PoorVillage = Station.PoorVillage,
        Address = Station.Address, Phone = Station.Phone, OpeningHours = Station.OpeningHours, HoursPlanned = Input.HoursPlanned, OrganisationId = Station.OrganisationId, Version = Station.Version,
        Latitude = Station.Point is { } point ? GeoPoint.WriteDegrees(point.LatitudeMicro) : null, Longitude = Station.Point is { } at ? GeoPoint.WriteDegrees(at.LongitudeMicro) : null,
    };

    /// <summary>What the form holds.</summary>
    public sealed class EditInput : BasicsInput
    {
        [StringLength(20)]
        public string? Rating { get; set; }

        public long Version { get; set; }
    }
}
