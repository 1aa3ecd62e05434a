using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Audit;
using Yinong.Platform.Texts;
using Yinong.Web;

namespace Yinong.Modules.AuditTrail.Pages;

/// <summary>审计日志: who did what, newest first, with filters.</summary>
[Require(Permission.AuditRead)]
public sealed class AuditModel(AuditReading reading, Texts t) : PageModel
{
    IReadOnlyDictionary<string, string> _names = new Dictionary<string, string>();

    [BindProperty(SupportsGet = true, Name = "action")]
    public string? Filter { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Actor { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Subject { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public DateOnly? From { get; private set; }

    public DateOnly? To { get; private set; }

    public IReadOnlyList<AuditEntry> Entries { get; private set; } = [];

    public string? Next { get; private set; }

    /// <summary>What people call an actor or a subject; null when the code says it all.</summary>
    public string? NameOf(string who) => who switch
    {
        "system" => t["系统"],
        "anonymous" => t["没有登录的人"],
        _ => _names.GetValueOrDefault(who),
    };

    public bool Filtered => Href() != "/audit";

    public async Task OnGetAsync()
    {
        (From, To) = (Request.Query.Day("from"), Request.Query.Day("to"));
        var page = await reading.PageAsync(new(Clean(Filter), Clean(Actor), Clean(Subject), From, To, After), HttpContext.RequestAborted);
        if (page.Count > AuditReading.PageSize) Next = Href(page[AuditReading.PageSize - 1].Id);
        Entries = [.. page.Take(AuditReading.PageSize)];
        _names = await reading.NamesAsync(Entries, HttpContext.RequestAborted);
    }

    /// <summary>The same filters, from the beginning or after an entry.</summary>
    public string Href(Guid? after = null, string path = "/audit") => QueryString.Create(new Dictionary<string, string?>
    {
        ["action"] = Clean(Filter),
        ["actor"] = Clean(Actor),
        ["subject"] = Clean(Subject),
        ["from"] = From?.ToString("yyyy-MM-dd", null),
        ["to"] = To?.ToString("yyyy-MM-dd", null),
        ["after"] = after?.ToString(),
    }.Where(p => p.Value is not null)).ToUriComponent() is { Length: > 0 } query ? path + query : path;

    static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim().Cut(120);
}
