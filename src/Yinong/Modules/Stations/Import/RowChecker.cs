using System.ComponentModel.DataAnnotations;
using Yinong.Modules.Divisions;
using Yinong.Modules.Divisions.Import;
using Yinong.Modules.Stations.Pages;
using Yinong.Platform.Places;
using Yinong.Platform.Texts;

namespace Yinong.Modules.Stations.Import;

/// <summary>What one row says, understood.</summary>
public sealed class CheckedRow
{
    public string Name { get; set; } = "";

    public DivisionCode? Place { get; set; }

    public string? Type { get; set; }

    public string? HostClass { get; set; }

    public bool PoorVillage { get; set; }

    public string? Address { get; set; }

    public string? Phone { get; set; }

    public string? OpeningHours { get; set; }

    public GeoPoint? Point { get; set; }

    public string? ExternalNumber { get; set; }

    public DateOnly On { get; set; }

    public List<RowRemark> Remarks { get; } = [];

    public IEnumerable<RowRemark> Faults => Remarks.Where(r => !r.Note);

    public bool IsGood => !Faults.Any();
}

/// <summary>What holds for every row of one import.</summary>
/// <param name="Type">Type of rows that say none.</param>
/// <param name="Host">Class of the host of rows that say none.</param>
/// <param name="On">Day of rows that say none.</param>
/// <param name="Today">No day is later.</param>
public sealed record RowDefaults(string? Type, string? Host, DateOnly On, DateOnly Today);

/// <summary>Checks single rows by the rules of the forms (<see cref="BasicsInput"/>) and of the register; asks nobody but the tree.</summary>
public sealed class RowChecker(PlaceFinder places, DivisionTree tree, RowDefaults defaults)
{
    static readonly Dictionary<string, ValidationAttribute[]> Rules = new[] { nameof(BasicsInput.Name), nameof(BasicsInput.Phone), nameof(BasicsInput.Address), nameof(BasicsInput.OpeningHours) }
        .ToDictionary(p => p, p => typeof(BasicsInput).GetProperty(p)!.GetCustomAttributes(true).OfType<ValidationAttribute>().ToArray());

    static readonly string[] PathFields = ["province", "city", "county", "town", "village"];

    public CheckedRow Check(IReadOnlyDictionary<string, string> cells)
    {
        var row = new CheckedRow { Name = CellText.Name(cells.GetValueOrDefault("name")), ExternalNumber = Blank(CellText.Half(cells.GetValueOrDefault("number"))) };
        foreach (var (field, text) in cells)
            if (text.StartsWith('#') && text.Length < 20 && (text.EndsWith('!') || text.EndsWith('?') || text.Contains("N/A", StringComparison.Ordinal))) row.Remarks.Add(new(field, "cell-error", text));
        if (!row.IsGood) return row;
        if (row.Name.Length == 0) row.Remarks.Add(new("name", "missing"));
        else if (!Fits(nameof(BasicsInput.Name), row.Name)) row.Remarks.Add(new("name", "name-length", Short(row.Name)));
        if (row.ExternalNumber?.Length > 60) row.Remarks.Add(new("number", "too-long", Short(row.ExternalNumber), About: "60"));
        Kind(row, cells);
        Place(row, cells);
        Basics(row, cells);
        Day(row, cells.GetValueOrDefault("on"));
        return row;
    }

    void Kind(CheckedRow row, IReadOnlyDictionary<string, string> cells)
    {
        var (type, host) = (CellText.Name(cells.GetValueOrDefault("type")), CellText.Name(cells.GetValueOrDefault("host")));
        row.HostClass = host.Length == 0 ? defaults.Host : ImportWords.HostOf(host);
        row.Type = type.Length == 0 ? defaults.Type : ImportWords.TypeOf(type, row.HostClass);
        if (row.Type is null) row.Remarks.Add(type.Length == 0 ? new("type", "missing") : new("type", "type-unknown", Short(type), ImportWords.TypesLike(type)));
        if (row.HostClass is null) row.Remarks.Add(host.Length == 0 ? new("host", "missing") : new("host", "host-unknown", Short(host), ImportWords.HostsLike(host)));
    }

