using System.Globalization;
using System.Text.Json;
using Yinong.Platform.Texts;

namespace Yinong.Modules.Desk;

/// <summary>
/// Reads the array of records as it is sent. A body that is not such an array is refused whole; a record with a wrong field is told which and why,
/// and does not stop the others. Nothing is guessed: unknown and repeated fields, wrong types and control characters are errors.
/// </summary>
public sealed class RecordReader(DeskLimits limits)
{
    /// <summary>Throws <c>service-record.invalid</c> when the body as a whole is wrong.</summary>
    public List<ReadLine> Read(ReadOnlySpan<byte> body)
    {
        var lines = new List<ReadLine>();
        var json = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = 8 });
        try
        {
            if (!json.Read() || json.TokenType != JsonTokenType.StartArray) throw DeskProblems.NotAnArray();
            while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            {
                if (lines.Count == limits.MostInCall) throw DeskProblems.TooMany(limits.MostInCall);
                lines.Add(ReadOne(ref json));
            }
            if (json.Read()) throw DeskProblems.NotAnArray();
        }
        catch (JsonException e)
        {
            throw DeskProblems.NotJson(e.LineNumber + 1, e.BytePositionInLine + 1);
        }
        return lines.Count > 0 ? lines : throw DeskProblems.NoRecord();
    }

    /// <summary>Reads one record standing alone as an object.</summary>
    public ReadLine ReadSingle(JsonElement record) => Read(System.Text.Encoding.UTF8.GetBytes("[" + record.GetRawText() + "]"))[0];

    ReadLine ReadOne(ref Utf8JsonReader json)
    {
        var fields = new RecordFields(limits);
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            fields.Fail("", RecordFieldProblems.NotAnObject);
            return fields.Finish();
        }
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = NameOf(ref json);
            json.Read();
            if (name == "confirmation" && json.TokenType == JsonTokenType.StartObject) ReadConfirmation(ref json, fields);
            else if (json.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray) SkipNested(ref json, fields, name);
            else fields.Set(name, ref json);
        }
        return fields.Finish();
    }

    static void ReadConfirmation(ref Utf8JsonReader json, RecordFields fields)
    {
        fields.Seen("confirmation");
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = "confirmation." + NameOf(ref json);
            json.Read();
            if (json.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray) SkipNested(ref json, fields, name);
            else fields.Set(name, ref json);
        }
    }

    static void SkipNested(ref Utf8JsonReader json, RecordFields fields, string name)
    {
        json.Skip();
        fields.Fail(name, RecordFieldProblems.WrongType);
    }

    // A name in broken UTF-16 is a wrong field, not a crash.
    static string NameOf(ref Utf8JsonReader json)
    {
        try
        {
            return json.GetString()!.Cut(40);
        }
        catch (InvalidOperationException)
        {
            return "?";
        }
    }

    /// <summary>RFC 3339 with offset: the only way an instant is unambiguous.</summary>
    public static bool TryReadInstant(string text, out DateTime utc)
    {
        utc = default;
        if (text.Length is < 17 or > 40 || text[10] is not ('T' or 't' or ' ') || !HasOffset(text)) return false;
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)) return false;
        // At the end of the calendar a day in China cannot be counted any more.
        if (at.Year is < 1900 or > 2200) return false;
        utc = new DateTime(at.UtcTicks - at.UtcTicks % TimeSpan.TicksPerMicrosecond, DateTimeKind.Utc);
        return true;
    }

    static bool HasOffset(string text) => text[^1] is 'Z' or 'z' || text.AsSpan(11).IndexOfAny('+', '-') > 0;
}
