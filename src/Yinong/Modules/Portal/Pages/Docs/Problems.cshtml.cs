using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Platform.Problems;

namespace Yinong.Modules.Portal.Pages.Docs;

/// <summary>Every error code of the API with its texts; where the <c>type</c> of an answer leads (<c>/docs/problems#code</c>).</summary>
[AllowAnonymous]
public sealed class ProblemsModel : PageModel
{
    public IEnumerable<IGrouping<string, Problem>> Problems => ProblemList.All.GroupBy(problem => problem.Code);
}
