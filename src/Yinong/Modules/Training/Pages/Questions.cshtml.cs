using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Texts;

namespace Yinong.Modules.Training.Pages;

/// <summary>What of the bank is shown.</summary>
static class QuestionFilter
{
    /// <summary>The questions with these marks, by key; an unknown topic or state is refused, so that nobody takes away another list than he asked for.</summary>
    public static IQueryable<Question> Where(IQueryable<Question> questions, string? topic, string? state, string? text)
    {
        if (!string.IsNullOrEmpty(topic))
        {
            if (QuestionFile.Shipped.FindTopic(topic) is null) throw TrainingProblems.UnknownTopic();
            questions = questions.Where(q => q.Topic == topic);
        }
        if (!string.IsNullOrEmpty(state))
        {
            var wanted = TrainingWords.Find<QuestionState>(state) ?? throw TrainingProblems.UnknownState();
            questions = questions.Where(q => q.State == wanted);
        }
        if (!string.IsNullOrWhiteSpace(text)) questions = questions.Where(q => q.Text.Contains(text.Trim()));
        return questions.OrderBy(q => q.Id);
    }
}

/// <summary>题库: what the place may draw, and what waits for approval.</summary>
[Require(Permission.TrainingWrite)]
public sealed class QuestionsModel(QuestionRegister register, DivisionTree places) : PageModel
{
    const int PageSize = 50;

    [BindProperty(SupportsGet = true)]
    public string? Topic { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public IReadOnlyList<Question> Lines { get; private set; } = [];

    public string? Next { get; private set; }

    public bool IsFiltered => !string.IsNullOrEmpty(Topic) || !string.IsNullOrEmpty(State) || Q is not null;

    public string PlaceOf(Question question) => places.Name(new(question.Division));

    public async Task OnGetAsync()
    {
        Q = string.IsNullOrWhiteSpace(Q) ? null : Q.Trim().Cut(60);
        var after = string.IsNullOrEmpty(After) ? 0 : int.TryParse(After, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var last) ? last : throw TrainingProblems.BadAfter();
        var found = await QuestionFilter.Where(register.Visible(), Topic, State, Q).AsNoTracking().Where(q => q.Id > after).Take(PageSize + 1).ToListAsync(HttpContext.RequestAborted);
        Lines = [.. found.Take(PageSize)];
        if (found.Count > PageSize) Next = Href(after: Lines[^1].Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>The list with these choices.</summary>
    public string Href(string? after = null, string path = "/training/questions") => path + QueryString.Create(new Dictionary<string, string?>
    {
        ["topic"] = Topic,
        ["state"] = State,
        ["q"] = Q,
        ["after"] = after,
    }.Where(p => !string.IsNullOrEmpty(p.Value))).ToUriComponent();
}
