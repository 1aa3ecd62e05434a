using System.Diagnostics;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Platform.Problems;
using Yinong.Web;

namespace Yinong.Modules.Portal.Pages;

/// <summary>Whatever went wrong, in words: what it is, the way on, and for our own faults the number that finds the log line.</summary>
[AllowAnonymous, IgnoreAntiforgeryToken, ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ErrorModel(Texts t) : PageModel
{
    public Problem Problem { get; private set; } = Problem.NotFound();

    /// <summary>For faults of ours: what the log knows this request by.</summary>
    public string? Number { get; private set; }

    public string Heading => Problem.Status switch
    {
        400 => t["这个请求没看懂"],
        401 => t["请先登录"],
        403 => t["您不能办这件事"],
        404 => t["没有找到这一页"],
        405 => t["不能这样打开这一页"],
        409 when Problem.Code == WebProblems.ChangedMeanwhile().Code => t["别人刚刚改过"],
        409 => t["现在还不能办"],
        413 => t["内容太大了"],
        429 => t["点得太快了"],
        503 => t["服务正在启动"],
        < 500 => t["没有办成"],
        _ => t["这一页暂时打不开"],
    };

    /// <summary>What it is in words. Who has not signed in has no place to look after, and is told the two usual reasons instead.</summary>
    public string Words => Problem.Code == Problem.NotFound().Code && User.Identity?.IsAuthenticated != true
        ? t["网址可能打错了，或者这一页已经搬走。请从首页重新找。"] : Problem.Detail(t.English);

    /// <summary>The page of ours that the reader comes from; null: he came from elsewhere.</summary>
    public string? From => Request.GetTypedHeaders().Referer is { } page && page.Authority == Request.Host.Value && Problem.Status is 403 or 409 ? page.PathAndQuery : null;

    public void OnGet()
    {
        Problem = HttpContext.Items[ProblemHandling.ItemKey] as Problem ?? Problem.NotFound();
        if (HttpContext.Items[ProblemHandling.ItemKey] is null) Response.StatusCode = 404;
        if (Problem.Status >= 500) Number = Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier;
    }
}
