using System.Net;
using AngleSharp.Html.Dom;

namespace Yinong.Tests.Support;

/// <summary>Somebody at a browser without JavaScript: opens pages, follows links, fills in forms. Forms carry their antiforgery token by themselves.</summary>
public sealed class Visitor(HttpClient http)
{
    /// <summary>The bare client behind, with this visitor's cookies.</summary>
    public HttpClient Http => http;

    /// <summary>Opens a page; the answer must have the status.</summary>
    public async Task<Html> GetAsync(string url, HttpStatusCode status = HttpStatusCode.OK) => await Html.ReadAsync(await http.GetAsync(url), status);

    /// <summary>
    /// Fills in the form that has a button with these words (or the only form that posts) and sends it, as pressing that button would.
    /// A redirect after success is followed when <paramref name="status"/> is OK.
    /// </summary>
    public async Task<Html> SubmitAsync(Html page, string button, (string Field, string Value)[] fields, HttpStatusCode status = HttpStatusCode.OK)
    {
        var (form, pressed) = page.FindForm(button);
        var values = Values(form, fields).ToList();
        if (pressed?.GetAttribute("name") is { Length: > 0 } name) values.Add(new(name, pressed.GetAttribute("value") ?? ""));
        var action = pressed?.GetAttribute("formaction") ?? form.GetAttribute("action");
        var target = string.IsNullOrEmpty(action) ? page.Url : new Uri(page.Url, action);
        var answer = form.Method.Equals("get", StringComparison.OrdinalIgnoreCase)
            ? await http.GetAsync(new UriBuilder(target) { Query = await new FormUrlEncodedContent(values).ReadAsStringAsync() }.Uri)
            : await http.PostAsync(target, new FormUrlEncodedContent(values));
        while (status == HttpStatusCode.OK && answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.SeeOther)
            answer = await http.GetAsync(new Uri(target, answer.Headers.Location!));
        return await Html.ReadAsync(answer, status);
    }

    static IEnumerable<KeyValuePair<string, string>> Values(IHtmlFormElement form, (string Field, string Value)[] fields)
    {
        foreach (var (field, value) in fields)
        {
            Assert.True(form.Elements.Any(e => e.GetAttribute("name") == field), $"The form has no field '{field}'.");
            yield return new(field, value);
        }
        var given = fields.Select(f => f.Field).ToHashSet();
        foreach (var input in form.Elements.OfType<IHtmlInputElement>().Where(i => i is { Name.Length: > 0, IsDisabled: false } && !given.Contains(i.Name)))
            if (input.Type is not ("submit" or "button" or "image" or "file") && (input.Type is not ("checkbox" or "radio") || input.IsChecked))
                yield return new(input.Name!, input.Value);
        foreach (var select in form.Elements.OfType<IHtmlSelectElement>().Where(s => s.Name is { Length: > 0 } name && !given.Contains(name)))
            foreach (var option in select.SelectedOptions) yield return new(select.Name!, option.Value);
        foreach (var area in form.Elements.OfType<IHtmlTextAreaElement>().Where(a => a.Name is { Length: > 0 } name && !given.Contains(name)))
            yield return new(area.Name!, area.Value);
    }
}
