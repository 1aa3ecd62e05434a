using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Yinong.Modules.Portal.Pages.About;

/// <summary>Which data this platform keeps about whom, and which it does not.</summary>
[AllowAnonymous]
public sealed class PrivacyModel : PageModel;
