using Yinong.Platform.Places;

namespace Yinong.Modules.Stations.Siting;

/// <summary>A village that takes part: people, whether poor, where it lies in millionths of a degree, and whether something there serves already.</summary>
public sealed record CoverVillage(long Code, int Population, bool Poor, int LatitudeMicro, int LongitudeMicro, bool Serves)
{
    public GeoPoint Point => new(LatitudeMicro, LongitudeMicro);
}

/// <summary>
/// The maximal covering location problem: choose at most so many villages that most weighted people lie within the radius of a site. Whoever is within the radius of what
/// there is already is covered and counts no more. Never changed once made.
/// </summary>
public sealed class CoverProblem
{
    readonly int[][] _near;
    readonly bool[] _before;

    /// <param name="villages">In any order; it is kept.</param>
    /// <param name="radiusMetres">Straight line.</param>
    /// <param name="sites">At most.</param>
    /// <param name="poorWeight">Percent that a person of a poor village counts.</param>
    public CoverProblem(IReadOnlyList<CoverVillage> villages, int radiusMetres, int sites, int poorWeight)
    {
        (Villages, Sites) = (villages, sites);
        Weights = [.. villages.Select(v => (long)v.Population * (v.Poor ? poorWeight : 100))];
        _near = [.. villages.Select((v, i) => Enumerable.Range(0, villages.Count).Where(j => i == j || v.Point.MetresTo(villages[j].Point) <= radiusMetres).ToArray())];
        _before = [.. _near.Select(near => near.Any(j => villages[j].Serves))];
        Candidates = [.. Enumerable.Range(0, villages.Count).Where(i => !villages[i].Serves && _near[i].Any(j => !_before[j]))];
    }

    public IReadOnlyList<CoverVillage> Villages { get; }

    public int Sites { get; }

    /// <summary>Hundredths of a person.</summary>
    public IReadOnlyList<long> Weights { get; }

    /// <summary>Villages where a site would add anybody.</summary>
    public IReadOnlyList<int> Candidates { get; }

    /// <summary>Villages within the radius of one, itself too.</summary>
    public IReadOnlyList<int> Near(int village) => _near[village];

    /// <summary>Whether something that is there already covers it.</summary>
    public bool CoveredBefore(int village) => _before[village];

    /// <summary>Weighted people that a choice adds.</summary>
    public long Value(IEnumerable<int> chosen)
    {
        var covered = new bool[Villages.Count];
        foreach (var site in chosen)
            foreach (var village in _near[site]) covered[village] = true;
        return Enumerable.Range(0, Villages.Count).Where(v => covered[v] && !_before[v]).Sum(v => Weights[v]);
    }

    /// <summary>Takes the village that adds most, again and again; also the order in which to build a choice. Never less than 63 % of the best (1 − 1/e).</summary>
    public IReadOnlyList<(int Site, long Weight, long People)> Greedy(IEnumerable<int> among, int most)
    {
        var covered = (bool[])_before.Clone();
        var left = among.ToList();
        var taken = new List<(int, long, long)>();
        while (taken.Count < most && left.Count > 0)
        {
            var (best, weight) = left.Select(site => (site, Weight: _near[site].Where(v => !covered[v]).Sum(v => Weights[v]))).MaxBy(s => s.Weight);
            if (weight == 0) break;
            taken.Add((best, weight, _near[best].Where(v => !covered[v]).Sum(v => (long)Villages[v].Population)));
            foreach (var village in _near[best]) covered[village] = true;
            left.Remove(best);
        }
        return taken;
    }

    /// <summary>People covered by no other site than this one: what is lost when it closes.</summary>
    public long LostWithout(int site, IReadOnlySet<int> sites) =>
        _near[site].Where(village => !_near[village].Any(other => other != site && sites.Contains(other))).Sum(village => (long)Villages[village].Population);
}
