using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Stations;
using Yinong.Platform.Time;

namespace Yinong.Commands.Simulation.Stories;

/// <summary>What every story is told with. Only stations of this simulation take part, in the order of their keys, so that the same seed tells the same.</summary>
sealed class StoryScene(AppDb db, IServiceProvider services, CountryPlan plan, SimulationMark mark, Registers registers)
{
    /// <summary>Who did it, as in the audit.</summary>
    public const string Actor = RegisterRows.Actor;

    public AppDb Db => db;

    public CountryPlan Plan => plan;

    public SimulationOrder Order => mark.Order;

    public Registers Registers => registers;

    public StoriesFile File => plan.Files.Stories;

    /// <summary>Pictures handed in so far.</summary>
    public List<byte[]> Pictures { get; } = [];

    public DateOnly Today => mark.Order.LastDay;

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    /// <summary>Dice of one thing in one story.</summary>
    public Dice Dice(int story, long key) => Simulation.Dice.Of(mark.Order.Seed, story, key);

    /// <summary>Stations of this simulation.</summary>
    public IQueryable<Station> Stations => db.Stations.AsNoTracking().Where(s => s.Id > mark.FirstStation).OrderBy(s => s.Id);

    /// <summary>Those of one place.</summary>
    public IQueryable<Station> StationsOf(DivisionCode place)
    {
        var (from, to) = (place.From, place.To);
        return Stations.Where(s => s.Division >= from && s.Division <= to);
    }

    /// <summary>The places in which much is told.</summary>
    public IEnumerable<DivisionCode> Places => File.Places.Select(p => DivisionCode.Parse(p));

    /// <summary>A moment of a day at which people work, never after the last instant.</summary>
    public DateTime At(DateOnly day, ref Dice dice)
    {
        var at = ProgrammeClock.StartOf(day).AddMinutes(dice.Between(8 * 60, 18 * 60)).AddSeconds(dice.Below(60));
        return at <= Order.Until ? at : Order.Until.AddMinutes(-dice.Between(5, 90));
    }
}
