namespace Yinong.Web;

/// <summary>What a page tells its layout: title, the way here, the tab it stands under. Scoped; set at the top of the page.</summary>
public sealed class Frame
{
    readonly List<Crumb> _crumbs = [];

    /// <summary>Shown in the browser's tab, before the name of the platform.</summary>
    public string? Title { get; set; }

    /// <summary>One sentence for search engines and link previews; public pages only.</summary>
    public string? Description { get; set; }

    /// <summary>The menu entry (its address) this page belongs to; the longest that begins the page's own address when not set.</summary>
    public string? Active { get; set; }

    /// <summary>A further style sheet in wwwroot/built, e.g. <c>doc.css</c> for A4 sheets.</summary>
    public string? Sheet { get; set; }

    /// <summary>Search engines stay away: pages about single persons, results of searches.</summary>
    public bool NoIndex { get; set; }

    public IReadOnlyList<Crumb> Crumbs => _crumbs;

    /// <summary>A step of the way here, from the top down; the last one is this page and needs no address.</summary>
    public void Crumb(string text, string? href = null) => _crumbs.Add(new(text, href));
}

public sealed record Crumb(string Text, string? Href);
