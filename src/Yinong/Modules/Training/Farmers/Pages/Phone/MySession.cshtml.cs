using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Database;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Web;

namespace Yinong.Modules.Training.Farmers.Pages.Phone;

/// <summary>One session of one's own: who signed up, closing it with the head-count, what people say.</summary>
[Require(Permission.DeskUse)]
public sealed class MySessionModel(AppDb db, SessionRegister register, SessionDoor door, Texts t) : PageModel
{
    public required FarmerSession Session { get; set; }

    public IReadOnlyList<SessionSignup> Names { get; private set; } = [];

    public SessionEffect Effect { get; private set; } = new(0, null, new Dictionary<string, (int, int)>());

    /// <summary>Whole phones, after a look for a reason; in this answer only.</summary>
    public bool Revealed { get; private set; }

    [BindProperty]
    public MySessionInput Input { get; set; } = new();

    public Task OnGetAsync(string number) => ReadAsync(number);

    public Task<IActionResult> OnPostCloseAsync(string number) => DoAsync(number, () => register.CloseAsync(number, Input.HeadCount ?? 0, Input.Note));

    public Task<IActionResult> OnPostCancelAsync(string number) => DoAsync(number, () => register.CancelAsync(number, Input.Reason));

    public async Task<IActionResult> OnPostRevealAsync(string number)
    {
        await ReadAsync(number);
        Response.Headers.CacheControl = "no-store";
        try
        {
            if (ModelState.IsValid) (Names, Revealed) = (await door.RevealAsync(number, Input.Why), true);
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
        }
        return Page();
    }

    async Task<IActionResult> DoAsync(string number, Func<Task> work)
    {
        try
        {
            if (ModelState.IsValid)
            {
                await work();
                return Redirect($"/desk/sessions/{number}");
            }
        }
        catch (Problem problem)
        {
            db.ChangeTracker.Clear();
            this.Show(problem, t);
        }
        await ReadAsync(number);
        return Page();
    }

    async Task ReadAsync(string number)
    {
        var cancel = HttpContext.RequestAborted;
        Session = await register.GetAsync(number, cancel);
        Names = await door.NamesAsync(number, cancel);
        Effect = await door.EffectAsync(Session.Id, cancel);
    }

    /// <summary>What the forms hold.</summary>
    public sealed class MySessionInput
    {
        public int? HeadCount { get; set; }

        [StringLength(200)]
        public string? Note { get; set; }

        [StringLength(200)]
        public string? Reason { get; set; }

        [StringLength(200)]
        public string? Why { get; set; }
    }
}
