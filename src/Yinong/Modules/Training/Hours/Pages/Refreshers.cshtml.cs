using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Web;

namespace Yinong.Modules.Training.Hours.Pages;

/// <summary>复训续证: certificates that end soon, with the hours since they began; confirming the refresher where hours alone decide.</summary>
[Require(Permission.OfficersRead)]
public sealed class RefreshersModel(RefresherRegister register, Texts t) : PageModel
{
    /// <summary>Last line seen: end of the certificate and key of the officer, 2018-12-01.17.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public IReadOnlyList<RefresherLine> Lines { get; private set; } = [];

    public string? Next { get; private set; }

    public int NoticeDays { get; private set; }

    public bool MayConfirm => register.MayConfirm;

    public Task OnGetAsync() => ReadAsync();

    public async Task<IActionResult> OnPostConfirmAsync(string? officer)
    {
        try
        {
            await register.ConfirmAsync(officer ?? "");
            return Redirect($"/officers/{officer}/certificates/new");
        }
        catch (Problem problem)
        {
            await ReadAsync();
            this.Show(problem, t);
            return Page();
        }
    }

    async Task ReadAsync()
    {
        var cancel = HttpContext.RequestAborted;
        NoticeDays = await register.NoticeDaysAsync(cancel);
        (Lines, var more) = await register.PageAsync(Seen(), cancel);
        if (more) Next = $"/training/refreshers?after={Lines[^1].Certificate.ValidTo:yyyy-MM-dd}.{Lines[^1].Officer.Id}";
    }

    (DateOnly, int)? Seen()
    {
        if (string.IsNullOrEmpty(After)) return null;
        var parts = After.Split('.');
        return parts.Length == 2 && DateOnly.TryParseExact(parts[0], "yyyy-MM-dd", out var end) && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var officer) ? (end, officer) : throw TrainingProblems.BadAfter();
    }
}
