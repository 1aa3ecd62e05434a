using Yinong.Modules.Catalogue;

namespace Yinong.Modules.Supervision;

/// <summary>One row of a table of services.</summary>
/// <param name="Key">Code of the unit, <c>public convenience commerce training</c>, <c>2018-10-31</c>, <c>2018-10</c>, or code of the item.</param>
/// <param name="Name">For people, in the language of the request.</param>
/// <param name="Sum">What was counted.</param>
/// <param name="Kind">Of a kind or an item: which.</param>
public sealed record ServiceRow(string Key, string Name, TallySum Sum, ServiceKind? Kind = null);

/// <summary>The answer to a <see cref="ServiceQuestion"/>; rows nobody served in are there with zeros, and the total is the sum of the rows.</summary>
/// <param name="AsOf">Until when everything is counted, UTC.</param>
/// <param name="Question">What was asked.</param>
/// <param name="Rows">In the order of codes, kinds, days.</param>
public sealed record ServiceTable(DateTime AsOf, ServiceQuestion Question, IReadOnlyList<ServiceRow> Rows)
{
    public TallySum Total { get; } = Sum(Rows);

    static TallySum Sum(IReadOnlyList<ServiceRow> rows)
    {
        var total = new TallySum();
        foreach (var row in rows) total.Add(row.Sum);
        return total;
    }
}
