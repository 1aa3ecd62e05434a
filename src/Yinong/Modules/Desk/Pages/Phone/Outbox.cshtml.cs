using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;

namespace Yinong.Modules.Desk.Pages.Phone;

/// <summary>What this phone still keeps: waiting for a network, or refused with the reason. The island fills it; the server does not know it yet.</summary>
[Require(Permission.DeskUse)]
public sealed class OutboxModel : PageModel;
