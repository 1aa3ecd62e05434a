using System.Globalization;
using Yinong.Modules.Desk;
using Yinong.Modules.Divisions;
using Yinong.Platform.Time;

namespace Yinong.Commands.Simulation;

/// <summary>Makes the services of a station on a day. Depends on nothing but the seed, the station and the day.</summary>
sealed class ServiceMaker
{
    const long TickMicroseconds = 600_000_000;
    const int RampDays = 14;

    readonly DemoFiles _files;
    readonly SimulationOrder _order;
    readonly Urn<int> _hours;
    readonly Urn<Outcome> _outcomes;
    readonly long _group;

    public ServiceMaker(CountryPlan plan, SimulationOrder order)
    {
        (_files, _order) = (plan.Files, order);
        _hours = new(_files.Rhythm.Hours.Select((weight, hour) => (hour, weight)));
        _outcomes = new(_files.Rhythm.Outcomes.Select(o => (DeskWords.TryParse(o.Key, out Outcome outcome) ? outcome : throw new InvalidDataException($"rhythm.json: '{o.Key}' is not known."), o.Value)));
        var dice = Dice.Of(order.Seed, 7);
        _group = dice.Below(1_000_000);
    }

    /// <summary>Adds what the station did on the day and what has reached the platform by the end of the simulation.</summary>
    public void Add(Serving station, int day, DayRates rates, List<ServiceRecord> to)
    {
        Span<OfficerWindow> present = stackalloc OfficerWindow[4];
        var officers = 0;
        foreach (var window in station.Windows)
            if (window.Covers(day) && officers < present.Length) present[officers++] = window;
        if (officers == 0 || rates.Of(station.Province, station.Type) is not { } rate) return;
        var dice = Dice.Of(_order.Seed, station.Key, day);
        // A new station becomes known little by little.
        var known = Math.Min(1, (day - station.Opened + 1.0) / RampDays);
        var mean = station.Intensity * rate.PerPersonTime * known * rates.Market(new DivisionCode(station.Division).At(DivisionLevel.County).Value);
        var records = dice.Times(mean);
        if (records == 0) return;
        var outage = Outage(station, ref dice);
        for (var i = 0; i < records; i++)
        {
            var officer = present[officers == 1 || dice.Chance(0.65) ? 0 : 1 + dice.Below(officers - 1)].Officer;
            if (Make(station, day, officer, rate.Items.Draw(ref dice), outage, ref dice) is { } record) to.Add(record);
        }
    }

    ServiceRecord? Make(Serving station, int day, int officer, OfferedItem item, TimeSpan outage, ref Dice dice)
    {
        var isGroup = dice.Chance(item.GroupShare);
        var together = _files.Country.Together;
        var personTimes = isGroup ? item.Heads(ref dice) : dice.Chance(together.Share) ? dice.Between(2, together.Most) : 1;
        var served = ServedAt(day, isGroup, ref dice);
        var recorded = RecordedAt(served, isGroup, outage, ref dice);
        var id = dice.IdAt(served);
        var outcome = _outcomes.Draw(ref dice);
        var done = outcome == Outcome.Done;
        var amount = done ? item.Fen(ref dice) : null;
        var confirmation = done ? item.Draws.Confirmations.Draw(ref dice) : ConfirmationMethod.None;
        // A receipt exists only where money or goods went through a provider.
        if (confirmation == ConfirmationMethod.Receipt && amount is null) confirmation = ConfirmationMethod.None;
        if (recorded > _order.Until) return null;
        return new()
        {
            Id = id, StationId = station.Id, OfficerId = officer, ItemId = item.Id, ItemVersion = item.Version, Kind = item.Kind, Division = station.Division,
            PersonTimes = personTimes, IsGroup = isGroup, Channel = isGroup ? Channel.OnSite : item.Draws.Channels.Draw(ref dice), ServedAt = served, RecordedAt = recorded,
            AmountFen = amount, Provider = item.Provider, OrderNumber = amount is null || item.Provider is null ? null : OrderNumber(served, ref dice),
            Confirmation = confirmation, Outcome = outcome, Note = NoteOf(item, ref dice),
        };
    }

    // Group events begin at the full or half hour, everything else when somebody comes in.
    DateTime ServedAt(int day, bool isGroup, ref Dice dice)
    {
        var at = ProgrammeClock.StartOf(DateOnly.FromDayNumber(day)).AddHours(_hours.Draw(ref dice));
        return isGroup ? at.AddMinutes(30 * dice.Below(2)).AddMilliseconds(dice.Below(1000)) : at.AddMilliseconds(dice.Below(3_600_000));
    }

    // The platform writes what waits in groups, here every ten minutes; all of a group carry its instant, as the desk's own groups do.
    DateTime RecordedAt(DateTime served, bool isGroup, TimeSpan outage, ref Dice dice)
    {
        var sent = served + outage + TimeSpan.FromSeconds(isGroup ? dice.Between(3600, 9000) : dice.Between(15, 600));
        var micros = (sent - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        return DateTime.UnixEpoch.AddTicks(((micros + TickMicroseconds - 1) / TickMicroseconds * TickMicroseconds + _group) * TimeSpan.TicksPerMicrosecond);
    }

    TimeSpan Outage(Serving station, ref Dice dice)
    {
        var ofStation = Dice.Of(_order.Seed, station.Key, -1);
        var offline = _files.Rhythm.Offline;
        if (!ofStation.Chance(offline.Share) || !dice.Chance(_files.Country.Outage)) return TimeSpan.Zero;
        return TimeSpan.FromHours(Math.Clamp(offline.Hours.Typical * Math.Exp(1.1 * dice.Normal()), offline.Hours.Low, offline.Hours.High));
    }

    static string OrderNumber(DateTime served, ref Dice dice) =>
        string.Create(CultureInfo.InvariantCulture, $"{ProgrammeClock.DayOf(served):yyyyMMdd}{dice.Below(100_000_000):00000000}");

    string? NoteOf(OfferedItem item, ref Dice dice) =>
        item.Notes.Length > 0 && dice.Chance(_files.Notes.NoteShare) ? item.Notes[dice.Below(item.Notes.Length)] : null;
}
