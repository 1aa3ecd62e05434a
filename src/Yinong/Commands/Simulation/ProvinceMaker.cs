using Yinong.Modules.Divisions;
using Yinong.Modules.Officers;
using Yinong.Modules.Stations;

namespace Yinong.Commands.Simulation;

/// <summary>The rows of one province, ready to be written, and what the services need to know of its stations.</summary>
sealed class ProvinceRows
{
    public List<Station> Stations { get; } = [];

    public List<(int Station, long Division, LifeStep Step)> Steps { get; } = [];

    public List<Officer> Officers { get; } = [];

    public List<Posting> Postings { get; } = [];

    public List<Certificate> Certificates { get; } = [];

    public List<Serving> Serving { get; } = [];
}

/// <summary>Makes the stations and officers of one province, one after the other in the order of the places.</summary>
sealed class ProvinceMaker
{
    readonly CountryPlan _plan;
    readonly ProvincePlan _province;
    readonly Registers _registers;
    readonly SimulationOrder _order;
    readonly int? _operator;
    readonly OfficerMaker _officers;
    readonly Activity _activity;
    readonly ProvinceRows _rows = new();

    public ProvinceMaker(CountryPlan plan, ProvincePlan province, Registers registers, SimulationOrder order, int? operatorId)
    {
        (_plan, _province, _registers, _order, _operator) = (plan, province, registers, order, operatorId);
        _officers = new(plan, province, registers, order, _rows);
        _activity = new(plan.Files.Rhythm.Activity);
    }

    public ProvinceRows Make(int stations)
    {
        var (last, nth) = (default(DivisionCode), 0);
        foreach (var (place, type) in Placement.Draw(_plan, _province, stations, _order.Seed))
        {
            nth = place == last ? nth + 1 : 0;
            last = place;
            MakeStation(place, type, nth);
        }
        JoinMerged();
        return _rows;
    }

    void MakeStation(DivisionCode place, TypePlan type, int nth)
    {
        var key = place.Value * 100 + nth;
        var dice = Dice.Of(_order.Seed, key, 5);
        var life = LifePath.Draw(_plan.Files.Country, _province, _order.LastDay, ref dice);
        var (rating, host) = (_plan.Ratings.Draw(ref dice), type.Hosts.Draw(ref dice));
        var station = new Station
        {
            Id = _registers.NextStation(),
            Number = life.FiledOn is null ? null : _registers.StationNumber(place, type.Type.Letter),
            Name = _plan.Names.Station(_province, place, type, host, nth, ref dice),
            Division = place.Value,
            Type = type.Type.Code,
            Rating = life.OpenedOn is null ? "ordinary" : rating,
            HostClass = host,
            State = life.State,
            Since = life.Since,
            DueOn = StationDeadlines.DueOn(life.State, life.Since, life.Steps[^1].DueOn),
            AcceptedOn = life.AcceptedOn,
            OperatingSince = life.OpenedOn,
            OrganisationId = _operator,
            PoorVillage = dice.Chance(_plan.Files.Country.Poor),
            Address = _plan.Names.Address(_province.Places, place),
            Phone = NameMaker.Phone(ref dice),
            OpeningHours = _plan.Hours.Draw(ref dice),
            Version = life.Steps.Count,
        };
        _rows.Stations.Add(station);
        foreach (var step in life.Steps) _rows.Steps.Add((station.Id, place.Value, step));
        var windows = _officers.Make(station, life, ref dice);
        if (windows.Length == 0) return;
        _rows.Serving.Add(new(station.Id, place.Value, key, _province, type, _activity.PersonTimes(ref dice) * type.File.Busy, life.OpenedOn!.Value.DayNumber, windows));
    }

    // Whoever was merged went into the nearest station of the province, by the order of places, that serves.
    void JoinMerged()
    {
        for (var i = 0; i < _rows.Stations.Count; i++)
        {
            if (_rows.Stations[i].State != StationState.Merged) continue;
            for (var away = 1; away < _rows.Stations.Count && _rows.Stations[i].MergedInto is null; away++)
                foreach (var near in new[] { i - away, i + away })
                    if (near >= 0 && near < _rows.Stations.Count && _rows.Stations[near].State.Serves())
                        _rows.Stations[i].MergedInto ??= _rows.Stations[near].Id;
        }
    }

}

/// <summary>How busy a station is: a tier, and within it mostly at its lower end, which makes the long tail.</summary>
sealed class Activity(ActivityFile[] tiers)
{
    readonly Urn<double[]> _tiers = new(tiers.Where(t => t.PerMonth[1] > 0).Select(t => (t.PerMonth, t.Share)));

    /// <summary>Person-times of an ordinary month.</summary>
    public double PersonTimes(ref Dice dice)
    {
        var (tier, share) = (_tiers.Draw(ref dice), dice.Share());
        return tier[0] + (tier[1] - tier[0]) * share * share;
    }
}