    void Place(CheckedRow row, IReadOnlyDictionary<string, string> cells)
    {
        var written = CellText.Half(cells.GetValueOrDefault("division"));
        var code = CellText.Code(written);
        var isCode = code.Length > 0 && code.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0;
        var path = string.Concat(PathFields.Select(f => CellText.Half(cells.GetValueOrDefault(f)).Replace(" ", "", StringComparison.Ordinal)));
        var village = CellText.Half(cells.GetValueOrDefault("village")).Replace(" ", "", StringComparison.Ordinal);
        if (written.Length == 0 && path.Length == 0)
        {
            row.Remarks.Add(new("division", "place-missing"));
            return;
        }
        var found = isCode ? places.ByCode(code, row.Name) : places.ByNames(written.Length > 0 ? written.Replace(" ", "", StringComparison.Ordinal) : path, row.Name);
        // The village's cell may hold the whole path, or the one cell only the county above the columns.
        if (found.Place is null && !isCode && found.Code is "name-unknown" or "name-unknown-in" or "ambiguous")
            foreach (var other in new[] { written.Length > 0 ? path : village, written + path })
                if (other.Length > 0 && places.ByNames(other, row.Name) is { Place: not null } better) found = better;
        if (found.Code is { } fault)
        {
            row.Remarks.Add(new("division", fault, Short(written.Length > 0 ? written : path), found.Fixes, found.About));
            return;
        }
        Judge(row, found.Place!.Value, isCode ? village : "", Short(written.Length > 0 ? written : path));
    }

    void Judge(CheckedRow row, DivisionCode place, string village, string written)
    {
        row.Place = place;
        if (StationLists.FindType(row.Type) is { } type && type.Level != place.Level)
        {
            var fixes = type.Level < place.Level ? new[] { place.At(type.Level).ToString() } : [];
            row.Remarks.Add(new("division", "level-" + DivisionCode.LevelName(type.Level), written, fixes, tree.Name(place)));
        }
        // Code and name side by side that do not belong together: one of the two was copied from another line.
        if (village.Length > 0 && place.Level == DivisionLevel.Village && !village.Contains(Successors.Plain(tree.Name(place)), StringComparison.Ordinal))
            row.Remarks.Add(new("division", "name-differs", written, About: tree.Name(place), Note: true));
    }

    void Basics(CheckedRow row, IReadOnlyDictionary<string, string> cells)
    {
        var poor = CellText.Half(cells.GetValueOrDefault("poor"));
        if (poor.Length > 0 && ImportWords.YesOf(poor) is var yes)
        {
            if (yes is null) row.Remarks.Add(new("poor", "yes-or-no", Short(poor)));
            row.PoorVillage = yes == true;
        }
        row.Address = Text(row, "address", nameof(BasicsInput.Address), CellText.Name(cells.GetValueOrDefault("address")), "120");
        row.OpeningHours = Text(row, "hours", nameof(BasicsInput.OpeningHours), CellText.Name(cells.GetValueOrDefault("hours")), "60");
        Point(row, cells.GetValueOrDefault("latitude"), cells.GetValueOrDefault("longitude"));
        var phone = CellText.Half(cells.GetValueOrDefault("phone")).Replace('—', '-').Replace('–', '-').Replace("(", "", StringComparison.Ordinal).Replace(")", "-", StringComparison.Ordinal);
        if (phone.Length == 0) return;
        if (Fits(nameof(BasicsInput.Phone), phone))
        {
            row.Phone = phone;
            return;
        }
        var first = phone.Split([' ', '/', ',', ';', '、', '\n']).Select(p => p.Trim()).Where(p => p.Length >= 7 && Fits(nameof(BasicsInput.Phone), p)).Take(1).ToArray();
        row.Remarks.Add(new("phone", "phone", Web.Show.Phone(phone), first));
    }

    static void Point(CheckedRow row, string? latitude, string? longitude)
    {
        if (string.IsNullOrWhiteSpace(latitude) && string.IsNullOrWhiteSpace(longitude)) return;
        var fault = StationPoint.TryRead(latitude, longitude, out var point);
        if (fault is PointFault.None) row.Point = point;
        else if (fault is PointFault.Longitude) row.Remarks.Add(new("longitude", "degrees", Short(CellText.Half(longitude))));
        else if (fault is PointFault.Latitude) row.Remarks.Add(new("latitude", "degrees", Short(CellText.Half(latitude))));
        else if (fault is PointFault.Swapped) row.Remarks.Add(new("latitude", "swapped", Short($"{CellText.Half(latitude)}, {CellText.Half(longitude)}")));
        else row.Remarks.Add(new("latitude", "point-outside", Short($"{CellText.Half(latitude)}, {CellText.Half(longitude)}")));
    }

    void Day(CheckedRow row, string? text)
    {
        row.On = defaults.On;
        if (string.IsNullOrWhiteSpace(text)) return;
        if (!CellText.TryDay(text, out var day)) row.Remarks.Add(new("on", "day", Short(text)));
        else if (day > defaults.Today) row.Remarks.Add(new("on", "day-in-future", Short(text)));
        else row.On = day;
    }

    static string? Text(CheckedRow row, string field, string rule, string text, string most)
    {
        if (!Fits(rule, text)) row.Remarks.Add(new(field, "too-long", Short(text), About: most));
        return Blank(text);
    }

    static bool Fits(string property, string value) => Rules[property].All(rule => rule.IsValid(value));

    static string Short(string text) => text.Length > 60 ? text.Cut(60) + "…" : text;

    static string? Blank(string text) => text.Length == 0 ? null : text;
}
