using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Catalogue;
using Yinong.Modules.Training;
using Yinong.Modules.Training.Courses;
using Yinong.Platform.Database;

namespace Yinong.Database;

/// <summary>Brings a database to the state the program needs: schema, then the lists that the product ships with.</summary>
public static class Installation
{
    /// <summary>The schema, the starting catalogue, question bank and courses; fast when nothing is to do.</summary>
    public static void Migrate(DatabaseSettings settings)
    {
        if (settings.Engine == Engine.Sqlite)
        {
            var file = new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(settings.ConnectionString).DataSource;
            if (Path.GetDirectoryName(Path.GetFullPath(file)) is { Length: > 0 } folder && !file.Contains(":memory:", StringComparison.Ordinal)) Directory.CreateDirectory(folder);
        }
        Migrator.Upgrade(settings, typeof(Installation).Assembly);
        // Plain SQL first: EF costs a quarter of a start, and most starts have nothing to install.
        var (catalogue, questions, courses) = (CatalogueInstallation.IsCurrent(settings), QuestionInstallation.IsCurrent(settings), CourseInstallation.IsCurrent(settings));
        if (catalogue && questions && courses) return;
        using var db = Open(settings);
        if (!catalogue) CatalogueInstallation.Run(db);
        if (!questions) QuestionInstallation.Run(db);
        if (!courses) CourseInstallation.Run(db);
    }

    // Before there are any services: a context of its own, reaching the nation.
    static AppDb Open(DatabaseSettings settings)
    {
        var options = new DbContextOptionsBuilder<AppDb>();
        if (settings.Engine == Engine.Sqlite) options.UseSqlite(settings.ConnectionString).AddInterceptors(new SqliteTuning());
        else options.UseNpgsql(settings.ConnectionString);
        return new AppDb(options.Options).Nationwide();
    }
}
