namespace Yinong.Modules.Desk;

/// <summary>What the desk must know of a station to say yes or no, without asking the database for each record. Small: a nation has 620,000.</summary>
/// <param name="Id">Key.</param>
/// <param name="Division">Where it is.</param>
/// <param name="Organisation">Its operator.</param>
/// <param name="States">The days on which it began or ceased to serve, oldest first.</param>
/// <param name="Officers">Everybody who was ever posted here; a handful.</param>
public sealed record StationRef(int Id, long Division, int? Organisation, (DateOnly From, bool Serves)[] States, OfficerRef[] Officers)
{
    /// <summary>Whether farmers could be served on that day.</summary>
    public bool ServedOn(DateOnly day)
    {
        for (var i = States.Length - 1; i >= 0; i--)
            if (States[i].From <= day)
                return States[i].Serves;
        return false;
    }

    /// <summary>The officer of that number, if ever posted here.</summary>
    public OfficerRef? Officer(string number)
    {
        foreach (var officer in Officers)
            if (officer.Number == number)
                return officer;
        return null;
    }
}

/// <summary>An officer at a station.</summary>
/// <param name="Id">Key.</param>
/// <param name="Number">Permanent number.</param>
/// <param name="Postings">Terms at this station; last day inclusive.</param>
/// <param name="Certificates">Days on which a certificate of duty was valid; last day inclusive.</param>
/// <param name="Pauses">Days of leave, suspension or dismissal; last day inclusive.</param>
public sealed record OfficerRef(int Id, string Number, (DateOnly From, DateOnly To)[] Postings, (DateOnly From, DateOnly To)[] Certificates, (DateOnly From, DateOnly To)[] Pauses)
{
    public bool OnPost(DateOnly day) => Covers(Postings, day);

    public bool Paused(DateOnly day) => Covers(Pauses, day);

    public bool Certified(DateOnly day) => Covers(Certificates, day);

    static bool Covers((DateOnly From, DateOnly To)[] spans, DateOnly day)
    {
        foreach (var (from, to) in spans)
            if (from <= day && day <= to)
                return true;
        return false;
    }
}
