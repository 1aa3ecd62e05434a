using Yinong.Database;

namespace Yinong.Commands;

/// <summary>
/// What a start leaves for the time when the doors are open: EF's model is put together, so that the first page finds it or waits for the rest of it only, and
/// the memory that only the start needed goes back.
/// </summary>
static class Settling
{
    public static void SettleOnceOpen(this WebApplication app) => app.Lifetime.ApplicationStarted.Register(() => Task.Run(() =>
    {
        using (var scope = app.Services.CreateScope()) _ = scope.ServiceProvider.GetRequiredService<AppDb>().Model;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }));
}
