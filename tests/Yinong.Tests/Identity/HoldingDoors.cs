using Yinong.Modules.Stations.Equipment;
using Yinong.Modules.Stations.Hosting;
using Yinong.Modules.Stations.Photos;
using Yinong.Tests.Support;

namespace Yinong.Tests.Identity;

/// <summary>The doors to what a station holds and shows: equipment, licences, hours, closures, numbers, photos that look alike.</summary>
static class HoldingDoors
{
    const string County = "county-manager", Today = "2018-10-31", Equipment = "/stations/{key}/equipment", Hosting = "/stations/{key}/hosting";

    public static Door[] All { get; } =
    [
        new("/photos/{id:int}", Aim.Row, "pairs", "/photos/{key}", County, ("Input.Verdict", "SamePlace"), ("Input.Reason", "两站同在一间屋"), ("Input.Version", "1")),
        new("/stations/{key}/acceptance?handler=Locate", Aim.Row, "stations", "/stations/{key}/acceptance?handler=Locate&photo=1", County),
        new(Equipment + "?handler=Add", Aim.Row, "stations", Equipment + "?handler=Add", County, ("Input.Kind", "printer"), ("Input.AcquiredOn", Today), ("Input.FundedBy", "县财政{n}")),
        new(Equipment + "?handler=Change", Aim.Row, "stations", Equipment + "?handler=Change&id={piece}", County, ("Change.State", "Broken"), ("Change.Reason", "打不开了"), ("Change.Version", "1")),
        new(Equipment + "?handler=HandOver", Aim.Row, "stations", Equipment + "?handler=HandOver", County, ("Over.Holder", "县农业局"), ("Over.Reason", "收回登记")),
        new(Hosting + "?handler=Licence", Aim.Row, "stations", Hosting + "?handler=Licence", County, ("Licence.Kind", "other"), ("Licence.Number", "证{n}")),
        new(Hosting + "?handler=EndLicence", Aim.Row, "stations", Hosting + "?handler=EndLicence&id={licence}", County, ("Licence.EndReason", "换新证了")),
        new(Hosting + "?handler=Hours", Aim.Row, "stations", Hosting + "?handler=Hours", County, ("Hours.Days[0]", "8:00-12:00")),
        new(Hosting + "?handler=Close", Aim.Row, "stations", Hosting + "?handler=Close", County, ("Closure.FromDay", "2018-11-05"), ("Closure.ToDay", "2018-11-06"), ("Closure.Reason", "farming")),
        new(Hosting + "?handler=Withdraw", Aim.Row, "stations", Hosting + "?handler=Withdraw&id={closure}", County),
        new(Hosting + "?handler=Contact", Aim.Row, "stations", Hosting + "?handler=Contact", County, ("Contact.Kind", "host"), ("Contact.Number", "0531-8800126{d}"), ("Contact.IsPublic", "true")),
        new(Hosting + "?handler=EndContact", Aim.Row, "stations", Hosting + "?handler=EndContact&id={contact}", County),
        new(Hosting + "?handler=Check", Aim.Row, "stations", Hosting + "?handler=Check&id={contact}", County, ("Check.OnDay", Today), ("Check.Answered", "true")),
        new("POST /exams/sitting/{id:guid}/sealed", Aim.Row, "running", "/exams/sitting/{key}/sealed", "officer",
            ("json", $$"""{"chain":"0123456789abcdef","entries":[{"number":1,"place":1,"answer":"0","flagged":false,"at":1540947600000,"seal":"{{new string('0', 64)}}"}]}""")),
    ];

    /// <summary>One of each at the desk's station.</summary>
    public static async Task<(string Pair, Dictionary<string, string> Parts)> MakeHoldingAsync(this DoorCountry app, TestDesk desk)
    {
        await using var db = app.Db();
        var (station, division, today) = (desk.Station.Id, desk.Station.Division, new DateOnly(2018, 10, 31));
        var piece = new EquipmentCard { StationId = station, Division = division, Kind = "printer", AcquiredOn = today, FundedBy = "县财政", State = EquipmentState.InUse, Version = 1 };
        var licence = new StationLicence { StationId = station, Division = division, Kind = "other", Number = "证", AddedOn = today, AddedBy = "test" };
        var closure = new StationClosure { StationId = station, Division = division, FromDay = new(2018, 12, 5), ToDay = new(2018, 12, 6), Reason = "farming", ToldOn = today, Actor = "test" };
        var contact = new StationContact { StationId = station, Division = division, Kind = "station", Number = "053188001234", IsPublic = true, AddedOn = today, AddedBy = "test" };
        var pair = new PhotoPair { PhotoId = station * 2, StationId = station, Division = division, OtherId = station * 2 + 1, OtherStationId = station, OtherDivision = division, Distance = 2, FoundAt = DateTime.UnixEpoch, Version = 1 };
        db.AddRange(piece, licence, closure, contact, pair);
        await db.SaveChangesAsync();
        return ($"{pair.Id}", new() { ["piece"] = $"{piece.Id}", ["licence"] = $"{licence.Id}", ["closure"] = $"{closure.Id}", ["contact"] = $"{contact.Id}" });
    }
}
