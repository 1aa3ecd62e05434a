using System.Data.Common;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Npgsql;
using Yinong.Platform.Database;

namespace Yinong.Modules.Divisions.Import;

/// <summary>The changes of a review in plain SQL: on PostgreSQL set-wise from arrays, on SQLite by prepared statements.</summary>
sealed class ChangeWriter(DbConnection connection, DbTransaction transaction, Engine engine, DateOnly from)
{
    const string KeepFormer = "insert into former_divisions (code, name, valid_from, valid_to) select d.code, d.name, d.valid_from, coalesce(d.valid_to, @last) from divisions d";

    readonly DateOnly _last = from.AddDays(-1);

    /// <summary>Changes the row that says which list is installed; false when it is no longer the one that was reviewed.</summary>
    public async Task<bool> ReplaceInstalledAsync(string revision, InstalledList next, CancellationToken cancel)
    {
        await using var command = Command("update settings set value = @next where name = 'divisions.list' and value like @revision");
        command.Add("@next", JsonSerializer.Serialize(next, JsonSerializerOptions.Web));
        command.Add("@revision", $"%\"{revision}\"%");
        return await command.ExecuteNonQueryAsync(cancel) == 1;
    }

    public async Task WriteAsync(IReadOnlyList<DivisionChange> changes, CancellationToken cancel)
    {
        foreach (var kind in changes.GroupBy(c => c.Kind))
        {
            var list = kind.ToList();
            foreach (var step in StepsOf(kind.Key))
            {
                if (engine == Engine.Postgres) await RunSetAsync(step, list, cancel);
                else RunEach(step, list, cancel);
            }
        }
    }

    /// <summary>A statement in both manners. In the set-wise one <c>v</c> holds code, name, kind, class, successor.</summary>
    sealed record Step(string Set, string Each);

    static Step[] StepsOf(ChangeKind kind) => kind switch
    {
        ChangeKind.New =>
        [
            new("insert into divisions (code, name, kind, urban_rural, valid_from) select code, name, kind, class, @from from v",
                "insert into divisions (code, name, kind, urban_rural, valid_from) values (@code, @name, @kind, @class, @from)"),
        ],
        ChangeKind.Gone =>
        [
            new("update divisions d set valid_to = @last, succeeded_by = v.successor from v where d.code = v.code",
                "update divisions set valid_to = @last, succeeded_by = @successor where code = @code"),
        ],
        ChangeKind.Returned =>
        [
            new($"{KeepFormer} join v on v.code = d.code", $"{KeepFormer} where d.code = @code"),
            new("update divisions d set name = v.name, urban_rural = v.class, valid_from = @from, valid_to = null, succeeded_by = null from v where d.code = v.code",
                "update divisions set name = @name, urban_rural = @class, valid_from = @from, valid_to = null, succeeded_by = null where code = @code"),
        ],
        ChangeKind.Renamed =>
        [
            new($"{KeepFormer} join v on v.code = d.code", $"{KeepFormer} where d.code = @code"),
            new("update divisions d set name = v.name, urban_rural = v.class from v where d.code = v.code",
                "update divisions set name = @name, urban_rural = @class where code = @code"),
        ],
        _ =>
        [
            new("update divisions d set urban_rural = v.class from v where d.code = v.code", "update divisions set urban_rural = @class where code = @code"),
        ],
    };

    async Task RunSetAsync(Step step, List<DivisionChange> changes, CancellationToken cancel)
    {
        const string values = "with v as (select * from unnest(@codes, @names, @kinds, @classes, @successors) as v(code, name, kind, class, successor)) ";
        await using var command = Command(values + step.Set);
        command.Parameters.Add(new NpgsqlParameter<long[]>("@codes", [.. changes.Select(c => c.Code.Value)]));
        command.Parameters.Add(new NpgsqlParameter<string[]>("@names", [.. changes.Select(c => c.Name)]));
        command.Parameters.Add(new NpgsqlParameter<short[]>("@kinds", [.. changes.Select(c => (short)VillageKinds.Of(c.Code))]));
        command.Parameters.Add(new NpgsqlParameter<short?[]>("@classes", [.. changes.Select(c => c.Class)]));
        command.Parameters.Add(new NpgsqlParameter<long?[]>("@successors", [.. changes.Select(c => c.IsSure ? c.Successor?.Value : null)]));
        command.Parameters.Add(new NpgsqlParameter<DateOnly>("@from", from));
        command.Parameters.Add(new NpgsqlParameter<DateOnly>("@last", _last));
        await command.ExecuteNonQueryAsync(cancel);
    }

    void RunEach(Step step, List<DivisionChange> changes, CancellationToken cancel)
    {
        using var command = (SqliteCommand)Command(step.Each);
        var (code, name, kind, @class, successor) = (command.CreateParameter(), command.CreateParameter(), command.CreateParameter(), command.CreateParameter(), command.CreateParameter());
        foreach (var (parameter, label) in new[] { (code, "@code"), (name, "@name"), (kind, "@kind"), (@class, "@class"), (successor, "@successor") })
        {
            parameter.ParameterName = label;
            if (step.Each.Contains(label, StringComparison.Ordinal)) command.Parameters.Add(parameter);
        }
        if (step.Each.Contains("@from", StringComparison.Ordinal)) command.Add("@from", from);
        if (step.Each.Contains("@last", StringComparison.Ordinal)) command.Add("@last", _last);
        foreach (var change in changes)
        {
            cancel.ThrowIfCancellationRequested();
            code.Value = change.Code.Value;
            name.Value = change.Name;
            kind.Value = (short)VillageKinds.Of(change.Code);
            @class.Value = change.Class is { } known ? known : DBNull.Value;
            successor.Value = change is { IsSure: true, Successor: { } next } ? next.Value : DBNull.Value;
            command.ExecuteNonQuery();
        }
    }

    DbCommand Command(string sql)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        return command;
    }
}
