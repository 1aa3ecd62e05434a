using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;

namespace Yinong.Modules.Stations.Photos.Pages;

/// <summary>疑似重复照片: pairs of stations within reach that nobody has judged; the judged ones in a view of their own.</summary>
[Require(Permission.StationsRead)]
public sealed class PhotosPageModel(PhotoList list, DivisionTree places) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "state")]
    public string? Word { get; set; }

    [BindProperty(SupportsGet = true)]
    public int? Before { get; set; }

    public bool Waiting { get; private set; } = true;

    public IReadOnlyList<PhotoPairView> Lines { get; private set; } = [];

    public string? Next { get; private set; }

    public DivisionTree Places => places;

    public async Task OnGetAsync()
    {
        Waiting = PhotoList.IsWaiting(Word);
        (Lines, var next) = await list.PageAsync(Waiting, Before, HttpContext.RequestAborted);
        if (next is { } id) Next = $"/photos?state={(Waiting ? "waiting" : "judged")}&before={id.ToString(CultureInfo.InvariantCulture)}";
    }
}
