using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Yinong.Platform.Database;
using Yinong.Tests.Support;

namespace Yinong.Tests.Architecture;

/// <summary>What the entities say and what the migrations made are the same thing, on the engine of this run; and every row is about a place unless listed.</summary>
public class ModelTests : IAsyncLifetime
{
    /// <summary>Entities that are about no place, or are public everywhere; each with its reason.</summary>
    static readonly Dictionary<string, string> Global = new()
    {
        ["divisions"] = "the tree itself is public",
        ["former_divisions"] = "the tree as it was is public too",
        ["programmes"] = "what the notice says is public",
        ["cohorts"] = "what the notice says is public",
        ["service_items"] = "the catalogue is national and public",
        ["service_item_versions"] = "the catalogue is national and public",
        ["checklist_editions"] = "what a province asks of every station is public",
        ["officer_rule_editions"] = "what a province asks of every officer is public",
        ["personal_keys"] = "keys of the installation, encrypted",
        ["questions"] = "a question of a place is drawn by all places below it, so one reads up the tree; QuestionRegister asks",
        ["exams"] = "an examination of a place is for all places below it, so one reads up the tree; ExamRegister asks",
        ["courses"] = "a course of a place is studied at all places below it, so one reads up the tree; CourseLibrary asks",
        ["lessons"] = "reached through the course; CourseLibrary asks",
        ["lesson_files"] = "reached through the course; CourseLibrary asks",
        ["hour_requirements"] = "what a province asks of its officers is public",
        ["training_bodies"] = "a body of a place holds classes for all places below it, so one reads up the tree; BodyRegister asks",
        ["training_classes"] = "a class of a place is for all places below it, so one reads up the tree; ClassRegister asks",
        ["class_units"] = "reached through the class; ClassRegister asks",
        ["exam_answers"] = "reached through the sitting, which is in a division",
        ["exam_seals"] = "reached through the sitting, which is in a division",
        ["changes"] = "what caches of other processes must forget; names keys only",
        ["settings"] = "small facts of the installation, never shown",
        ["account_sessions"] = "reached through the account of the session, by its owner only",
        ["account_tokens"] = "second factors, encrypted; reached through the account",
        ["account_passkeys"] = "public keys of devices; reached through the account",
        ["data_protection_keys"] = "keys of the installation, encrypted",
        ["oauth_keys"] = "keys of the authorization server, encrypted",
        ["mark_keys"] = "keys that sign marks: the private part is encrypted, the public one published",
        ["oauth_applications"] = "secrets of clients, hashed; the reach stands in clients",
        ["oauth_authorizations"] = "kept by OpenIddict, reached through the client",
        ["oauth_scopes"] = "kept by OpenIddict",
        ["oauth_tokens"] = "kept by OpenIddict, reached by the token itself",
    };

    /// <summary>Tables that are only reached by plain SQL, so no entity describes them.</summary>
    static readonly Dictionary<string, string> PlainSql = new()
    {
        ["schemaversions"] = "which migrations have run; kept by DbUp",
        ["loose_files"] = "hashes of files that perhaps nothing refers to",
        ["job_leases"] = "which process does a job",
        ["audit_seals"] = "written by the sealer, read by verify",
        ["tally_deltas"] = "what waits to be folded",
        ["tally_state"] = "one line: until when everything is folded",
    };

    TestDatabase? _database;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync();

