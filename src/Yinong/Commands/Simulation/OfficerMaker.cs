using Yinong.Modules.Officers;
using Yinong.Modules.Stations;
using Yinong.Platform.Time;

namespace Yinong.Commands.Simulation;

/// <summary>Makes the officers of a station with their terms and certificates (S-13, S-14), and says on which days who may serve.</summary>
sealed class OfficerMaker(CountryPlan plan, ProvincePlan province, Registers registers, SimulationOrder order, ProvinceRows rows)
{
    const int Open = int.MaxValue;

    readonly OfficersFile _terms = plan.Files.Country.Officers;
    readonly string _issuer = plan.Names.Issuer(province);

    /// <summary>The officers of a station; none before it is accepted. Returns the days on which each of them may serve there.</summary>
    public OfficerWindow[] Make(Station station, LifePath life, ref Dice dice)
    {
        if (life.AcceptedOn is not { } accepted) return [];
        var windows = new List<OfficerWindow>(2);
        var (start, end) = (accepted, life.EndedOn);
        var lastDay = life.SilentByCertificate ? life.SilentFrom!.Value.AddDays(-1) : (DateOnly?)null;
        var days = (end ?? order.LastDay).DayNumber - start.DayNumber;
        if (days > 150 && lastDay is null && dice.Chance(_terms.Succeeded))
        {
            // The first one left; his successor began some days later.
            var left = start.AddDays(dice.Between(60, days - 40));
            Appoint(station, start, left, "resigned", null, windows, ref dice);
            start = left.AddDays(dice.Between(1, 12));
        }
        Appoint(station, start, end, end is null ? null : "station-closed", lastDay, windows, ref dice);
        if (lastDay is null && dice.Chance(_terms.Second)) Appoint(station, start, end, end is null ? null : "station-closed", null, windows, ref dice);
        return Cut(windows, life);
    }

    void Appoint(Station station, DateOnly from, DateOnly? to, string? reason, DateOnly? expired, List<OfficerWindow> windows, ref Dice dice)
    {
        var certified = from.AddDays(-dice.Between(_terms.BeforeOpening[0], _terms.BeforeOpening[1]));
        var name = plan.Names.Person(province, ref dice);
        var officer = new Officer
        {
            Id = registers.NextOfficer(),
            Number = registers.OfficerNumber(new(station.Division), certified.Year),
            Name = name.Family + name.Given,
            Phone = NameMaker.Phone(ref dice),
            Division = station.Division,
            RegisteredAt = ProgrammeClock.StartOf(certified).AddHours(9).AddMinutes(dice.Below(480)),
            Version = 1,
        };
        rows.Officers.Add(officer);
        rows.Postings.Add(new() { OfficerId = officer.Id, StationId = station.Id, Division = station.Division, FromDate = from, ToDate = to, EndReasonCode = reason });
        var post = new OfficerWindow(officer.Id, from.DayNumber, to?.DayNumber ?? Open);
        foreach (var (validFrom, validTo) in Certify(officer, certified, to ?? order.LastDay, expired, ref dice))
        {
            var window = post.Within(validFrom.DayNumber, validTo.DayNumber);
            if (!window.IsEmpty) windows.Add(window);
        }
    }

    // One certificate after the other as long as the officer serves; whoever forgets to renew loses the right with the day it ends.
    List<(DateOnly From, DateOnly To)> Certify(Officer officer, DateOnly from, DateOnly until, DateOnly? expired, ref Dice dice)
    {
        var spans = new List<(DateOnly, DateOnly)>(2);
        while (true)
        {
            var to = from.AddYears(_terms.ValidYears).AddDays(-1);
            // The province may have set a shorter term; so the day on which this one ran out can be any.
            if (expired is { } last && to >= last) to = last < from ? from : last;
            rows.Certificates.Add(new()
            {
                Number = registers.CertificateNumber(new(officer.Division), from.Year), OfficerId = officer.Id, Division = officer.Division,
                Kind = CertificateKinds.Duty, ValidFrom = from, ValidTo = to, Issuer = _issuer,
            });
            spans.Add((from, to));
            if (to >= until || to == expired || dice.Chance(_terms.Forgets)) return spans;
            from = to.AddDays(1);
        }
    }

    // Only days on which the station serves and has not fallen silent.
    OfficerWindow[] Cut(List<OfficerWindow> windows, LifePath life)
    {
        var cut = new List<OfficerWindow>(windows.Count);
        for (var i = 0; i < life.Steps.Count; i++)
        {
            if (!life.Steps[i].To.Serves()) continue;
            var from = life.Steps[i].On.DayNumber;
            var to = (i + 1 < life.Steps.Count ? life.Steps[i + 1].On : order.LastDay.AddDays(1)).DayNumber - 1;
            if (life.SilentFrom is { } silent) to = Math.Min(to, silent.DayNumber - 1);
            cut.AddRange(windows.Select(w => w.Within(from, to)).Where(w => !w.IsEmpty));
        }
        return [.. cut];
    }
}
