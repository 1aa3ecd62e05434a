using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Identity;
using Yinong.Modules.Training.Pages;
using Yinong.Platform.Access;

namespace Yinong.Modules.Training.Farmers.Pages;

/// <summary>农民手机培训: the sessions of stations within reach, the latest first.</summary>
[Require(Permission.StationsRead)]
public sealed class SessionsModel(SessionList list) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "state")]
    public string? Word { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public SessionState? State { get; private set; }

    public IReadOnlyList<SessionLine> Lines { get; private set; } = [];

    public string? Next { get; private set; }

    public string First => State is { } state ? $"/training/farmers?state={TrainingWords.Word(state)}" : "/training/farmers";

    public async Task OnGetAsync()
    {
        State = TrainingWords.Find<SessionState>(Word);
        if (!string.IsNullOrEmpty(Word) && State is null) throw TrainingProblems.UnknownState();
        (Lines, var next) = await list.PageAsync(State, After, HttpContext.RequestAborted);
        if (next is not null) Next = $"{First}{(State is null ? '?' : '&')}after={next}";
    }
}
