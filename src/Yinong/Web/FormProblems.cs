using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Platform.Problems;

namespace Yinong.Web;

/// <summary>A "no" of a use case shown in the form that asked for it, beside the field when it names one.</summary>
static class FormProblems
{
    /// <summary>Adds the words to the form and sets the status; 404 stays a page of its own and is thrown on.</summary>
    /// <param name="page">The page that shows the form.</param>
    /// <param name="problem">What was said.</param>
    /// <param name="t">The language.</param>
    /// <param name="prefix">Name of the bound form, so that field <c>password</c> is found as <c>Input.Password</c>.</param>
    public static void Show(this PageModel page, Problem problem, Texts t, string prefix = "Input")
    {
        if (problem.Status == StatusCodes.Status404NotFound) throw problem;
        page.Response.StatusCode = problem.Status;
        if (problem.RetryAfterSeconds is { } seconds) page.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (problem.Fields is null or { Count: 0 }) page.ModelState.AddModelError("", problem.Detail(t.English));
        else
            foreach (var field in problem.Fields.Keys) page.ModelState.AddModelError($"{prefix}.{char.ToUpperInvariant(field[0])}{field[1..]}", problem.Detail(t.English));
    }
}
