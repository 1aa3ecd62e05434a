namespace Yinong.Modules.Desk;

/// <summary>What waits for the officer.</summary>
public enum TodoKind
{
    /// <summary>Something stands in the way of recording.</summary>
    Lack,

    /// <summary>The station was warned.</summary>
    StationWarned,

    /// <summary>The station has to put something right.</summary>
    StationRectifying,

    /// <summary>The certificate of duty ends soon.</summary>
    CertificateEnds,

    /// <summary>The posting ends soon.</summary>
    PostingEnds,
}

/// <summary>One line of the to-do list; every one rests on a register, none is a target.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Lack">What is missing, when that is it.</param>
/// <param name="Day">Since when, or until when.</param>
/// <param name="DaysLeft">Days until it ends.</param>
/// <param name="Why">Why the station is in its state.</param>
public sealed record DeskTodo(TodoKind Kind, Lack? Lack = null, DateOnly? Day = null, int? DaysLeft = null, StateReason? Why = null)
{
    public bool IsUrgent => Kind is TodoKind.Lack or TodoKind.StationRectifying || DaysLeft is < 15;

    /// <summary>Most urgent first.</summary>
    public static IReadOnlyList<DeskTodo> Of(DeskOfficer officer, DateOnly today, DeskLimits limits)
    {
        var todos = officer.Lacks.Select(lack => new DeskTodo(TodoKind.Lack, lack, DayOf(lack, officer), Why: lack == Desk.Lack.StationClosed ? officer.Station?.Why : null)).ToList();
        if (officer.Station is { } station)
        {
            if (station.State is Stations.StationState.Rectifying) todos.Add(new(TodoKind.StationRectifying, Day: station.Since, DaysLeft: station.Why?.Deadline?.DayNumber - today.DayNumber, Why: station.Why));
            if (station.State is Stations.StationState.Warned) todos.Add(new(TodoKind.StationWarned, Day: station.Since, Why: station.Why));
            if (station.To is { } end && end.DayNumber - today.DayNumber <= limits.NoticeDays) todos.Add(new(TodoKind.PostingEnds, Day: end, DaysLeft: end.DayNumber - today.DayNumber));
        }
        if (officer.Certificate is { } certificate && certificate.HoldsOn(today) && certificate.To.DayNumber - today.DayNumber <= limits.NoticeDays)
            todos.Add(new(TodoKind.CertificateEnds, Day: certificate.To, DaysLeft: certificate.To.DayNumber - today.DayNumber));
        return [.. todos.OrderByDescending(t => t.IsUrgent)];
    }

    static DateOnly? DayOf(Lack lack, DeskOfficer officer) => lack switch
    {
        Desk.Lack.StationClosed => officer.Station?.Since,
        Desk.Lack.CertificateNotYet => officer.Certificate?.From,
        Desk.Lack.CertificateSuspended => officer.Certificate?.RestsFrom,
        Desk.Lack.CertificateEnded or Desk.Lack.CertificateRevoked => officer.Certificate?.To,
        _ => null,
    };
}
