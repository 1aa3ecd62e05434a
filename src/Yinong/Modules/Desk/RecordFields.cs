using System.Text.Json;

namespace Yinong.Modules.Desk;

/// <summary>The fields of one record while it is read, each checked as it comes.</summary>
sealed class RecordFields(DeskLimits limits)
{
    static readonly string[] Needed = ["id", "station", "officer", "item", "servedAt"];

    readonly RecordLine _line = new();
    uint _seen;
    Dictionary<string, string[]>? _errors;
    string? _id;

    public void Fail(string field, (string Zh, string En) message) =>
        (_errors ??= [])[field.Length == 0 ? "record" : field] = [message.Zh, message.En];

    /// <summary>Notes that a field came; a second time is an error, because one of the two would be lost.</summary>
    public bool Seen(string name)
    {
        var bit = BitOf(name);
        if (bit == 0) return true;
        if ((_seen & bit) != 0)
        {
            Fail(name, RecordFieldProblems.Twice);
            return false;
        }
        _seen |= bit;
        return true;
    }

    public void Set(string name, ref Utf8JsonReader json)
    {
        if (!Seen(name)) return;
        switch (name)
        {
            case "id": SetId(ref json); break;
            case "station": _line.Station = Text(name, ref json, 40) ?? ""; break;
            case "officer": _line.Officer = Text(name, ref json, 40) ?? ""; break;
            case "item": _line.Item = Text(name, ref json, 40) ?? ""; break;
            case "personTimes": _line.PersonTimes = (int)Whole(name, ref json, 1, limits.MostInGroup).GetValueOrDefault(1); break;
            case "group": SetGroup(ref json); break;
            case "channel": SetWord(name, ref json, (string word, out Channel v) => DeskWords.TryParse(word, out v), v => _line.Channel = v); break;
            case "servedAt": SetServedAt(ref json); break;
            case "amountFen": _line.AmountFen = json.TokenType == JsonTokenType.Null ? null : Whole(name, ref json, 0, limits.MostFen); break;
            case "provider": _line.Provider = Text(name, ref json, limits.MostText, true); break;
            case "orderNumber": _line.OrderNumber = Text(name, ref json, limits.MostText, true); break;
            case "confirmation": if (json.TokenType != JsonTokenType.Null) Fail(name, RecordFieldProblems.NotAnObject); break;
            case "confirmation.method": SetWord(name, ref json, (string word, out ConfirmationMethod v) => DeskWords.TryParse(word, out v), v => _line.Confirmation = v); break;
            case "confirmation.reference": _line.ConfirmationReference = Text(name, ref json, limits.MostReference, true); break;
            case "outcome": SetWord(name, ref json, (string word, out Outcome v) => DeskWords.TryParse(word, out v), v => _line.Outcome = v); break;
            case "note": _line.Note = Text(name, ref json, limits.MostNote, true); break;
            default: Fail(name, RecordFieldProblems.Unknown); break;
        }
    }

    public ReadLine Finish()
    {
        foreach (var name in Needed)
            if ((_seen & BitOf(name)) == 0)
                Fail(name, RecordFieldProblems.Missing);
        if (!_line.Group && _line.PersonTimes > limits.MostPersons)
            Fail("personTimes", RecordFieldProblems.ManyPersons(limits.MostPersons));
        if (_line.ConfirmationReference is not null && _line.Confirmation == ConfirmationMethod.None)
            Fail("confirmation.reference", RecordFieldProblems.WithoutMethod);
        return _errors is null ? new(_line, _id, null) : new(null, _id, _errors);
    }

    void SetId(ref Utf8JsonReader json)
    {
        _id = Text("id", ref json, 36);
        if (_id is null) return;
        if (Guid.TryParseExact(_id, "D", out var id) && id != Guid.Empty) _line.Id = id;
        else Fail("id", RecordFieldProblems.NotAUuid);
    }

    void SetGroup(ref Utf8JsonReader json)
    {
        if (json.TokenType is JsonTokenType.True or JsonTokenType.False) _line.Group = json.GetBoolean();
        else Fail("group", RecordFieldProblems.NotABoolean);
    }

    void SetServedAt(ref Utf8JsonReader json)
    {
        var text = Text("servedAt", ref json, 40);
        if (text is null) return;
        if (!RecordReader.TryReadInstant(text, out var at)) Fail("servedAt", RecordFieldProblems.NotAnInstant);
        else if (Platform.Time.ProgrammeClock.DayOf(at) < limits.Earliest) Fail("servedAt", RecordFieldProblems.TooEarly(limits.Earliest));
        else _line.ServedAt = at;
    }

    delegate bool Parse<T>(string word, out T value);

    void SetWord<T>(string name, ref Utf8JsonReader json, Parse<T> parse, Action<T> set) where T : Enum
    {
        var word = Text(name, ref json, 40);
        if (word is null) return;
        if (parse(word, out var value)) set(value);
        else Fail(name, RecordFieldProblems.NotOneOf(DeskWords.All<T>()));
    }

    long? Whole(string name, ref Utf8JsonReader json, long least, long most)
    {
        if (json.TokenType == JsonTokenType.Number && json.TryGetInt64(out var value) && value >= least && value <= most) return value;
        Fail(name, RecordFieldProblems.NotBetween(least, most));
        return null;
    }

    string? Text(string name, ref Utf8JsonReader json, int most, bool mayBeAbsent = false)
    {
        if (json.TokenType == JsonTokenType.Null && mayBeAbsent) return null;
        if (json.TokenType != JsonTokenType.String)
        {
            Fail(name, RecordFieldProblems.NotText);
            return null;
        }
        try
        {
            var text = json.GetString()!;
            if (text.Length > most) Fail(name, RecordFieldProblems.TooLong(most));
            else if (text.AsSpan().IndexOfAnyInRange('\0', '\u001f') >= 0 || text.Contains('\u007f')) Fail(name, RecordFieldProblems.ControlCharacters);
            else if (text.Length == 0 && !mayBeAbsent) Fail(name, RecordFieldProblems.Empty);
            else return text.Length == 0 ? null : text;
        }
        catch (InvalidOperationException)
        {
            Fail(name, RecordFieldProblems.NotUtf8);
        }
        return null;
    }

    static uint BitOf(string name) => name switch
    {
        "id" => 1,
        "station" => 1 << 1,
        "officer" => 1 << 2,
        "item" => 1 << 3,
        "personTimes" => 1 << 4,
        "group" => 1 << 5,
        "channel" => 1 << 6,
        "servedAt" => 1 << 7,
        "amountFen" => 1 << 8,
        "provider" => 1 << 9,
        "orderNumber" => 1 << 10,
        "confirmation" => 1 << 11,
        "confirmation.method" => 1 << 12,
        "confirmation.reference" => 1 << 13,
        "outcome" => 1 << 14,
        "note" => 1 << 15,
        _ => 0,
    };
}
