using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;
using Yinong.Platform.Time;

namespace Yinong.Modules.Divisions;

/// <summary>
/// The public answers about places as finished bytes, written straight from the arrays and kept until the list or the day changes. Singleton.
/// </summary>
sealed class DivisionAnswers(DivisionTree tree, ProgrammeClock clock)
{
    const int RoomBytes = 8 * 1024 * 1024;

    static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    volatile Shelf _shelf = new("", null, "");

    /// <summary>Tag of every answer of today: the state of the list, and the day when the list has dated units.</summary>
    public string Tag => Current(tree.List).Tag;

    /// <summary>The unit, or null when there is none today.</summary>
    public byte[]? Unit(DivisionCode code) => Kept(code, children: false, static (list, code, day) => WriteUnit(list, code, day));

    /// <summary>All children, or null when there is no such unit today.</summary>
    public byte[]? Children(DivisionCode code) => Kept(code, children: true, static (list, code, day) => WriteChildren(list, code, day, 0, int.MaxValue));

    /// <summary>A part of the children, or the children of another day: not kept.</summary>
    public byte[]? Children(DivisionCode code, DateOnly? at, long after, int limit) => WriteChildren(tree.List, code, at ?? clock.Today, after, limit);

    /// <summary>Hits with their paths, best first.</summary>
    public byte[] Search(string text, int limit)
    {
        var list = tree.List;
        var day = clock.Today;
        var hits = DivisionSearch.Find(list, text, 0, long.MaxValue, day, limit);
        return Write(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("items"u8);
            foreach (var unit in hits)
            {
                json.WriteStartObject();
                WriteHead(json, list, unit);
                WritePath(json, list, list.CodeAt(unit));
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteNull("next"u8);
            json.WriteEndObject();
        });
    }

    byte[]? Kept(DivisionCode code, bool children, Func<DivisionList, DivisionCode, DateOnly, byte[]?> make)
    {
        var list = tree.List;
        var shelf = Current(list);
        if (shelf.Find(code, children) is { } kept) return kept;
        return make(list, code, clock.Today) is { } answer ? shelf.Keep(code, children, answer) : null;
    }

    Shelf Current(DivisionList list)
    {
        var shelf = _shelf;
        DateOnly? day = list.IsDated ? clock.Today : null;
        if (shelf.Revision == list.Revision && shelf.Day == day) return shelf;
        return _shelf = new(list.Revision, day, day is { } d ? $"\"{list.Revision}-{d.DayNumber}\"" : $"\"{list.Revision}\"");
    }

    static byte[]? WriteUnit(DivisionList list, DivisionCode code, DateOnly day)
    {
        var unit = code == DivisionCode.Nation ? -1 : list.IndexOf(code);
        if (code != DivisionCode.Nation && (unit < 0 || !list.IsValid(unit, day))) return null;
        return Write(json =>
        {
            json.WriteStartObject();
            if (unit < 0) WriteNation(json);
            else
            {
                WriteHead(json, list, unit);
                WritePath(json, list, code);
                WriteDay(json, "validFrom"u8, list.ValidFrom(unit));
                WriteDay(json, "validTo"u8, list.ValidTo(unit));
                if (list.UrbanRural(unit) is { } @class) json.WriteNumber("urbanRural"u8, @class);
                if (list.Successors.TryGetValue(code.Value, out var successor)) json.WriteString("succeededBy"u8, new DivisionCode(successor).ToString());
            }
            json.WriteEndObject();
        });
    }

    static byte[]? WriteChildren(DivisionList list, DivisionCode of, DateOnly day, long after, int limit)
    {
        var parent = of == DivisionCode.Nation ? -1 : list.IndexOf(of);
        if (of != DivisionCode.Nation && (parent < 0 || !list.IsValid(parent, day))) return null;
        var units = new List<int>();
        list.Children(of, day, units);
        return Write(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("items"u8);
            string? next = null;
            var written = 0;
            foreach (var unit in units)
            {
                if (list.CodeAt(unit).Value <= after) continue;
                if (written == limit)
                {
                    next = list.CodeAt(units[units.IndexOf(unit) - 1]).ToString();
                    break;
                }
                json.WriteStartObject();
                WriteHead(json, list, unit);
                json.WriteEndObject();
                written++;
            }
            json.WriteEndArray();
            json.WriteString("next"u8, next);
            json.WriteEndObject();
        });
    }

    static void WriteNation(Utf8JsonWriter json)
    {
        json.WriteString("code"u8, "00"u8);
        json.WriteString("name"u8, DivisionTree.NationName);
        json.WriteString("level"u8, "nation"u8);
        json.WriteNull("parent"u8);
        json.WriteStartArray("path"u8);
        json.WriteEndArray();
        json.WriteNull("validFrom"u8);
        json.WriteNull("validTo"u8);
    }

    static void WriteHead(Utf8JsonWriter json, DivisionList list, int unit)
    {
        Span<char> digits = stackalloc char[12];
        var code = list.CodeAt(unit);
        json.WriteString("code"u8, Digits(code, digits));
        json.WriteString("name"u8, list.NameAt(unit));
        json.WriteString("level"u8, DivisionCode.LevelName(code.Level));
        json.WriteString("parent"u8, Digits(code.Parent, digits));
        if (VillageKinds.Of(code).Code() is { } kind) json.WriteString("kind"u8, kind);
    }

    static void WritePath(Utf8JsonWriter json, DivisionList list, DivisionCode code)
    {
        Span<char> digits = stackalloc char[12];
        json.WriteStartArray("path"u8);
        for (var level = DivisionLevel.Province; level <= code.Level; level++)
        {
            var unit = list.IndexOf(code.At(level));
            if (unit < 0) continue;
            json.WriteStartObject();
            json.WriteString("code"u8, Digits(list.CodeAt(unit), digits));
            json.WriteString("name"u8, list.NameAt(unit));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    static ReadOnlySpan<char> Digits(DivisionCode code, Span<char> room) =>
        code.TryFormat(room, out var written) ? room[..written] : throw new InvalidOperationException("A code has at most 12 digits.");

    static void WriteDay(Utf8JsonWriter json, ReadOnlySpan<byte> name, DateOnly? day)
    {
        if (day is { } known) json.WriteString(name, known.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        else json.WriteNull(name);
    }

    static byte[] Write(Action<Utf8JsonWriter> body)
    {
        var bytes = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(bytes, Json)) body(json);
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>The kept answers of one state of the list; emptied when full, because what is asked is asked again.</summary>
    sealed class Shelf(string revision, DateOnly? day, string tag)
    {
        readonly ConcurrentDictionary<long, byte[]> _units = new();
        readonly ConcurrentDictionary<long, byte[]> _children = new();
        int _bytes;

        public string Revision { get; } = revision;

        public DateOnly? Day { get; } = day;

        public string Tag { get; } = tag;

        public byte[]? Find(DivisionCode code, bool children) => (children ? _children : _units).GetValueOrDefault(code.Value);

        public byte[] Keep(DivisionCode code, bool children, byte[] answer)
        {
            if (Interlocked.Add(ref _bytes, answer.Length + 100) > RoomBytes)
            {
                _units.Clear();
                _children.Clear();
                _bytes = 0;
            }
            (children ? _children : _units)[code.Value] = answer;
            return answer;
        }
    }
}
