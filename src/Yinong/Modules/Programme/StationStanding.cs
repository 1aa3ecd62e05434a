using Yinong.Modules.Divisions;
using Yinong.Modules.Stations;

namespace Yinong.Modules.Programme;

/// <summary>How the stations below a place stand.</summary>
/// <param name="Built">Accepted and not gone (also suspended ones).</param>
/// <param name="Serving">Of these, in a state that serves: operating, warned, rectifying.</param>
/// <param name="Alive">Of these, with a service within the days of the threshold: the ones that count.</param>
/// <param name="BuiltVillages">Distinct villages of the roster with a built station.</param>
/// <param name="CoveredVillages">Distinct villages of the roster with a station that counts.</param>
/// <param name="RosterVillages">Villages on the roster.</param>
public readonly record struct StationCount(int Built, int Serving, int Alive, int BuiltVillages, int CoveredVillages, int RosterVillages);

/// <summary>
/// Every accepted station of the country at one moment as running sums over the places in order, so that any place of any level is answered by two look-ups.
/// Never changed once made. Some 20 bytes a station.
/// </summary>
sealed class StationStanding
{
    readonly List<long> _places = [];
    readonly List<int> _built = [0];
    readonly List<int> _serving = [0];
    readonly List<int> _alive = [0];
    readonly UnitBits _builtVillages;
    readonly UnitBits _coveredVillages;
    readonly RosterVillages.Marked _roster;

    public StationStanding(RosterVillages.Marked roster)
    {
        _roster = roster;
        _builtVillages = new(roster.List.Count);
        _coveredVillages = new(roster.List.Count);
    }

    /// <summary>Stations so far.</summary>
    public int Stations => _places.Count;

    /// <summary>Adds a station; they come in the order of their places.</summary>
    /// <param name="place">Where it stands.</param>
    /// <param name="village">The village of the roster that it counts for (<see cref="RosterPlaces"/>).</param>
    /// <param name="state">In its life.</param>
    /// <param name="alive">Whether it has served lately.</param>
    public void Add(long place, long village, StationState state, bool alive)
    {
        var serves = state.Serves();
        _places.Add(place);
        _built.Add(_built[^1] + 1);
        _serving.Add(_serving[^1] + (serves ? 1 : 0));
        _alive.Add(_alive[^1] + (serves && alive ? 1 : 0));
        if (village % 10 != (int)DivisionLevel.Village || _roster.List.IndexOf(new(village)) is not (>= 0 and var unit) || !_roster.Bits.Has(unit)) return;
        _builtVillages.Set(unit);
        if (serves && alive) _coveredVillages.Set(unit);
    }

    /// <summary>Whether the list has the place.</summary>
    public bool Knows(DivisionCode place) => _roster.List.IndexOf(place) >= 0;

    public StationCount Of(DivisionCode place)
    {
        var (first, last) = (FirstFrom(place.From), FirstFrom(place.To + 1));
        var (from, to) = _roster.RangeOf(place);
        return new(
            _built[last] - _built[first], _serving[last] - _serving[first], _alive[last] - _alive[first],
            _builtVillages.Count(from, to), _coveredVillages.Count(from, to), _roster.Bits.Count(from, to));
    }

    /// <summary>Villages of the roster without a station that counts, in the order of their codes.</summary>
    public IEnumerable<DivisionCode> BlindSpots(DivisionCode below)
    {
        var (from, to) = _roster.RangeOf(below);
        for (var unit = from; unit < to; unit++)
            if (_roster.Bits.Has(unit) && !_coveredVillages.Has(unit)) yield return _roster.List.CodeAt(unit);
    }

    int FirstFrom(long value)
    {
        var (low, high) = (0, _places.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_places[middle] < value) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
