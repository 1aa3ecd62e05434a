using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Officers;
using Yinong.Modules.Stations;
using Yinong.Platform.Numbers;
using Yinong.Platform.Places;
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

    /// <summary>Pictures handed in so far, with what the phone said of them.</summary>
    public List<TakenPicture> Pictures { get; } = [];

    /// <summary>How many photos were handed in, by county.</summary>
    public Dictionary<DivisionCode, int> Photos { get; } = [];

    /// <summary>How many of them another station had handed in before.</summary>
    public int Recycled { get; set; }

    public DateOnly Today => mark.Order.LastDay;

    /// <summary>People who play a part already: nobody plays two.</summary>
    public HashSet<int> Playing { get; } = [];

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    /// <summary>A part of the product whose clock stands at the last instant: what it counts as of today depends on the order, not on when it is run.</summary>
    public T AtTheEnd<T>() where T : class => (T)AtTheEnd(typeof(T));

    /// <summary>The same for all that are registered under one type; those that ask no clock as they are.</summary>
    public IReadOnlyList<T> AllAtTheEnd<T>() where T : class =>
        [.. services.GetServices<T>().Select(s => Array.Exists(s.GetType().GetConstructors(), c => Array.Exists(c.GetParameters(), p => p.ParameterType == typeof(ProgrammeClock))) ? (T)AtTheEnd(s.GetType()) : s)];

    object AtTheEnd(Type type) => ActivatorUtilities.CreateInstance(services, type, new StandingClock(services.GetRequiredService<TimeProvider>(), Order.Until));

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

    /// <summary>Officers of this simulation.</summary>
    public IQueryable<Officer> Officers => db.Officers.Where(o => o.Id > mark.FirstOfficer).OrderBy(o => o.Id);

    /// <summary>A county and what lies above it, to look in when it has too few.</summary>
    public static IEnumerable<DivisionCode> Around(DivisionCode county) => [county, county.At(DivisionLevel.City), county.At(DivisionLevel.Province)];

    /// <summary>Stations of a county, with too few of them also some around it, the nearest first.</summary>
    public async Task<List<Station>> NearAsync(DivisionCode county, Func<IQueryable<Station>, IQueryable<Station>> which, int least, CancellationToken cancel)
    {
        var found = new List<Station>();
        foreach (var place in Around(county))
        {
            if (found.Count >= least) break;
            found = [.. found.UnionBy(await which(StationsOf(place)).Take(least).ToListAsync(cancel), s => s.Id)];
        }
        return found;
    }

    public ProvincePlan ProvinceOf(DivisionCode place) => Array.Find(plan.Provinces, p => p.Code.Contains(place)) ?? throw new InvalidDataException($"stories.json: {place} lies in no province of country.json.");

    /// <summary>The counties in which single people and stations are told of.</summary>
    public IEnumerable<DivisionCode> Counties => File.Counties.Select(c => DivisionCode.Parse(c));

    /// <summary>The places in which much is told.</summary>
    public IEnumerable<DivisionCode> Places => File.Places.Select(p => DivisionCode.Parse(p));

    /// <summary>A code that nobody guesses where it is made by chance; here the dice make it.</summary>
    public static string Receipt(ref Dice dice, int length = ReceiptCode.Length)
    {
        Span<char> receipt = stackalloc char[length];
        foreach (ref var letter in receipt) letter = ReceiptCode.Letters[dice.Below(ReceiptCode.Letters.Length)];
        return new(receipt);
    }

    /// <summary>A moment of a day at which people work, never after the last instant.</summary>
    public DateTime At(DateOnly day, ref Dice dice)
    {
        var at = ProgrammeClock.StartOf(day).AddMinutes(dice.Between(8 * 60, 18 * 60)).AddSeconds(dice.Below(60));
        return at <= Order.Until ? at : Order.Until.AddMinutes(-dice.Between(5, 90));
    }
}

/// <summary>A picture with its station and what the phone said of it.</summary>
sealed record TakenPicture(byte[] Picture, int Station, DateTime TakenAt, GeoPoint? Point);

/// <summary>A clock that stands.</summary>
sealed class StandingClock(TimeProvider time, DateTime now) : ProgrammeClock(time)
{
    public override DateTime UtcNow => now;
}
