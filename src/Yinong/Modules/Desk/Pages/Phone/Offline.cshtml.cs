using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;

namespace Yinong.Modules.Desk.Pages.Phone;

/// <summary>What the phone shows for a page it has not kept when there is no network.</summary>
[Require(Permission.DeskUse)]
public sealed class OfflineModel : PageModel;
