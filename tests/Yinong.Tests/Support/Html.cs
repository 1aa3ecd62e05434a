using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Yinong.Tests.Support;

/// <summary>A page read by meaning: what its heading, its tables, its messages say, not which element carries them.</summary>
public sealed class Html
{
    static readonly HtmlParser Parser = new();

    Html(IHtmlDocument document, HttpResponseMessage response, Uri url) => (Document, Response, Url) = (document, response, url);

    public IHtmlDocument Document { get; }

    public HttpResponseMessage Response { get; }

    public Uri Url { get; }

    /// <summary>Words of the one main heading.</summary>
    public string Heading => Words(Assert.Single(Document.QuerySelectorAll("h1")));

    /// <summary>All words of the main part of the page.</summary>
    public string Text => Words(Document.QuerySelector("main") ?? (IElement)Document.Body!);

    /// <summary>The messages in the summary above a form.</summary>
    public IReadOnlyList<string> Errors => [.. Document.QuerySelectorAll(".yn-errsum li, .validation-summary-errors li").Select(Words)];

    public static async Task<Html> ReadAsync(HttpResponseMessage response, HttpStatusCode status)
    {
        var text = await response.Content.ReadAsStringAsync();
        var url = response.RequestMessage!.RequestUri!;
        Assert.True(response.StatusCode == status, $"{response.RequestMessage.Method} {url.PathAndQuery} answered {(int)response.StatusCode} {response.Headers.Location} instead of {(int)status}: {Shorten(text)}");
        return new(await Parser.ParseDocumentAsync(text), response, url);
    }

    /// <summary>The message at one field; null when the field is right.</summary>
    public string? FieldError(string field)
    {
        var input = Document.QuerySelectorAll("input, select, textarea").FirstOrDefault(e => e.GetAttribute("name") == field);
        Assert.True(input is not null, $"The page has no field '{field}'.");
        var message = (input.GetAttribute("aria-describedby") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Document.GetElementById)
            .Append(Document.QuerySelector($"[data-valmsg-for='{field}']"))
            .FirstOrDefault(e => e is not null && (e.ClassList.Contains("invalid-feedback") || e.ClassList.Contains("field-validation-error")));
        return message is null || Words(message).Length == 0 ? null : Words(message);
    }

    /// <summary>The rows of a table by its column headings, e.g. <c>page.Table()[0]["名称"]</c>. The table is found by its caption when there are several.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Table(string? caption = null)
    {
        var table = Assert.Single(Document.QuerySelectorAll("table").OfType<IHtmlTableElement>(), t => caption is null || (t.Caption is { } c && Words(c).Contains(caption, StringComparison.Ordinal)));
        var heads = table.QuerySelectorAll("thead tr").Last().Children.Select(Words).ToList();
        return [.. table.Bodies.SelectMany(b => b.Rows).Select(row => heads.Zip(row.Cells.Select(Words)).DistinctBy(c => c.First).ToDictionary(c => c.First, c => c.Second))];
    }

    /// <summary>Where the link with these words leads.</summary>
    public string Link(string words) =>
        Document.QuerySelectorAll("a[href]").FirstOrDefault(a => Words(a).Contains(words, StringComparison.Ordinal))?.GetAttribute("href")
        ?? throw new InvalidOperationException($"No link says '{words}' on {Url.PathAndQuery}.");

    public bool HasLink(string words) => Document.QuerySelectorAll("a[href]").Any(a => Words(a).Contains(words, StringComparison.Ordinal));

    /// <summary>The form with a button that says this, and the button.</summary>
    internal (IHtmlFormElement Form, IElement? Pressed) FindForm(string button)
    {
        var pressed = Document.QuerySelectorAll("button, input[type=submit]").FirstOrDefault(b => Words(b).Contains(button, StringComparison.Ordinal) || b.GetAttribute("value") == button);
        Assert.True(pressed is not null, $"No button says '{button}' on {Url.PathAndQuery}.");
        var form = pressed.GetAttribute("form") is { } id ? Document.GetElementById(id) : pressed.Closest("form");
        return (Assert.IsAssignableFrom<IHtmlFormElement>(form), pressed);
    }

    static string Words(INode node) => string.Join(' ', node.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    static string Shorten(string text) => text.Length > 600 ? text[..600] + " …" : text;
}
