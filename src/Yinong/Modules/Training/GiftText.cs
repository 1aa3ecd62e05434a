using System.Text;

namespace Yinong.Modules.Training;

/// <summary>A stretch of GIFT that knows which characters were escaped: marks are looked for among the others only.</summary>
readonly struct GiftText
{
    const string Escapable = "~=#{}:\\>n";

    readonly string _chars;
    readonly bool[] _escaped;
    readonly int _start;

    GiftText(string chars, bool[] escaped, int start, int length) => (_chars, _escaped, _start, Length) = (chars, escaped, start, length);

    public int Length { get; }

    public static GiftText Of(string raw)
    {
        var chars = new StringBuilder(raw.Length);
        var escaped = new List<bool>(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            var isEscape = raw[i] == '\\' && i + 1 < raw.Length && Escapable.Contains(raw[i + 1], StringComparison.Ordinal);
            if (isEscape) i++;
            chars.Append(isEscape && raw[i] == 'n' ? '\n' : raw[i]);
            escaped.Add(isEscape);
        }
        return new(chars.ToString(), [.. escaped], 0, chars.Length);
    }

    /// <summary>Where the mark stands from <paramref name="from"/> on, or -1.</summary>
    public int Find(string mark, int from = 0)
    {
        for (var at = from; at <= Length - mark.Length; at++)
            if (IsAt(mark, at)) return at;
        return -1;
    }

    public int FindLast(string mark)
    {
        for (var at = Length - mark.Length; at >= 0; at--)
            if (IsAt(mark, at)) return at;
        return -1;
    }

    public bool StartsWith(string mark) => Length >= mark.Length && IsAt(mark, 0);

    /// <summary>The parts that begin at one of the marks, each with its mark; what stands before the first comes with '\0'.</summary>
    public IEnumerable<(char Mark, GiftText Words)> Split(string marks)
    {
        var (mark, from) = ('\0', 0);
        for (var at = 0; at < Length; at++)
        {
            if (_escaped[_start + at] || !marks.Contains(_chars[_start + at], StringComparison.Ordinal)) continue;
            yield return (mark, Slice(from, at - from));
            (mark, from) = (_chars[_start + at], at + 1);
        }
        yield return (mark, Slice(from, Length - from));
    }

    public GiftText Slice(int from, int length) => new(_chars, _escaped, _start + from, length);

    /// <summary>Without the blanks around it; an escaped line break is text and stays.</summary>
    public GiftText Trim()
    {
        var (from, to) = (0, Length);
        while (from < to && IsBlank(from)) from++;
        while (to > from && IsBlank(to - 1)) to--;
        return this[from..to];
    }

    public GiftText Append(string plain) => Append(Of(plain));

    public GiftText Append(GiftText more) =>
        new(ToString() + more.ToString(), [.. _escaped.AsSpan(_start, Length), .. more._escaped.AsSpan(more._start, more.Length)], 0, Length + more.Length);

    public override string ToString() => _chars.Substring(_start, Length);

    bool IsBlank(int at) => !_escaped[_start + at] && char.IsWhiteSpace(_chars[_start + at]);

    bool IsAt(string mark, int at)
    {
        if (!_chars.AsSpan(_start + at).StartsWith(mark)) return false;
        return !_escaped.AsSpan(_start + at, mark.Length).Contains(true);
    }
}