    public async ValueTask DisposeAsync()
    {
        await _database!.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void Every_table_is_scoped_or_listed_as_global()
    {
        using var db = _database!.Open();
        var unscoped = db.Model.GetEntityTypes().Where(e => e.FindDeclaredQueryFilter("reach") is null && !e.IsOwned()).Select(e => e.GetTableName()!);
        Findings.AssertSame(Global.Keys, unscoped, "listed as global, but scoped or gone", "neither scoped by the reach filter nor listed as global");
    }

    [Fact]
    public async Task Tables_are_those_of_the_model()
    {
        await using var db = _database!.Open();
        var tables = (await ReadColumnsAsync(db)).Select(c => c.Table).Distinct().Where(t => !PlainSql.ContainsKey(t));
        Findings.AssertSame(db.Model.GetRelationalModel().Tables.Select(t => t.Name), tables, "only in the model", "only in the schema");
    }

    [Fact]
    public async Task Columns_are_those_of_the_model()
    {
        await using var db = _database!.Open();
        var schema = (await ReadColumnsAsync(db)).Where(c => !PlainSql.ContainsKey(c.Table));
        Findings.AssertSame(db.Model.GetRelationalModel().Tables.SelectMany(ModelColumns).Select(c => c.ToString()), schema.Select(c => c.ToString()), "only in the model", "only in the schema");
    }

    static IEnumerable<Column> ModelColumns(ITable table) =>
        from column in table.Columns
        let key = table.PrimaryKey!.Columns.ToList().IndexOf(column) + 1
        select new Column(table.Name, column.Name, ClassOf(column), column.IsNullable, key);

    // A column without a property of its own holds an owned object as JSON. A counting key of SQLite must say "integer" and has 64 bits all the same.
    static string ClassOf(IColumn column) => column.PropertyMappings switch
    {
        [] => "jsonb",
        [{ Property: { ValueGenerated: ValueGenerated.OnAdd } key }, ..] when TestDatabase.Engine == Engine.Sqlite && key.IsPrimaryKey() && key.ClrType == typeof(long) => "integer",
        [var mapping, ..] => ClassOf(mapping.Property),
    };

    /// <summary>The kind of column a property wants; the same word on both engines, since the migrations use the common names.</summary>
    static string ClassOf(IProperty property)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        if (type.IsEnum) type = type.GetEnumUnderlyingType();
        return type switch
        {
            _ when type == typeof(Guid) => "uuid",
            _ when type == typeof(DateTime) || type == typeof(DateTimeOffset) => "timestamptz",
            _ when type == typeof(DateOnly) => "date",
            _ when type == typeof(string) => "text",
            _ when type == typeof(byte[]) => "bytea",
            _ when type == typeof(bool) => "boolean",
            _ when type == typeof(short) => "smallint",
            _ when type == typeof(int) => "integer",
            _ when type == typeof(long) => "bigint",
            _ => type.Name,
        };
    }

    static string ClassOf(string declared) => declared.ToLowerInvariant().Split('(')[0].Trim() switch
    {
        "varchar" or "character varying" or "char" or "character" or "text" => "text",
        "timestamp with time zone" => "timestamptz",
        var other => other,
    };

    async Task<List<Column>> ReadColumnsAsync(DbContext db)
    {
        var columns = new List<Column>();
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = _database!.Settings.Engine == Engine.Sqlite ? SqliteColumns : PostgresColumns;
        await using DbDataReader row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync())
            columns.Add(new(row.GetString(0).ToLowerInvariant(), row.GetString(1).ToLowerInvariant(), ClassOf(row.GetString(2)), row.GetInt64(3) == 1, (int)row.GetInt64(4)));
        return columns;
    }

    // A rowid key is declared without "not null" and still is never null.
    const string SqliteColumns = """
        select t.name, c.name, c.type, case when c."notnull" = 0 and c.pk = 0 then 1 else 0 end, c.pk
        from pragma_table_list t join pragma_table_info(t.name) c
        where t.type = 'table' and t.schema = 'main' and t.name not like 'sqlite_%'
        """;

    const string PostgresColumns = """
        select c.table_name::text, c.column_name::text, c.data_type::text, case when c.is_nullable = 'YES' then 1 else 0 end::bigint,
          coalesce((select k.ordinal_position from information_schema.table_constraints p
            join information_schema.key_column_usage k using (constraint_schema, constraint_name)
            where p.constraint_type = 'PRIMARY KEY' and p.table_name = c.table_name and p.table_schema = c.table_schema and k.column_name = c.column_name), 0)::bigint
        from information_schema.columns c
        join pg_class t on t.relname = c.table_name and t.relnamespace = 'public'::regnamespace and not t.relispartition and t.relkind in ('r', 'p')
        where c.table_schema = 'public'
        """;

    sealed record Column(string Table, string Name, string Class, bool Nullable, int KeyPlace);
}
