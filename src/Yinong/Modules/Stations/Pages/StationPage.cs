using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Platform.Problems;

namespace Yinong.Modules.Stations.Pages;

/// <summary>A page about one station, addressed by its number or, before it has one, by its key.</summary>
public abstract class StationPage(AppDb db) : PageModel
{
    public required Station Station { get; set; }

    /// <summary>How the station is addressed: its number as soon as there is one.</summary>
    public string Key => KeyOf(Station);

    public static string KeyOf(Station station) => station.Number ?? station.Id.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Finds the station within the viewer's reach; 404 otherwise, 400 when a number is mistyped.</summary>
    protected async Task FindAsync(string key)
    {
        var stations = db.Stations.AsNoTracking();
        if (key.Length <= 9 && int.TryParse(key, System.Globalization.NumberStyles.None, null, out var id))
            Station = await stations.FirstOrDefaultAsync(s => s.Id == id) ?? throw Problem.NotFound();
        else
        {
            var number = StationNumber.Parse(key).Text;
            Station = await stations.FirstOrDefaultAsync(s => s.Number == number) ?? throw Problem.NotFound();
        }
    }
}
