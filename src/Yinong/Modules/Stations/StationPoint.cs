using Yinong.Modules.Stations.Photos;
using Yinong.Platform.Places;

namespace Yinong.Modules.Stations;

/// <summary>Coordinates as people type them, checked against the frame of photo-rules.json.</summary>
public static class StationPoint
{
    /// <summary>Null when both are empty; throws the problem of the field otherwise.</summary>
    public static GeoPoint? Read(string? latitude, string? longitude)
    {
        if (string.IsNullOrWhiteSpace(latitude) && string.IsNullOrWhiteSpace(longitude)) return null;
        return TryRead(latitude, longitude, out var point) switch
        {
            PointFault.None => point,
            PointFault.Latitude => throw StationProblems.LatitudeWrong(),
            PointFault.Longitude => throw StationProblems.LongitudeWrong(),
            PointFault.Swapped => throw StationProblems.PointSwapped(),
            _ => throw StationProblems.PointOutside(),
        };
    }

    /// <summary>The same without throwing, for lists of many.</summary>
    public static PointFault TryRead(string? latitude, string? longitude, out GeoPoint point)
    {
        point = default;
        if (GeoPoint.ReadDegrees(latitude, 180) is not { } north) return PointFault.Latitude;
        if (GeoPoint.ReadDegrees(longitude, 180) is not { } east) return PointFault.Longitude;
        point = new(north, east);
        if (PhotoRules.Current.Bounds.Contains(point)) return PointFault.None;
        return PhotoRules.Current.Bounds.Contains(new(east, north)) ? PointFault.Swapped : PointFault.Outside;
    }
}

/// <summary>What is wrong with typed coordinates.</summary>
public enum PointFault
{
    None,
    Latitude,
    Longitude,
    Swapped,
    Outside,
}
