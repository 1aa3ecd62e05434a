using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Modules.Stations;
using Yinong.Platform.Access;
using Yinong.Platform.Texts;
using Yinong.Platform.Time;

namespace Yinong.Modules.Officers.Pages;

/// <summary>信息员: the officers within reach, with their post and certificate.</summary>
[Require(Permission.OfficersRead)]
public sealed class OfficersModel(OfficerList list, DivisionTree places, Viewer viewer, ProgrammeClock clock) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "view")]
    public string? ViewWord { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public OfficerView View => Enum.GetValues<OfficerView>().FirstOrDefault(v => Word(v) == ViewWord);

    public IReadOnlyList<OfficerLine> Lines { get; private set; } = [];

    public string? Next { get; private set; }

    public string PlaceName { get; private set; } = "";

    public DateOnly Today => clock.Today;

    public bool MayWrite => viewer.Has(Permission.OfficersWrite);

    public string PlaceOf(Officer officer) => places.Name(new(officer.Division));

    public async Task OnGetAsync()
    {
        var place = viewer.Post?.Division ?? new DivisionCode(viewer.Reach.From);
        PlaceName = places.Name(place);
        Q = string.IsNullOrWhiteSpace(Q) ? null : Q.Trim().Cut(60);
        (long, int)? after = string.IsNullOrEmpty(After) ? null : StationCursor.TryParse(After, out var cursor) ? (cursor.Division, cursor.Id) : throw OfficerProblems.BadAfter();
        var (lines, more) = await list.PageAsync(View, Q, viewer.Reach.From, viewer.Reach.To, after, Today, HttpContext.RequestAborted);
        Lines = lines;
        if (more) Next = Href(after: new StationCursor(lines[^1].Officer.Division, lines[^1].Officer.Id).ToString());
    }

    /// <summary>The list with these choices changed.</summary>
    public string Href(OfficerView? view = null, string? after = null, string path = "/officers") => path + QueryString.Create(new Dictionary<string, string?>
    {
        ["view"] = (view ?? View) is OfficerView.All ? null : Word(view ?? View),
        ["q"] = Q,
        ["after"] = after,
    }.Where(p => !string.IsNullOrEmpty(p.Value))).ToUriComponent();

    public static string Word(OfficerView view) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(view.ToString());
}
