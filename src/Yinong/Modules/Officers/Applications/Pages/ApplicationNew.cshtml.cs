using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Identity;
using Yinong.Modules.Stations.SixHaves;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Web;

namespace Yinong.Modules.Officers.Applications.Pages;

/// <summary>代报申请: the county or an operator sends an application in for somebody.</summary>
[Require(Permission.OfficersPropose)]
[RequestSizeLimit(ApplicationInput.MostBytes), RequestFormLimits(MultipartBodyLengthLimit = ApplicationInput.MostBytes)]
public sealed class ApplicationNewModel(ApplicationDesk desk, EvidenceStore store, Texts t) : PageModel
{
    [BindProperty]
    public ApplicationInput Input { get; set; } = new();

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid) return Page();
        try
        {
            var application = await desk.ProposeAsync(Input.Read(), await Input.TakeAsync(store, HttpContext.RequestAborted), HttpContext.RequestAborted);
            return Redirect($"/officers/applications/{application.Id}");
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
            return Page();
        }
    }
}
