using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Yinong.Database;
using Yinong.Platform.Audit;
using Yinong.Platform.Database;

namespace Yinong.Modules.Divisions.Import;

/// <summary>A unit that is gone and the one that took over.</summary>
/// <param name="From">Gone.</param>
/// <param name="To">Its successor.</param>
/// <param name="Same">The same place under another code, so that rights that held there hold in the other; after a merger they would reach further.</param>
public sealed record RebaseLine(DivisionCode From, DivisionCode To, bool Same)
{
    /// <summary>What a review says for sure.</summary>
    public static IReadOnlyList<RebaseLine> Of(DivisionReview review)
    {
        var sure = review.Changes.Where(c => c is { Kind: ChangeKind.Gone, IsSure: true, Successor: not null }).ToList();
        var heirs = sure.CountBy(c => c.Successor!.Value).ToDictionary();
        return [.. sure.Select(c => new RebaseLine(c.Code, c.Successor!.Value, c.Basis is not SuccessorBasis.Merged && heirs[c.Successor!.Value] == 1))];
    }
}

/// <summary>
/// What a module does before its rows are hung elsewhere, in plain SQL over <c>rebase_map</c> (code, successor, same) with @on, @at and @actor: the history of each row
/// that has one. Registered by the module.
/// </summary>
public sealed record RebaseHistory(string Sql);

/// <summary>
/// Hangs everything that stands at a unit that is gone on its successor, table by table in sets, inside the transaction that changes the list, and writes down
/// how many rows of what went from where to where (P17). What has no sure successor stays where it is, for people to decide.
/// </summary>
public sealed class DivisionRebase(AppDb db, SqlDatabase database, IEnumerable<RebaseHistory> histories, AuditActor actor, TimeProvider time)
{
    /// <summary>Must be called inside a transaction of the unit of work. Answers how many rows went elsewhere.</summary>
    public async Task<int> ApplyAsync(IReadOnlyList<RebaseLine> lines, string revision, DateOnly on, CancellationToken cancel)
    {
        if (lines.Count == 0) return 0;
        await FillMapAsync(lines, cancel);
        foreach (var history in histories) await RunAsync(history.Sql, on, revision, cancel);
        var moved = 0;
        foreach (var table in RebasedTables.Of(db.Model))
        {
            var part = table.SameOnly ? " and m.same" : "";
            // Names come from the model, never from people.
            await RunAsync($"""
                insert into division_rebases (revision, division, from_division, table_name, rows_moved, on_date, actor, at)
                select @revision, m.successor, m.code, '{table.Name}', cast(count(*) as integer), @on, @actor, @at
                from {table.Name} t join rebase_map m on m.code = t.{table.Column}{part} group by m.successor, m.code
                """, on, revision, cancel);
            moved += await RunAsync($"""
                update {table.Name} set {table.Column} = (select m.successor from rebase_map m where m.code = {table.Name}.{table.Column})
                where {table.Column} in (select m.code from rebase_map m where m.code <> m.successor{part})
                """, on, revision, cancel);
        }
        await RunAsync("drop table rebase_map", on, revision, cancel);
        return moved;
    }

    async Task FillMapAsync(IReadOnlyList<RebaseLine> lines, CancellationToken cancel)
    {
        await RunAsync("drop table if exists rebase_map", default, "", cancel);
        await RunAsync("create temp table rebase_map (code bigint not null primary key, successor bigint not null, same boolean not null)", default, "", cancel);
        await using var command = Command("insert into rebase_map (code, successor, same) values (@code, @successor, @same)");
        var (code, successor, same) = (command.Add("@code", 0L), command.Add("@successor", 0L), command.Add("@same", false));
        foreach (var line in lines)
        {
            (code.Value, successor.Value, same.Value) = (line.From.Value, line.To.Value, line.Same);
            await command.ExecuteNonQueryAsync(cancel);
        }
    }

    async Task<int> RunAsync(string sql, DateOnly on, string revision, CancellationToken cancel)
    {
        await using var command = Command(sql);
        foreach (var (name, value) in new (string, object)[] { ("@on", on), ("@revision", revision), ("@actor", actor.Actor), ("@at", database.Stored(time.GetUtcNow().UtcDateTime)) })
            if (sql.Contains(name, StringComparison.Ordinal)) command.Add(name, value);
        return await command.ExecuteNonQueryAsync(cancel);
    }

    DbCommand Command(string sql)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = sql;
        return command;
    }
}
