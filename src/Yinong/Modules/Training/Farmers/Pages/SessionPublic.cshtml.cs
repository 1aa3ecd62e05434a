using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Stations;
using Yinong.Modules.Training.Courses;
using Yinong.Platform.Problems;
using Yinong.Web;

namespace Yinong.Modules.Training.Farmers.Pages;

/// <summary>A session for anybody who has its number: when and where, sign up, afterwards say how it was. No account.</summary>
[AllowAnonymous, EnableRateLimiting(SessionLimits.Policy)]
public sealed class SessionPublicModel(AppDb db, SessionDoor door, Texts t) : PageModel
{
    public required FarmerSession Session { get; set; }

    public required Station Station { get; set; }

    public Course? Course { get; private set; }

    [BindProperty(SupportsGet = true)]
    public bool Said { get; set; }

    [BindProperty]
    public DoorInput Input { get; set; } = new();

    /// <summary>The key of the form that is drawn; one that comes back with a mistake keeps its own.</summary>
    public string FormKey => Input.Form ?? Guid.CreateVersion7().ToString();

    public bool TakesNames => door.TakesNames(Session);

    public bool TakesFeedback => door.TakesFeedback(Session);

    public IEnumerable<(int Grade, string Words)> Grades => [(5, t["很好"]), (4, t["好"]), (3, t["一般"]), (2, t["不好"]), (1, t["很不好"])];

    public Task OnGetAsync(string number) => ReadAsync(number);

    public Task<IActionResult> OnPostSignUpAsync(string number) => DoAsync(number, () => door.SignUpAsync(number, Input.Name, Input.Phone));

    public Task<IActionResult> OnPostSayAsync(string number) => DoAsync(number, () => door.SayAsync(number, Input.Form, Input.Grade, Input.Can, Input.Words));

    async Task<IActionResult> DoAsync(string number, Func<Task> work)
    {
        await ReadAsync(number);
        if (!ModelState.IsValid) return Page();
        try
        {
            await work();
            return Redirect($"/t/{Session.Number}?said=true");
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
            return Page();
        }
    }

    async Task ReadAsync(string number)
    {
        (Session, Station) = await door.FindAsync(number, HttpContext.RequestAborted);
        if (Session.CourseId is { } id) Course = await db.Courses.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id && c.ForFarmers && c.State == CourseState.Approved, HttpContext.RequestAborted);
    }

    /// <summary>What the forms hold.</summary>
    public sealed class DoorInput
    {
        [StringLength(20)]
        public string? Name { get; set; }

        [InDigits, StringLength(30)]
        public string? Phone { get; set; }

        [StringLength(36)]
        public string? Form { get; set; }

        [Range(1, 5)]
        public int? Grade { get; set; }

        public List<string> Can { get; set; } = [];

        [StringLength(300)]
        public string? Words { get; set; }
    }
}
