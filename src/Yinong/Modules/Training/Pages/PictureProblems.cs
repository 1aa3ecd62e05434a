using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Platform.Problems;
using Yinong.Web;

namespace Yinong.Modules.Training.Pages;

/// <summary>A "no" to a file says "Files", the field of the form is the picture.</summary>
static class PictureProblems
{
    public static void ShowPicture(this PageModel page, Problem problem, Texts t)
    {
        if (problem.Fields?.ContainsKey("Files") == true) page.ModelState.AddModelError("Input.Upload", problem.Detail(t.English));
    }
}
