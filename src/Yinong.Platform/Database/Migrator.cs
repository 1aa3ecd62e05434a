using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using DbUp;
using DbUp.Builder;
using DbUp.Engine;

namespace Yinong.Platform.Database;

/// <summary>
/// Brings the schema up to date: numbered plain-SQL files embedded in an assembly, forward only, each run once in its own transaction.
/// One text serves both engines; a line that ends in <c>-- @sqlite</c> or <c>-- @postgres</c> is kept only for that engine, and a block between
/// <c>-- @sqlite {</c> (or <c>-- @postgres {</c>) and <c>-- @}</c> likewise.
/// </summary>
public static partial class Migrator
{
    /// <summary>Runs what has not run yet. Throws with the file's name when one fails; nothing of that file stays.</summary>
    public static void Upgrade(DatabaseSettings settings, Assembly migrations)
    {
        var result = Build(settings, migrations).Build().PerformUpgrade();
        if (!result.Successful)
            throw new InvalidOperationException($"Migration {result.ErrorScript?.Name} failed: {result.Error.Message}", result.Error);
    }

    /// <summary>Whether every migration of the assembly has run.</summary>
    public static bool IsCurrent(DatabaseSettings settings, Assembly migrations) => !Build(settings, migrations).Build().IsUpgradeRequired();

    /// <summary>The text of a migration as the engine gets it; public so that tools can show it.</summary>
    public static string ForEngine(string sql, Engine engine)
    {
        var mine = engine == Engine.Sqlite ? "sqlite" : "postgres";
        var text = new StringBuilder(sql.Length);
        string? block = null;
        foreach (var line in sql.Split('\n'))
        {
            var mark = Mark().Match(line);
            if (mark.Success && mark.Groups["open"].Success) block = mark.Groups["engine"].Value;
            else if (BlockEnd().IsMatch(line)) block = null;
            else if ((block ?? (mark.Success ? mark.Groups["engine"].Value : mine)) == mine) text.Append(line).Append('\n');
        }
        return text.ToString();
    }

    static UpgradeEngineBuilder Build(DatabaseSettings settings, Assembly migrations)
    {
        var to = settings.Engine == Engine.Sqlite
            ? DeployChanges.To.SqliteDatabase(settings.ConnectionString)
            : DeployChanges.To.PostgresqlDatabase(settings.ConnectionString);
        return to
            .WithScriptsEmbeddedInAssembly(migrations, name => name.EndsWith(".sql", StringComparison.Ordinal))
            .WithPreprocessor(new EngineLines(settings.Engine))
            .WithVariablesDisabled()
            .WithTransactionPerScript()
            .LogToNowhere();
    }

    sealed class EngineLines(Engine engine) : IScriptPreprocessor
    {
        public string Process(string contents) => ForEngine(contents, engine);
    }

    [GeneratedRegex(@"--\s*@(?<engine>sqlite|postgres)\s*(?<open>\{)?\s*$")]
    private static partial Regex Mark();

    [GeneratedRegex(@"^\s*--\s*@\}\s*$")]
    private static partial Regex BlockEnd();
}
