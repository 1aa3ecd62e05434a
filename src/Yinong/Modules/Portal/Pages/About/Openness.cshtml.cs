using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Yinong.Modules.Portal.Pages.About;

/// <summary>What is open to everybody, how the figures are made, where machines read them.</summary>
[AllowAnonymous]
public sealed class OpennessModel : PageModel;
