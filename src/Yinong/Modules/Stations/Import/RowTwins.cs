using Yinong.Platform.Texts;

namespace Yinong.Modules.Stations.Import;

/// <summary>What stands twice in one file: the same village and name, the same number within a county, the same phone.</summary>
sealed class RowTwins
{
    readonly Dictionary<(long Place, string Name), int> _places = [];
    readonly Dictionary<(long County, string Number), int> _numbers = [];
    readonly Dictionary<string, int> _phones = [];

    /// <summary>Notes a row that stands.</summary>
    public void Add(int row, long place, string name, string? number, string? phone = null)
    {
        _places.TryAdd((place, name), row);
        if (number is not null) _numbers.TryAdd((KnownStations.County(place), number), row);
        if (phone is not null) _phones.TryAdd(phone, row);
    }

    /// <summary>
    /// Finishes what the checker began: known, twice, or good. A good row that is no double is noted, so that a later one is.
    /// </summary>
    public void Settle(StationImportRow row, CheckedRow found, KnownStations known, long home)
    {
        (row.Division, row.Name, row.ExternalNumber, row.StationId) = (found.Place?.Value ?? home, found.Name.Cut(80), found.ExternalNumber?.Cut(60), null);
        row.State = found.IsGood ? ImportRowState.Good : ImportRowState.Bad;
        if (found.IsGood)
        {
            var place = found.Place!.Value.Value;
            if (known.Find(found) is { } station)
            {
                (row.State, row.StationId) = (ImportRowState.Known, station.Id);
                found.Remarks.Add(new("name", "known", About: station.Name, Note: true));
            }
            else if (_places.TryGetValue((place, found.Name), out var twin) && twin != row.RowNo) Twice(row, found, new("name", "twice", found.Name, About: Text(twin)));
            else if (found.ExternalNumber is { } number && _numbers.TryGetValue((KnownStations.County(place), number), out var other) && other != row.RowNo) Twice(row, found, new("number", "number-twice", number, About: Text(other)));
            else Note(row, found, known, place);
        }
        var faults = found.Faults.ToList();
        row.Trouble = faults.Count == 0 ? ImportTrouble.None : TroubleOf(faults[0].Field);
        row.Fixable = faults.Count > 0 && faults.All(f => f.Fixes is { Length: > 0 });
        row.Noted = row.State is ImportRowState.Good && found.Remarks.Any(r => r.Note);
        row.Remarks = found.Remarks.Count == 0 ? null : ImportJson.Write(found.Remarks);
    }

    void Note(StationImportRow row, CheckedRow found, KnownStations known, long place)
    {
        if (known.At(place).FirstOrDefault() is { } neighbour) found.Remarks.Add(new("name", "village-has-one", found.Name, About: neighbour.Name, Note: true));
        if (found.Phone is { } phone && _phones.TryGetValue(phone, out var same) && same != row.RowNo) found.Remarks.Add(new("phone", "phone-twice", Web.Show.Phone(phone), About: Text(same), Note: true));
        Add(row.RowNo, place, found.Name, found.ExternalNumber, found.Phone);
    }

    static void Twice(StationImportRow row, CheckedRow found, RowRemark remark)
    {
        row.State = ImportRowState.Bad;
        found.Remarks.Add(remark);
    }

    static ImportTrouble TroubleOf(string field) => field switch
    {
        "division" => ImportTrouble.Place,
        "type" or "host" => ImportTrouble.Kind,
        "on" => ImportTrouble.Day,
        _ => ImportTrouble.Other,
    };

    static string Text(int row) => row.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
