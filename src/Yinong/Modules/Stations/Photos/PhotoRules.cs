using System.Text.Json;
using Yinong.Platform.Files;
using Yinong.Platform.Places;

namespace Yinong.Modules.Stations.Photos;

/// <summary>A frame of whole degrees in which coordinates are believed.</summary>
public sealed record PlaceBounds(int South, int North, int West, int East)
{
    public bool Contains(GeoPoint point) => point.Latitude >= South && point.Latitude <= North && point.Longitude >= West && point.Longitude <= East;
}

/// <summary>The values of photo-rules.json: what counts as alike, as far away, as outside the visit. Defaults of this project.</summary>
/// <param name="NearDistance">Bits of 64 in which two photos that count as alike may differ.</param>
/// <param name="SureBits">A photo with fewer sure waves tells nothing.</param>
/// <param name="MostPairs">Pairs kept of one photo, the nearest.</param>
/// <param name="MostCandidates">Looked at in each band of a search.</param>
/// <param name="FarMetres">From so far a photo is flagged.</param>
/// <param name="VisitHours">So long before and after the day of the visit it is not.</param>
/// <param name="GraceDays">So long a file stays that nothing refers to.</param>
/// <param name="Bounds">Of coordinates.</param>
public sealed record PhotoRules(int NearDistance, int SureBits, int MostPairs, int MostCandidates, int FarMetres, int VisitHours, int GraceDays, PlaceBounds Bounds)
{
    /// <summary>The values compiled into the program.</summary>
    public static PhotoRules Current { get; } = Load();

    /// <summary>Whether a picture tells enough to be compared.</summary>
    public bool Tells(PictureHash look) => look.Sure >= SureBits;

    static PhotoRules Load()
    {
        using var file = typeof(PhotoRules).Assembly.GetManifestResourceStream("data-sources/stations/photo-rules.json") ?? throw new InvalidDataException("photo-rules.json is not compiled in.");
        var shape = JsonSerializer.Deserialize<Shape>(file, JsonSerializerOptions.Web)!;
        return new(shape.NearDistance.Value, shape.SureBits.Value, shape.MostPairs.Value, shape.MostCandidates.Value, shape.FarMetres.Value, shape.VisitHours.Value, shape.GraceDays.Value, shape.Bounds);
    }

    sealed record Shape(Rule NearDistance, Rule SureBits, Rule MostPairs, Rule MostCandidates, Rule FarMetres, Rule VisitHours, Rule GraceDays, PlaceBounds Bounds);

    sealed record Rule(int Value);
}
