using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Divisions.Import;
using Yinong.Platform.Audit;
using Yinong.Platform.Database;
using Yinong.Platform.Jobs;
using Yinong.Platform.Texts;

namespace Yinong.Modules.Programme;

/// <summary>A roster read from a file and checked against the division list.</summary>
/// <param name="Province">Whose it is.</param>
/// <param name="Villages">Ascending, each once.</param>
/// <param name="Faults">By line; with any, nothing may be written.</param>
public sealed record RosterFile(DivisionCode Province, IReadOnlyList<DivisionCode> Villages, IReadOnlyList<FileFault> Faults);

/// <summary>Replaces the roster of a province by an explicit list (CSV or TSV: <c>code[,name]</c>). The former roster stays, marked as replaced.</summary>
public sealed class RosterImport(AppDb db, SqlDatabase database, DivisionTree tree, AuditActor actor, AuditLog audit, ChangeFeed changes, TimeProvider time)
{
    /// <summary>Reads and checks; changes nothing. What is no text at all throws a problem.</summary>
    public async Task<RosterFile> ReadAsync(Stream file, string name, CancellationToken cancel = default)
    {
        var lines = await TextLines.ReadAsync(file, name, cancel);
        var faults = new List<FileFault>();
        var seen = new Dictionary<DivisionCode, int>();
        DivisionCode? province = null;
        foreach (var (text, line) in lines)
        {
            var fields = text.Split(text.Contains('\t', StringComparison.Ordinal) ? '\t' : ',');
            var digits = fields[0].Trim().Trim('"');
            if (line == 1 && !digits.AsSpan().ContainsAnyInRange('0', '9')) continue;
            if (!DivisionCode.TryParse(digits, out var village) || village.Level != DivisionLevel.Village)
            {
                faults.Add(new(line, "code", ProgrammeProblems.RosterNotVillage(digits.Cut(20))));
                continue;
            }
            province ??= village.At(DivisionLevel.Province);
            if (Check(village, fields, province.Value) is { } fault) faults.Add(fault with { Line = line });
            else if (!seen.TryAdd(village, line)) faults.Add(new(line, "code", ProgrammeProblems.RosterDuplicate(seen[village])));
        }
        if (province is null && faults.Count == 0) throw ProgrammeProblems.RosterEmpty();
        return new(province ?? default, [.. seen.Keys.Order()], faults);
    }

    FileFault? Check(DivisionCode village, string[] fields, DivisionCode province)
    {
        if (!province.Contains(village)) return new(0, "code", ProgrammeProblems.RosterOtherProvince(village.ToString(), tree.Name(province)));
        if (tree.List.IndexOf(village) < 0) return new(0, "code", ProgrammeProblems.RosterUnknown(village.ToString()));
        var name = fields.Length > 1 ? fields[1].Trim().Trim('"') : "";
        return name.Length > 0 && name != tree.Name(village) ? new(0, "name", ProgrammeProblems.RosterName(tree.Name(village))) : null;
    }

    /// <summary>Writes the roster in one transaction. Throws when the file had faults, and <c>programme.unknown</c> when there is no such year.</summary>
    public async Task<VillageRoster> ApplyAsync(string programme, RosterFile file, DateOnly asOf, string source, CancellationToken cancel = default)
    {
        if (file.Faults.Count > 0) throw ProgrammeProblems.RosterFaulty(file.Faults.Count);
        if (!await db.Programmes.AnyAsync(p => p.Code == programme, cancel)) throw ProgrammeProblems.Unknown(programme);
        if (database.Engine == Engine.Postgres) return await WriteAsync(programme, file, asOf, source, cancel);
        await database.Writing.WaitAsync(cancel);
        try
        {
            return await WriteAsync(programme, file, asOf, source, cancel);
        }
        finally
        {
            database.Writing.Release();
        }
    }

    async Task<VillageRoster> WriteAsync(string programme, RosterFile file, DateOnly asOf, string source, CancellationToken cancel)
    {
        var now = time.GetUtcNow().UtcDateTime;
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        foreach (var former in await db.VillageRosters.Where(r => r.Programme == programme && r.Division == file.Province.Value && r.ReplacedAt == null).ToListAsync(cancel)) former.ReplacedAt = now;
        await db.SaveChangesAsync(cancel);
        var roster = new VillageRoster { Programme = programme, Division = file.Province.Value, Rule = VillageRoster.Explicit, AsOf = asOf, Source = source, Size = file.Villages.Count, MadeAt = now, Actor = actor.Actor };
        db.VillageRosters.Add(roster);
        await db.SaveChangesAsync(cancel);
        await WriteUnitsAsync(roster.Id, file.Villages, transaction, cancel);
        audit.Record(db, "programme.roster-replaced", $"programme:{programme}", file.Province.Value, new { roster.Id, roster.Size, asOf, source });
        changes.Announce(db, ProgrammeShelf.Topic, programme);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return roster;
    }

    async Task WriteUnitsAsync(int roster, IReadOnlyList<DivisionCode> villages, IDbContextTransaction transaction, CancellationToken cancel)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = transaction.GetDbTransaction();
        command.Add("@roster", roster);
        if (database.Engine == Engine.Postgres)
        {
            command.CommandText = "insert into village_roster_units (roster_id, division) select @roster, v from unnest(@villages) v";
            command.Parameters.Add(new NpgsqlParameter<long[]>("@villages", [.. villages.Select(v => v.Value)]));
            await command.ExecuteNonQueryAsync(cancel);
            return;
        }
        command.CommandText = "insert into village_roster_units (roster_id, division) values (@roster, @village)";
        var village = command.Add("@village", 0L);
        foreach (var code in villages)
        {
            village.Value = code.Value;
            await command.ExecuteNonQueryAsync(cancel);
        }
    }
}
