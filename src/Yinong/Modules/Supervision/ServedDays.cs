namespace Yinong.Modules.Supervision;

/// <summary>
/// The newest day of service of each station as the last folds of this process left it in the table: on most days only the first record of a station
/// has anything to say to it. Good only while nobody else folds, which the number of the fold tells.
/// </summary>
sealed class ServedDays
{
    int[] _days = [];
    long _version = -1;

    /// <summary>Those that are newer than what stands in the table for all we know.</summary>
    /// <param name="version">Number of the newest fold, read inside the transaction of the next.</param>
    /// <param name="served">Station → newest day as yyyymmdd.</param>
    public Dictionary<int, int> News(long version, Dictionary<int, int> served)
    {
        if (version != _version)
        {
            _days = [];
            _version = version;
        }
        return served.Where(s => s.Key >= _days.Length || _days[s.Key] < s.Value).ToDictionary();
    }

    /// <summary>Call after the commit.</summary>
    /// <param name="version">Number of the fold that was committed.</param>
    /// <param name="served">What was folded.</param>
    /// <param name="recounted">Stations whose day may have become an earlier one.</param>
    public void Keep(long version, Dictionary<int, int> served, IEnumerable<int> recounted)
    {
        _version = version;
        foreach (var (station, day) in served)
        {
            if (station >= _days.Length) Array.Resize(ref _days, station + station / 4 + 1024);
            _days[station] = Math.Max(_days[station], day);
        }
        foreach (var station in recounted)
            if (station < _days.Length)
                _days[station] = 0;
    }
}
