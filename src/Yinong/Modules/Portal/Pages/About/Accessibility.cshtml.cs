using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Yinong.Modules.Portal.Pages.About;

/// <summary>What works for whom, how it was checked, what does not work yet.</summary>
[AllowAnonymous]
public sealed class AccessibilityModel : PageModel;
