using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Platform.Audit;
using Yinong.Platform.Database;
using Yinong.Platform.Jobs;
using Yinong.Platform.Problems;

namespace Yinong.Modules.Divisions.Import;

/// <summary>A unit that is gone and on which something still hangs.</summary>
/// <param name="Code">Of the unit.</param>
/// <param name="Name">Its last name.</param>
/// <param name="LastDay">Its last day.</param>
/// <param name="Successor">Who took over; null: somebody has to decide.</param>
/// <param name="Rows">Rows by table, those that follow a decision first.</param>
public sealed record HangingUnit(DivisionCode Code, string Name, DateOnly LastDay, DivisionCode? Successor, IReadOnlyList<(string Table, int Rows)> Rows);

/// <summary>What a later list left open: units without a sure successor. People say who took over, with the reason; then everything goes there like with a list.</summary>
public sealed class DivisionDecisions(AppDb db, SqlDatabase database, DivisionRebase rebase, DivisionTree tree, AuditLog audit, ChangeFeed changes)
{
    const int ShortestReason = 4;

    /// <summary>Units that are gone and on which rows of tables that follow still hang, in the order of their codes; within the viewer's reach.</summary>
    public async Task<IReadOnlyList<HangingUnit>> HangingAsync(CancellationToken cancel = default)
    {
        var rows = new List<(long Division, string Table, int Rows)>();
        await using var connection = await database.OpenAsync(cancel);
        foreach (var table in RebasedTables.Of(db.Model))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"""
                select t.{table.Column}, count(*) from {table.Name} t join divisions d on d.code = t.{table.Column}
                where d.valid_to is not null and t.{table.Column} between @from and @to group by t.{table.Column}
                """;
            command.Add("@from", db.Reach.From);
            command.Add("@to", db.Reach.To);
            await using var reader = await command.ExecuteReaderAsync(cancel);
            while (await reader.ReadAsync(cancel)) rows.Add((reader.GetInt64(0), table.Name, Convert.ToInt32(reader.GetValue(1))));
        }
        var codes = rows.Select(r => r.Division).Distinct().ToList();
        var units = await db.Divisions.AsNoTracking().Where(d => codes.Contains(d.Code)).OrderBy(d => d.Code).ToListAsync(cancel);
        var byUnit = rows.ToLookup(r => r.Division);
        return [.. units.Select(u => new HangingUnit(new(u.Code), u.Name, u.ValidTo!.Value, u.SucceededBy is { } next ? new DivisionCode(next) : null, [.. byUnit[u.Code].Select(r => (r.Table, r.Rows))]))];
    }

    /// <summary>Says who took over from a unit that is gone. Throws 400 with the field, 409 when it is decided already.</summary>
    public async Task<int> DecideAsync(string? gone, string? successor, string? why, CancellationToken cancel = default)
    {
        if (!DivisionCode.TryParse(gone, out var from) || !db.Reach.Contains(from)) throw Problem.NotFound();
        if (why is null || why.Trim().Length < ShortestReason) throw FileProblems.DecisionReason();
        if (!DivisionCode.TryParse(successor?.Trim(), out var to) || to == from || to.Level != from.Level || !db.Reach.Contains(to)) throw FileProblems.SuccessorUnfit();
        return await database.InWritingAsync(() => WriteAsync(from, to, why.Trim(), cancel), cancel);
    }

    async Task<int> WriteAsync(DivisionCode from, DivisionCode to, string why, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var unit = await db.Divisions.FirstOrDefaultAsync(d => d.Code == from.Value && d.ValidTo != null, cancel) ?? throw Problem.NotFound();
        if (unit.SucceededBy is not null) throw FileProblems.DecidedAlready();
        if (!await db.Divisions.AnyAsync(d => d.Code == to.Value && d.ValidTo == null, cancel)) throw FileProblems.SuccessorUnfit();
        unit.SucceededBy = to.Value;
        var setting = await db.Settings.SingleAsync(s => s.Name == InstalledList.Setting, cancel);
        var next = JsonSerializer.Deserialize<InstalledList>(setting.Value, JsonSerializerOptions.Web)! with { Revision = Guid.CreateVersion7().ToString("N") };
        setting.Value = JsonSerializer.Serialize(next, JsonSerializerOptions.Web);
        await db.SaveChangesAsync(cancel);
        var moved = await rebase.ApplyAsync([new(from, to, Same: false)], next.Revision, unit.ValidTo!.Value.AddDays(1), cancel);
        audit.Record(db, "divisions.successor-decided", $"division:{from}", to.Value, new { from = from.ToString(), to = to.ToString(), toName = tree.Name(to), rows = moved }, why);
        changes.Announce(db, InstalledList.Topic, next.Revision);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return moved;
    }
}
