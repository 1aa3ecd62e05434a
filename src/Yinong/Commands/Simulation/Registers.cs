using Yinong.Modules.Divisions;

namespace Yinong.Commands.Simulation;

/// <summary>
/// The next keys and serials of the registers. They go on where the database stands, so that a country can be added to another;
/// on an empty database they begin at 1, so that the same seed makes the same rows.
/// </summary>
sealed class Registers
{
    readonly Dictionary<string, int> _serials = [];

    public int Stations { get; private set; }

    public int Officers { get; private set; }

    public Registers(int stations, int officers, IEnumerable<(string Series, int Serial)> given)
    {
        (Stations, Officers) = (stations, officers);
        foreach (var (series, serial) in given) _serials[series] = Math.Max(serial, _serials.GetValueOrDefault(series));
    }

    public int NextStation() => ++Stations;

    public int NextOfficer() => ++Officers;

    public string StationNumber(DivisionCode place, char letter) => Modules.Stations.StationNumber.Make(place, letter, Next(Modules.Stations.StationNumber.Series(place, letter))).Text;

    public string OfficerNumber(DivisionCode place, int year) => Modules.Officers.OfficerNumber.Make(place, year, Next(Modules.Officers.OfficerNumber.Series(place, year)));

    public string CertificateNumber(DivisionCode place, int year) => Modules.Officers.CertificateNumber.Make(place, year, Next(Modules.Officers.CertificateNumber.Series(place, year)));

    int Next(string series) => ++System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_serials, series, out _);
}
