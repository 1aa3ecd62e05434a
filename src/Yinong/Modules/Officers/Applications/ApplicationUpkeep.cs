using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Officers.Rules;
using Yinong.Modules.Stations.Photos;
using Yinong.Platform.Audit;
using Yinong.Platform.Time;

namespace Yinong.Modules.Officers.Applications;

/// <summary>Erases the personal data and documents of those who did not become officers, when the days of their rule are over. Once an hour, in portions.</summary>
public sealed partial class ApplicationUpkeep(IServiceScopeFactory scopes, LooseFiles loose, ProgrammeClock clock, TimeProvider time, ILogger<ApplicationUpkeep> log) : BackgroundService
{
    const int Portion = 200;

    static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            try
            {
                await EraseAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(log, e.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Erases what is due; answers how many.</summary>
    public async Task<int> EraseAsync(CancellationToken cancel = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>().Nationwide();
        var audit = scope.ServiceProvider.GetRequiredService<AuditLog>();
        var erased = 0;
        for (var last = 0; ;)
        {
            var portion = await db.OfficerApplications.Where(a => (a.State == ApplicationState.Rejected || a.State == ApplicationState.Withdrawn) && a.IdentityIndex != null && a.Id > last).OrderBy(a => a.Id).Take(Portion).ToListAsync(cancel);
            if (portion.Count == 0) return erased;
            last = portion[^1].Id;
            foreach (var application in portion.Where(IsDue))
            {
                (application.Name, application.Phone, application.IdentityCipher, application.IdentityIndex, application.Conflicts, application.Version) = ("", null, null, null, null, application.Version + 1);
                await RemoveFilesAsync(db, application.Id, cancel);
                audit.Record(db, "officer-application.erased", ApplicationDesk.Subject(application), application.Division);
                erased++;
            }
            await db.SaveChangesAsync(cancel);
        }
    }

    bool IsDue(OfficerApplication application) =>
        application.Since.AddDays(int.Parse(JsonSerializer.Deserialize<Dictionary<string, string>>(application.Rule, JsonSerializerOptions.Web)!.GetValueOrDefault("retention-days", NationalOfficerRule.Find("retention-days")!.Value!), CultureInfo.InvariantCulture)) < clock.Today;

    // The file goes after its time of grace, unless somebody else sent the same.
    async Task RemoveFilesAsync(AppDb db, int application, CancellationToken cancel)
    {
        var own = await db.OfficerApplicationFiles.Where(f => f.ApplicationId == application).ToListAsync(cancel);
        foreach (var file in own)
        {
            db.Remove(file);
            await loose.NoteAsync(file.Hash, cancel);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The data of former applicants was not erased, it is tried again in an hour: {Reason}")]
    static partial void LogFailed(ILogger log, string reason);
}
