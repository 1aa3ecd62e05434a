using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Marks;
using Yinong.Platform.Time;

namespace Yinong.Modules.Portal.Pages;

/// <summary>
/// 验证防伪标记, for anybody. Without script the server verifies what was pasted; with it the browser verifies by the keys that the page carries, also when
/// there is no network, and asks the server for what only the register knows.
/// </summary>
[AllowAnonymous]
public sealed class VerifyModel(MarkCheck check, MarkKeyring keyring, ProgrammeClock clock) : PageModel
{
    public string? Text { get; private set; }

    /// <summary>Null: nothing was asked.</summary>
    public MarkFinding? Finding { get; private set; }

    /// <summary>The public keys as JSON, for the browser.</summary>
    public string Keys { get; private set; } = "[]";

    public DateOnly Today => clock.Today;

    public async Task OnGetAsync([FromQuery(Name = "m")] string? text)
    {
        var cancel = HttpContext.RequestAborted;
        Keys = JsonSerializer.Serialize((await keyring.AllAsync(cancel)).Select(MarksApi.Answer), JsonSerializerOptions.Web);
        if (string.IsNullOrWhiteSpace(text)) return;
        Text = text.Length <= Mark.LongestText ? text : null;
        Finding = await check.ReadAsync(text, cancel);
        if (Finding.Result is MarkResult.NoMark) Response.StatusCode = StatusCodes.Status400BadRequest;
    }
}
