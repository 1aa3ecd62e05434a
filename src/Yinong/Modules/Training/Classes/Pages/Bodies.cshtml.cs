using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Web;

namespace Yinong.Modules.Training.Classes.Pages;

/// <summary>培训机构: the register of bodies that hold classes.</summary>
[Require(Permission.TrainingTeach)]
public sealed class BodiesModel(BodyRegister register, Viewer viewer, Texts t) : PageModel
{
    const int Most = 500;

    public IReadOnlyList<TrainingBody> Lines { get; private set; } = [];

    public bool MayWrite => viewer.Has(Permission.TrainingWrite) && viewer.Reach.Organisation is null;

    public bool MayChange(TrainingBody body) => register.MayChange(body);

    [BindProperty]
    public BodyInput Input { get; set; } = new();

    public Task OnGetAsync() => ReadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await ReadAsync();
        if (!ModelState.IsValid) return Page();
        return await DoAsync(() => register.AddAsync(new(Input.Kind, Input.Name, Input.Phone, Input.Source)));
    }

    public async Task<IActionResult> OnPostEndAsync(int id, long version)
    {
        ModelState.Clear();
        await ReadAsync();
        return await DoAsync(() => register.EndAsync(id, version));
    }

    async Task<IActionResult> DoAsync(Func<Task> work)
    {
        try
        {
            await work();
            return Redirect("/training/bodies");
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
            return Page();
        }
    }

    async Task ReadAsync() => Lines = await register.Visible().AsNoTracking().OrderBy(b => b.EndedOn != null).ThenBy(b => b.Division).ThenBy(b => b.Id).Take(Most).ToListAsync(HttpContext.RequestAborted);

    /// <summary>What the form holds.</summary>
    public sealed class BodyInput
    {
        [Required, StringLength(80, MinimumLength = 2)]
        public string Name { get; set; } = "";

        [Required, StringLength(40)]
        public string Kind { get; set; } = "";

        [InDigits, StringLength(20)]
        public string? Phone { get; set; }

        [Required, StringLength(200, MinimumLength = 2)]
        public string Source { get; set; } = "";
    }
}
