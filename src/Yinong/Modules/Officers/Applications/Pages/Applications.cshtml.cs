using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Time;
using Yinong.Web.Kit;

namespace Yinong.Modules.Officers.Applications.Pages;

/// <summary>选聘申请: applications within reach, the longest waiting first.</summary>
[Require(Permission.OfficersRead)]
public sealed class ApplicationsModel(ApplicationList list, DivisionTree places, Viewer viewer, ProgrammeClock clock) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "view")]
    public string? Word { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public ApplicationView View { get; private set; }

    public IReadOnlyList<OfficerApplication> Lines { get; private set; } = [];

    public string? Next { get; private set; }

    public string PlaceName => places.Name(viewer.Post?.Division ?? new DivisionCode(viewer.Reach.From));

    public DateOnly Today => clock.Today;

    public bool MayPropose => viewer.Has(Permission.OfficersPropose);

    public string PlaceOf(OfficerApplication application) => places.Name(new(application.Division));

    public async Task OnGetAsync()
    {
        View = string.IsNullOrEmpty(Word) ? ApplicationView.Open : Enum.GetValues<ApplicationView>().Cast<ApplicationView?>().FirstOrDefault(v => Code(v!.Value) == Word) ?? throw ApplicationProblems.BadState();
        (Lines, var next) = await list.PageAsync(View, After, HttpContext.RequestAborted);
        if (next is not null) Next = $"/officers/applications?view={Code(View)}&after={next}";
    }

    public static string Href(ApplicationView view) => view is ApplicationView.Open ? "/officers/applications" : $"/officers/applications?view={Code(view)}";

    public static Tone Tone(ApplicationState state) => state switch
    {
        ApplicationState.Appointed => Web.Kit.Tone.Ok,
        ApplicationState.Rejected => Web.Kit.Tone.Bad,
        ApplicationState.Withdrawn => Web.Kit.Tone.Off,
        ApplicationState.Reserve => Web.Kit.Tone.Plain,
        _ => Web.Kit.Tone.Info,
    };

    static string Code(ApplicationView view) => JsonNamingPolicy.KebabCaseLower.ConvertName(view.ToString());
}
