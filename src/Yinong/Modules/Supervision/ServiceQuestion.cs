using Yinong.Modules.Divisions;
using Yinong.Web;

namespace Yinong.Modules.Supervision;

/// <summary>By what the services of a place are told apart.</summary>
public enum Breakdown
{
    /// <summary>One row per unit of the level below.</summary>
    Division,

    /// <summary>The four kinds.</summary>
    Kind,

    Day,

    Month,

    /// <summary>The items of the catalogue.</summary>
    Item,
}

/// <summary>A question about counted services: where, in which China days (both included), told apart by what.</summary>
public sealed record ServiceQuestion(DivisionCode Division, DateOnly From, DateOnly To, Breakdown By)
{
    /// <summary>Days at most when each has a row of its own: three years and a few.</summary>
    public const int MostSingleDays = 1100;

    /// <summary>Days at most otherwise: eleven years. Keeps every answer within its time.</summary>
    public const int MostDays = 4020;

    /// <summary>
    /// The question as asked from outside: <c>division from to by</c>. What is left out: the place in force, the month of the last day, today, by division.
    /// A wrong one is a problem that names its field.
    /// </summary>
    public static ServiceQuestion Read(IQueryCollection query, DivisionCode own, DateOnly today)
    {
        var to = query.Day("to") ?? today;
        var from = query.Day("from") ?? new DateOnly(to.Year, to.Month, 1);
        if (from > to) throw SupervisionProblems.FromAfterTo();
        var question = new ServiceQuestion(query.Division("division", own), from, to, Row(query["by"].ToString()));
        var most = question.By == Breakdown.Day ? MostSingleDays : MostDays;
        return question.Days > most ? throw SupervisionProblems.TooManyDays(most) : question;
    }

    public int Days => To.DayNumber - From.DayNumber + 1;

    static Breakdown Row(string text) => text switch
    {
        "" or "division" => Breakdown.Division,
        "kind" => Breakdown.Kind,
        "day" => Breakdown.Day,
        "month" => Breakdown.Month,
        "item" => Breakdown.Item,
        _ => throw SupervisionProblems.BadBreakdown(),
    };
}
