using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Places;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Stations;

/// <summary>A station as machines see it (contract.md).</summary>
/// <param name="Number">Permanent number; null until the province has filed it.</param>
/// <param name="Name">Name on the sign.</param>
/// <param name="Division">The village, or the town or county of a centre.</param>
/// <param name="Type">standard, simple, professional, county-centre, town-centre.</param>
/// <param name="Rating">ordinary, demonstration, benchmark.</param>
/// <param name="HostClass">Class of the host: village-committee, shop, cooperative …</param>
/// <param name="State">planned … merged.</param>
/// <param name="Since">The day from which the state holds.</param>
/// <param name="MergedInto">After a merger: the number of the station that took over.</param>
/// <param name="Officers">On post today; names are masked.</param>
/// <param name="Point">Where it stands; left out when it is not known.</param>
public sealed record StationAnswer(string? Number, string Name, StationDivisionAnswer Division, string Type, string Rating, string HostClass, string State, DateOnly Since, string? MergedInto, IReadOnlyList<StationOfficerAnswer> Officers, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] StationPointAnswer? Point);

/// <summary>Where a station stands.</summary>
public sealed record StationDivisionAnswer(string Code, string Name);

/// <summary>WGS-84, degrees.</summary>
public sealed record StationPointAnswer(decimal Latitude, decimal Longitude);

/// <summary>An officer on post; the certificate is null when none is valid today.</summary>
public sealed record StationOfficerAnswer(string Number, string Name, StationCertificateAnswer? Certificate);

/// <summary>A valid certificate with its last day.</summary>
public sealed record StationCertificateAnswer(string Number, DateOnly ValidTo);

/// <summary>A page of the list; next is the after of the following page, null at the end.</summary>
public sealed record StationsAnswer(IReadOnlyList<StationAnswer> Items, string? Next);

static class StationsApi
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1/stations").WithTags("stations").Require(Permission.StationsRead);
        api.MapGet("", ListAsync).Produces<StationsAnswer>().Produces(304).ProducesProblem(400)
            .WithSummary("Stations within reach, by place.")
            .WithDescription("`division`: a place with everything below it. `state`: one of the states. `limit` 1–200, default 50; `after` = `next` of the page before.");
        api.MapGet("/{number}", OneAsync).Produces<StationAnswer>().Produces(304).ProducesProblem(400).ProducesProblem(404)
            .WithSummary("One station by its number; 404 when it is out of reach.");
    }

    static async Task ListAsync([FromQuery] string? division, [FromQuery] string? state, [FromQuery] string? after, [FromQuery] string? limit,
        HttpContext context, AppDb db, StationFacts facts, DivisionTree places, ProgrammeClock clock)
    {
        var query = context.Request.Query;
        var filter = StationFilters.Make(query.Division("division", DivisionCode.Nation), StationView.All, state, null, null, clock.Today);
        if (filter.Division.To < db.Reach.From || filter.Division.From > db.Reach.To) throw Problem.NotFound();
        StationCursor? start = string.IsNullOrEmpty(after) ? null : StationCursor.TryParse(after, out var cursor) ? cursor : throw StationProblems.BadAfter();
        var page = await db.PageAsync(filter, start, query.Limit(), context.RequestAborted);
        var items = await AnswersAsync(page.Stations, db, facts, places, clock.Today, context.RequestAborted);
        await TaggedAnswer.JsonAsync(context, new StationsAnswer(items, page.Next?.ToString()));
    }

    static async Task OneAsync(string number, HttpContext context, AppDb db, StationFacts facts, DivisionTree places, ProgrammeClock clock)
    {
        var known = StationNumber.Parse(number).Text;
        var station = await db.Stations.AsNoTracking().FirstOrDefaultAsync(s => s.Number == known, context.RequestAborted) ?? throw Problem.NotFound();
        var answers = await AnswersAsync([station], db, facts, places, clock.Today, context.RequestAborted);
        await TaggedAnswer.JsonAsync(context, answers[0]);
    }

    static async Task<List<StationAnswer>> AnswersAsync(IReadOnlyList<Station> stations, AppDb db, StationFacts facts, DivisionTree places, DateOnly today, CancellationToken cancel)
    {
        var officers = await facts.OfficersAsync([.. stations.Select(s => s.Id)], today, cancel);
        var successors = stations.Where(s => s.MergedInto is not null).Select(s => s.MergedInto!.Value).ToList();
        // The number of a successor is public, also when it stands outside the reach.
        var numbers = successors.Count == 0 ? [] : await db.Stations.IgnoreQueryFilters().Where(s => successors.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.Number, cancel);
        return [.. stations.Select(s => new StationAnswer(s.Number, s.Name, PlaceOf(s, places), s.Type, s.Rating, s.HostClass, s.State.Code(), s.Since,
            s.MergedInto is { } into ? numbers.GetValueOrDefault(into) : null, [.. officers[s.Id].Select(OfficerOf)], s.Point is { } point ? new(point.LatitudeMicro / (decimal)GeoPoint.Parts, point.LongitudeMicro / (decimal)GeoPoint.Parts) : null))];
    }

    static StationDivisionAnswer PlaceOf(Station station, DivisionTree places) => new(new DivisionCode(station.Division).ToString(), places.Name(new(station.Division)));

    static StationOfficerAnswer OfficerOf(StationOfficer o) => new(o.Number, Show.Masked(o.Name), o.IsValid ? new(o.Certificate!, o.ValidTo!.Value) : null);
}
