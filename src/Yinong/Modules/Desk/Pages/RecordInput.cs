using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;

namespace Yinong.Modules.Desk.Pages;

/// <summary>A service as the form says it: everything is text until it has been read by the one reader that the outer interface uses too.</summary>
public sealed class RecordInput
{
    static readonly string[] LocalFormats = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"];

    /// <summary>Made with the form, so that sending it twice is safe.</summary>
    public string? Id { get; set; } = Guid.CreateVersion7().ToString();

    /// <summary>Number of the station, when there are several.</summary>
    public string? Station { get; set; }

    public string? Item { get; set; }

    public string? Count { get; set; } = "1";

    public bool Group { get; set; }

    /// <summary>Time in China as <c>datetime-local</c> writes it; empty: now.</summary>
    public string? ServedAt { get; set; }

    public string? Channel { get; set; } = "on-site";

    public string? Outcome { get; set; } = "done";

    /// <summary>Yuan.</summary>
    public string? Amount { get; set; }

    public string? Provider { get; set; }

    public string? OrderNumber { get; set; }

    public string? Confirmation { get; set; } = "none";

    public string? Reference { get; set; }

    public string? Note { get; set; }

    /// <summary>Whether something was said besides item and count.</summary>
    public bool HasMore => Amount is not null || Note is not null || ServedAt is not null || Reference is not null || Provider is not null || OrderNumber is not null
        || Channel is not "on-site" || Outcome is not "done" || Confirmation is not "none";

    /// <summary>The form filled with a record as it stands.</summary>
    public static RecordInput Of(OwnRecord own, string station) => new()
    {
        Station = station,
        Item = own.ItemCode,
        Count = own.Record.PersonTimes.ToString(CultureInfo.InvariantCulture),
        Group = own.Record.IsGroup,
        ServedAt = Local(own.Record.ServedAt),
        Channel = own.Record.Channel.Word(),
        Outcome = own.Record.Outcome.Word(),
        Amount = own.Record.AmountFen is { } fen ? Yuan.Write(fen) : null,
        Provider = own.Record.Provider,
        OrderNumber = own.Record.OrderNumber,
        Confirmation = own.Record.Confirmation.Word(),
        Reference = own.Record.ConfirmationReference,
        Note = own.Record.Note,
    };

    /// <summary>An instant as <c>datetime-local</c> takes it: in China, to the minute.</summary>
    public static string Local(DateTime utc) => (utc + ProgrammeClock.Offset).ToString(LocalFormats[0], CultureInfo.InvariantCulture);

    /// <summary>
    /// The record as the outer interface writes it, read and checked like any other; what is wrong stands in <paramref name="state"/> at its field.
    /// </summary>
    /// <param name="reader">The one reader.</param>
    /// <param name="officer">Number of the officer.</param>
    /// <param name="station">Number of the station.</param>
    /// <param name="served">The time of service when the form does not give another: now, or that of the record to be corrected.</param>
    /// <param name="state">Takes what is wrong.</param>
    /// <param name="english">In which language.</param>
    public ReadLine? Read(RecordReader reader, string officer, string station, DateTime served, ModelStateDictionary state, bool english)
    {
        if (string.IsNullOrEmpty(Item)) Add("item", RecordFieldProblems.NotChosen);
        long fen = 0;
        var hasAmount = !string.IsNullOrWhiteSpace(Amount);
        if (hasAmount && !Yuan.TryRead(Amount!, out fen)) Add("amountFen", RecordFieldProblems.NotAnAmount);
        if (!string.IsNullOrEmpty(ServedAt) && !DateTime.TryParseExact(ServedAt, LocalFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) Add("servedAt", RecordFieldProblems.NotATime);
        if (state.ErrorCount > 0) return null;
        var line = reader.Read(Json(officer, station, served, hasAmount ? fen : null))[0];
        if (line.Errors is { } errors) Show(errors, state, english);
        return line.Errors is null ? line : null;

        void Add(string field, (string Zh, string En) message) => state.AddModelError(FieldOf(field)!, english ? message.En : message.Zh);
    }

    /// <summary>Puts a refusal where it belongs: at its field, or above the form.</summary>
    public static void Show(Problem problem, ModelStateDictionary state, bool english) =>
        state.AddModelError(problem.Fields?.Keys.FirstOrDefault() is { } field && FieldOf(field) is { } name ? name : "", problem.Detail(english));

    static void Show(IReadOnlyDictionary<string, string[]> errors, ModelStateDictionary state, bool english)
    {
        foreach (var (field, texts) in errors) state.AddModelError(FieldOf(field) ?? "", texts[english ? texts.Length - 1 : 0]);
    }

    byte[] Json(string officer, string station, DateTime served, long? fen)
    {
        var bytes = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartArray();
            json.WriteStartObject();
            json.WriteString("id"u8, string.IsNullOrEmpty(Id) ? Guid.CreateVersion7().ToString() : Id);
            json.WriteString("station"u8, station);
            json.WriteString("officer"u8, officer);
            json.WriteString("item"u8, Item);
            // What is no number stays text, so that the reader says what it should be.
            if (int.TryParse(Count?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var count)) json.WriteNumber("personTimes"u8, count);
            else json.WriteString("personTimes"u8, Count);
            json.WriteBoolean("group"u8, Group);
            json.WriteString("servedAt"u8, string.IsNullOrEmpty(ServedAt) || ServedAt == Local(served) ? served.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture) : ServedAt + "+08:00");
            if (fen is { } amount) json.WriteNumber("amountFen"u8, amount);
            Write(json, "channel", Channel);
            Write(json, "outcome", Outcome);
            Write(json, "provider", Provider);
            Write(json, "orderNumber", OrderNumber);
            Write(json, "note", Note?.ReplaceLineEndings(" "));
            json.WriteStartObject("confirmation"u8);
            Write(json, "method", Confirmation);
            Write(json, "reference", Reference);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndArray();
        }
        return bytes.WrittenSpan.ToArray();
    }

    static void Write(Utf8JsonWriter json, string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value)) json.WriteString(name, value.Trim());
    }

    static string? FieldOf(string field) => field switch
    {
        "item" => "Input.Item",
        "personTimes" => "Input.Count",
        "servedAt" => "Input.ServedAt",
        "amountFen" => "Input.Amount",
        "channel" => "Input.Channel",
        "outcome" => "Input.Outcome",
        "provider" => "Input.Provider",
        "orderNumber" => "Input.OrderNumber",
        "confirmation" or "confirmation.method" => "Input.Confirmation",
        "confirmation.reference" => "Input.Reference",
        "note" => "Input.Note",
        "station" => "Input.Station",
        _ => null,
    };
}
