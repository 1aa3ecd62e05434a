using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SkiaSharp;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Modules.Stations;
using Yinong.Modules.Stations.Hosting;
using Yinong.Modules.Stations.SixHaves;
using Yinong.Platform.Audit;
using Yinong.Tests.Support;

namespace Yinong.Browser.Support;

/// <summary>Stations whose checklist is being filled in, waits for the second inspector, and is confirmed with something lost since.</summary>
static class WalkedInspections
{
    static readonly string[] Photos = ["place-photo", "place-sign", "equipment-photo"];

    public static async Task AddInspectionsAsync(this WalkedCountry app, Dictionary<string, string> names)
    {
        int first, second;
        await using (var db = app.Db())
        {
            first = (await db.Accounts.SingleAsync(a => a.UserName == "province-37")).Id;
            second = (await db.Accounts.SingleAsync(a => a.UserName == "city-3701")).Id;
        }
        foreach (var name in new[] { "building", "filled", "inspected" })
        {
            var station = (await app.DeskAsync()).Station;
            names[name] = station.Number!;
            await using (var db = app.Db())
                await db.Stations.Where(s => s.Id == station.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.State, name == "inspected" ? StationState.Operating : StationState.Building).SetProperty(s => s.LastServedOn, app.Clock.Today));
            station.State = StationState.Building;
            await app.AsAsync(first, services => FillAsync(services, station, name == "inspected" ? "18" : "42.5", submit: name != "building"));
            if (name != "inspected") continue;
            await app.AsAsync(second, services => services.GetRequiredService<InspectionRegister>().ConfirmAsync(station));
            await app.AsAsync(second, services => HostAsync(services, station));
        }
        await app.Services.GetRequiredService<LivingAcceptance>().SweepAsync();
        // All three sent the very same photos.
        await using var found = app.Db();
        names["pair"] = (await found.PhotoPairs.OrderBy(p => p.Id).FirstAsync()).Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    // A licence that has run out, and a phone that nobody answers.
    static async Task HostAsync(IServiceProvider services, Station station)
    {
        var hosting = services.GetRequiredService<HostingRegister>();
        await hosting.AddLicenceAsync(station, "business", "91370102MA3CXXXX0X", new(2018, 9, 30), null);
        await hosting.AddContactAsync(station, "station", "0531-88001234", isPublic: true);
        var contact = await services.GetRequiredService<Yinong.Database.AppDb>().StationContacts.SingleAsync(c => c.StationId == station.Id);
        await hosting.CheckContactAsync(station, contact.Id, new(2018, 10, 8), answered: false);
    }

    static async Task FillAsync(IServiceProvider services, Station station, string area, bool submit)
    {
        var register = services.GetRequiredService<InspectionRegister>();
        await register.SaveAsync(station, new Dictionary<string, TypedAnswer>
        {
            ["place-area"] = new(area, null), ["place-hours"] = new("48", null), ["people-officers"] = new("1", null), ["people-present"] = new("yes", null), ["equipment-screen"] = new("yes", null),
            ["equipment-12316"] = new("yes", null), ["broadband-speed"] = new("96.4", "手机测速软件"), ["webpage-open"] = new("yes", null), ["upkeep-phone"] = new("yes", null),
        });
        var store = services.GetRequiredService<EvidenceStore>();
        foreach (var (item, i) in Photos.Select((item, i) => (item, i)))
            await register.AddAsync(station, item, await store.TakeAsync(new MemoryStream(Picture((byte)(60 + i * 50))), $"现场照片{i + 1}.jpg", ItemType.Photo), 9);
        await register.AddAsync(station, "upkeep-contract", await store.TakeAsync(new MemoryStream("%PDF-1.4\ntrailer<<>>\n%%EOF\n"u8.ToArray()), "建设运营合同.pdf", ItemType.Document), 9);
        if (submit) await register.SubmitAsync(station);
    }

    static byte[] Picture(byte shade)
    {
        using var bitmap = new SKBitmap(800, 600);
        using (var canvas = new SKCanvas(bitmap)) canvas.Clear(new SKColor(shade, 150, 120));
        using var data = bitmap.Encode(SKEncodedImageFormat.Jpeg, 80);
        return data.ToArray();
    }

    static async Task AsAsync(this WalkedCountry app, int account, Func<IServiceProvider, Task> act)
    {
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Viewer>().Become(account, "walk", new Post("county-manager", DivisionCode.Parse(TestDivisions.County), null), new HashSet<string> { Permission.StationsReview });
        scope.ServiceProvider.GetRequiredService<AuditActor>().Actor = $"account:{account}";
        await act(scope.ServiceProvider);
    }
}
