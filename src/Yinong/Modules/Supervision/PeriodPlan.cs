using Yinong.Modules.Divisions;

namespace Yinong.Modules.Supervision;

/// <summary>Days of China, both included.</summary>
public readonly record struct DaySpan(DateOnly From, DateOnly To);

/// <summary>
/// How [from, to] is answered from the cells that are kept (<see cref="TallyCells"/>): whole months from month cells, the rest from day cells, and what
/// no cell holds from the records. Always exact: a month cell minus the days that were not asked for is exact too, because one statement reads both.
/// </summary>
/// <param name="Periods">Cells to sum (yyyymmdd or yyyymm00); a negative one is subtracted.</param>
/// <param name="Spans">Days to count from the records.</param>
public sealed record PeriodPlan(IReadOnlyList<int> Periods, IReadOnlyList<DaySpan> Spans)
{
    // More asked days than this in a month: take the month and subtract the others.
    const int HalfMonth = 16;

    /// <summary>Which cells are kept for a place of this level.</summary>
    public static bool KeepsMonths(DivisionLevel level, bool items) => level <= (items ? DivisionLevel.County : DivisionLevel.Town);

    /// <summary>Which cells are kept for a place of this level.</summary>
    public static bool KeepsDays(DivisionLevel level, bool items) => level <= (items ? DivisionLevel.Province : DivisionLevel.County);

    /// <summary>The plan for places of a level.</summary>
    /// <param name="level">Level of the cells.</param>
    /// <param name="items">Items instead of kinds.</param>
    /// <param name="from">First day.</param>
    /// <param name="to">Last day.</param>
    /// <param name="eachDay">The answer shows single days: no months.</param>
    public static PeriodPlan Make(DivisionLevel level, bool items, DateOnly from, DateOnly to, bool eachDay = false)
    {
        var days = KeepsDays(level, items);
        if (eachDay ? !days : !KeepsMonths(level, items)) return new([], [new(from, to)]);
        var (periods, spans) = (new List<int>(), new List<DaySpan>());
        if (eachDay) AddDays(periods, from, to, 1);
        else
            for (var first = new DateOnly(from.Year, from.Month, 1); first <= to; first = first.AddMonths(1))
                AddMonth(first, first.AddMonths(1).AddDays(-1));
        return new(periods, spans);

        void AddMonth(DateOnly first, DateOnly last)
        {
            var (start, end) = (from > first ? from : first, to < last ? to : last);
            if (start == first && end == last) periods.Add(MonthOf(first));
            else if (!days) spans.Add(new(start, end));
            else if (end.DayNumber - start.DayNumber < HalfMonth) AddDays(periods, start, end, 1);
            else
            {
                periods.Add(MonthOf(first));
                AddDays(periods, first, start.AddDays(-1), -1);
                AddDays(periods, end.AddDays(1), last, -1);
            }
        }
    }

    static void AddDays(List<int> periods, DateOnly from, DateOnly to, int sign)
    {
        for (var day = from; day <= to; day = day.AddDays(1)) periods.Add(sign * DayOf(day));
    }

    /// <summary>A day as yyyymmdd.</summary>
    public static int DayOf(DateOnly day) => day.Year * 10000 + day.Month * 100 + day.Day;

    /// <summary>The month of a day as yyyymm00.</summary>
    public static int MonthOf(DateOnly day) => day.Year * 10000 + day.Month * 100;
}
