using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;

namespace Yinong.Modules.Training.Pages;

/// <summary>阅卷: papers within reach whose short answers wait for a person. Without names, so that the answer is marked and not the taker.</summary>
[Require(Permission.TrainingMark)]
public sealed class MarkingModel(SittingMarks marks, ResultList results, DivisionTree places, Viewer viewer) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public IReadOnlyList<ResultLine> Lines { get; private set; } = [];

    public string? Next { get; private set; }

    public string PlaceOf(ResultLine line) => places.Name(new DivisionCode(line.Sitting.Division).At(DivisionLevel.County));

    public async Task OnGetAsync()
    {
        var cancel = HttpContext.RequestAborted;
        Guid? after = string.IsNullOrEmpty(After) ? null : Guid.TryParse(After, out var last) ? last : throw TrainingProblems.BadAfter();
        await marks.CloseOverAsync(null, cancel);
        (Lines, var more) = await results.PageAsync(null, SittingState.Marking, viewer.Post?.Division ?? DivisionCode.Nation, after, cancel: cancel);
        if (more) Next = $"/training/marking?after={Lines[^1].Sitting.Id}";
    }
}
