using System.Globalization;
using System.Text.Json;
using Yinong.Modules.Catalogue;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Desk;

/// <summary><c>GET /api/v1/service-records</c>: records of a place or a station, keyset-paged (contract.md).</summary>
static class RecordListApi
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/api/v1/service-records", List).Require(Permission.ServiceRecordsRead)
            .WithSummary("Service records of a place or station: division=, station=, from=, to=, after=, limit= (≤ 200).");

    static async Task List(HttpContext context, RecordList list, DeskReference reference, ItemCatalogue catalogue, Viewer viewer)
    {
        var question = await QuestionAsync(context.Request.Query, reference, viewer);
        var items = (await catalogue.AllAsync()).Values.ToDictionary(i => i.Id, i => i.Code);
        var (records, next) = await list.PageAsync(question, context.RequestAborted);
        await TaggedAnswer.WriteAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("items"u8);
            foreach (var record in records) Write(json, record, items);
            json.WriteEndArray();
            json.WriteString("next"u8, next?.ToString());
            json.WriteEndObject();
        });
    }

    /// <summary>The question inside the viewer's reach; out of reach is not found.</summary>
    public static async Task<RecordQuestion> QuestionAsync(IQueryCollection query, DeskReference reference, Viewer viewer)
    {
        var station = query["station"] is { Count: > 0 } asked ? asked.ToString() : viewer.ClientStation ?? "";
        int? stationId = null;
        var division = query.Division("division", viewer.Post?.Division ?? Whole(viewer.Reach));
        if (station.Length > 0)
        {
            var found = await reference.GetAsync(station);
            if (found is null || !InReach(found, viewer.Reach) || (viewer.ClientStation is { } only && only != station)) throw DeskProblems.StationUnknown();
            stationId = found.Id;
            // A station that moved has its earlier services in the village where they were given; whoever wants those names it.
            if (viewer.ClientStation is not null || !query.ContainsKey("division") || division.Level is not DivisionLevel.Village) division = new DivisionCode(found.Division);
        }
        if (division.From < viewer.Reach.From || division.To > viewer.Reach.To || (stationId is null && viewer.Reach.Organisation is not null)) throw Problem.NotFound();
        var (from, to) = (query.Day("from"), query.Day("to"));
        if (from > to) throw WebProblems.DayInvalid("to");
        var after = query["after"].ToString();
        return new(division, stationId, from, to, after.Length == 0 ? null : RecordCursor.Parse(after), query.Limit());
    }

    static bool InReach(StationRef station, Reach reach) =>
        station.Division >= reach.From && station.Division <= reach.To && (reach.Organisation is null || reach.Organisation == station.Organisation);

    static DivisionCode Whole(Reach reach) => new(Math.Max(0, reach.From));

    static void Write(Utf8JsonWriter json, ListedRecord listed, Dictionary<int, string> items)
    {
        var record = listed.Record;
        json.WriteStartObject();
        json.WriteString("id"u8, record.Id);
        json.WriteString("station"u8, listed.StationNumber);
        json.WriteString("officer"u8, listed.OfficerNumber);
        json.WriteString("item"u8, items.GetValueOrDefault(record.ItemId));
        json.WriteString("kind"u8, record.Kind.Word());
        json.WriteString("division"u8, new DivisionCode(record.Division).ToString());
        json.WriteNumber("personTimes"u8, record.PersonTimes);
        json.WriteBoolean("group"u8, record.IsGroup);
        json.WriteString("channel"u8, record.Channel.Word());
        json.WriteString("servedAt"u8, Instant(record.ServedAt));
        json.WriteString("recordedAt"u8, Instant(record.RecordedAt));
        if (record.AmountFen is { } fen) json.WriteNumber("amountFen"u8, fen);
        else json.WriteNull("amountFen"u8);
        json.WriteString("provider"u8, record.Provider);
        json.WriteString("orderNumber"u8, record.OrderNumber);
        json.WriteStartObject("confirmation"u8);
        json.WriteString("method"u8, record.Confirmation.Word());
        json.WriteString("reference"u8, record.ConfirmationReference);
        json.WriteEndObject();
        json.WriteString("outcome"u8, record.Outcome.Word());
        json.WriteString("note"u8, record.Note ?? "");
        json.WriteBoolean("counts"u8, listed.Counts);
        if (listed.ReplacedBy is { } by) json.WriteString("replacedBy"u8, by);
        else json.WriteNull("replacedBy"u8);
        json.WriteEndObject();
    }

    static string Instant(DateTime utc) => new DateTimeOffset(utc).ToOffset(ProgrammeClock.Offset).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFzzz", CultureInfo.InvariantCulture);
}
