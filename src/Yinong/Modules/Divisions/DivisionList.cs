namespace Yinong.Modules.Divisions;

/// <summary>
/// The nation's tree as arrays, never changed once made. Units stand in the order of <see cref="DivisionCode.Value"/>, which is a parent directly before
/// its first child, so one number per unit (where its subtree ends) is all the tree there is. About 20 MB for 665,276 units; with the name index
/// 33 MB. Units are named here by their position.
/// </summary>
sealed class DivisionList
{
    public static readonly DivisionList Empty = new([], [0], [], null, null, null, new Dictionary<long, long>(), "none");

    readonly long[] _codes;
    readonly int[] _ends;
    readonly int[] _nameStarts;
    readonly char[] _names;
    readonly int[]? _from;
    readonly int[]? _to;
    readonly byte[]? _classes;
    readonly Lazy<DivisionNameIndex> _index;

    /// <param name="codes">Values, ascending.</param>
    /// <param name="nameStarts">Where each name begins in <paramref name="names"/>, and one more.</param>
    /// <param name="names">All names, one after the other.</param>
    /// <param name="from">First day as <see cref="DateOnly.DayNumber"/>, 0 for open; null when every unit is open.</param>
    /// <param name="to">Last day likewise, <see cref="int.MaxValue"/> for open.</param>
    /// <param name="classes">Urban-rural class, 0 for none; null when no unit has one.</param>
    /// <param name="successors">Who took over from whom.</param>
    /// <param name="revision">Which state of the list this is; changes with every import.</param>
    /// <param name="index">Where the name index comes from; null: it is made when first asked for.</param>
    public DivisionList(long[] codes, int[] nameStarts, char[] names, int[]? from, int[]? to, byte[]? classes, IReadOnlyDictionary<long, long> successors, string revision, Func<DivisionList, DivisionNameIndex>? index = null)
    {
        (_codes, _nameStarts, _names, _from, _to, _classes, Successors, Revision) = (codes, nameStarts, names, from, to, classes, successors, revision);
        _ends = EndsOf(codes);
        _index = new(() => (index ?? DivisionNameIndex.Make)(this));
    }

    public int Count => _codes.Length;

    public string Revision { get; }

    public IReadOnlyDictionary<long, long> Successors { get; }

    /// <summary>Whether some unit does not exist at all times, so that an answer depends on the day.</summary>
    public bool IsDated => _from is not null || _to is not null;

    public DivisionNameIndex Index => _index.Value;

    public ReadOnlySpan<long> Codes => _codes;

    public ReadOnlySpan<int> NameStarts => _nameStarts;

    public ReadOnlySpan<char> Names => _names;

    internal (int[]? From, int[]? To, byte[]? Classes) Dates => (_from, _to, _classes);

    /// <summary>Position of a unit, or a negative number.</summary>
    public int IndexOf(DivisionCode code) => Array.BinarySearch(_codes, code.Value);

    /// <summary>Position of the first unit with at least this value.</summary>
    public int FirstFrom(long value)
    {
        var at = Array.BinarySearch(_codes, value);
        return at < 0 ? ~at : at;
    }

    public DivisionCode CodeAt(int unit) => new(_codes[unit]);

    public ReadOnlySpan<char> NameAt(int unit) => _names.AsSpan(_nameStarts[unit], _nameStarts[unit + 1] - _nameStarts[unit]);

    /// <summary>Position after the last unit of the subtree.</summary>
    public int EndOf(int unit) => _ends[unit];

    public DateOnly? ValidFrom(int unit) => _from is null || _from[unit] == 0 ? null : DateOnly.FromDayNumber(_from[unit]);

    public DateOnly? ValidTo(int unit) => _to is null || _to[unit] == int.MaxValue ? null : DateOnly.FromDayNumber(_to[unit]);

    public short? UrbanRural(int unit) => _classes is null || _classes[unit] == 0 ? null : _classes[unit];

    public bool IsValid(int unit, DateOnly day) =>
        (_from is null || _from[unit] <= day.DayNumber) && (_to is null || _to[unit] >= day.DayNumber);

    /// <summary>Fills <paramref name="into"/> with the children of a unit (or of the nation) that exist on the day, in the order of their codes.</summary>
    public void Children(DivisionCode of, DateOnly day, List<int> into)
    {
        var parent = of.Level == DivisionLevel.Nation ? -1 : IndexOf(of);
        if (of.Level != DivisionLevel.Nation && parent < 0) return;
        var end = parent < 0 ? Count : _ends[parent];
        for (var unit = parent + 1; unit < end; unit = _ends[unit])
            if (IsValid(unit, day)) into.Add(unit);
    }

    // A subtree ends where the next unit of the same or a higher level stands.
    static int[] EndsOf(long[] codes)
    {
        var ends = new int[codes.Length];
        Span<int> open = stackalloc int[6];
        open.Fill(-1);
        for (var unit = 0; unit < codes.Length; unit++)
        {
            var level = (int)(codes[unit] % 10);
            for (var deeper = level; deeper <= 5; deeper++)
            {
                if (open[deeper] >= 0) ends[open[deeper]] = unit;
                open[deeper] = -1;
            }
            open[level] = unit;
        }
        foreach (var unit in open)
            if (unit >= 0) ends[unit] = codes.Length;
        return ends;
    }
}
