using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Yinong.Web.Kit;

/// <summary>
/// <c>&lt;yn-field for="Input.Area" label="@T["场所面积"]" hint="…" optional&gt;&lt;input asp-for="Input.Area" /&gt;&lt;/yn-field&gt;</c>:
/// label, hint, what is wrong (above the control), then the control. The control inside gets its class and its ARIA attributes by itself.
/// </summary>
[HtmlTargetElement("yn-field")]
public sealed class FieldTagHelper(Texts t) : TagHelper
{
    public required ModelExpression For { get; set; }

    public required string Label { get; set; }

    public string? Hint { get; set; }

    /// <summary>May stay empty; says so beside the label.</summary>
    public bool Optional { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext Page { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        // In a partial the name lacks what stands before it in the form.
        var name = Page.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);
        var id = TagBuilder.CreateSanitizedId(name, "_");
        var error = Page.ViewData.ModelState[name]?.Errors.FirstOrDefault()?.ErrorMessage;
        FieldLabels.Of(Page)[name] = Label;
        context.Items[typeof(FieldTagHelper)] = new FieldParts(string.IsNullOrEmpty(Hint) ? null : id + "-h", error is null ? null : id + "-e");
        var control = await output.GetChildContentAsync();

        output.TagName = "div";
        output.Attributes.SetAttribute("class", error is null ? "yn-field" : "yn-field is-bad");
        output.Content.AppendHtml(LabelOf(id));
        if (!string.IsNullOrEmpty(Hint)) output.Content.AppendHtml(Line("form-text", id + "-h", Hint));
        if (error is not null) output.Content.AppendHtml(ErrorLine(id + "-e", error));
        output.Content.AppendHtml(control);
    }

    TagBuilder LabelOf(string id)
    {
        var label = new TagBuilder("label") { Attributes = { ["class"] = "form-label", ["for"] = id } };
        label.InnerHtml.Append(Label);
        if (Optional) label.InnerHtml.AppendHtml(Line("yn-req", null, t["可不填"], "span"));
        return label;
    }

    TagBuilder ErrorLine(string id, string error)
    {
        var line = new TagBuilder("div") { Attributes = { ["class"] = "invalid-feedback", ["id"] = id } };
        line.InnerHtml.AppendHtml($"<svg class=\"yn-i\" aria-hidden=\"true\">{Sprite.Use(Page, icon: "alert-circle")}</svg>");
        return Wrap(line, error);
    }

    static TagBuilder Line(string css, string? id, string text, string tag = "div")
    {
        var line = new TagBuilder(tag) { Attributes = { ["class"] = css } };
        if (id is not null) line.Attributes["id"] = id;
        line.InnerHtml.Append(text);
        return line;
    }

    static TagBuilder Wrap(TagBuilder line, string text)
    {
        line.InnerHtml.Append(text);
        return line;
    }
}

/// <summary>Ids of what describes the control of a field.</summary>
sealed record FieldParts(string? HintId, string? ErrorId);

/// <summary>Inside a <c>yn-field</c> the control knows its class, its hint and what is wrong with it.</summary>
[HtmlTargetElement("input", Attributes = "asp-for")]
[HtmlTargetElement("select", Attributes = "asp-for")]
[HtmlTargetElement("textarea", Attributes = "asp-for")]
public sealed class ControlTagHelper : TagHelper
{
    public override int Order => 100; // after the framework's own, which write id, name, type and value

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (!context.Items.TryGetValue(typeof(FieldTagHelper), out var found) || found is not FieldParts field) return;
        if (output.Attributes["type"]?.Value?.ToString() is "checkbox" or "radio" or "hidden") return;
        var css = output.TagName == "select" ? "form-select" : "form-control";
        var own = output.Attributes["class"]?.Value?.ToString();
        var bad = field.ErrorId is null ? "" : " is-invalid";
        output.Attributes.SetAttribute("class", (own is null ? css : $"{css} {own}".Replace(" input-validation-error", "", StringComparison.Ordinal)) + bad);
        if (field.ErrorId is not null) output.Attributes.SetAttribute("aria-invalid", "true");
        var described = string.Join(' ', new[] { field.HintId, field.ErrorId }.OfType<string>());
        if (described.Length > 0) output.Attributes.SetAttribute("aria-describedby", described);
    }
}

/// <summary>The labels of a page's fields, in the order in which they stand there.</summary>
static class FieldLabels
{
    public static OrderedDictionary<string, string> Of(ViewContext page)
    {
        if (page.HttpContext.Items[typeof(FieldLabels)] is OrderedDictionary<string, string> known) return known;
        var labels = new OrderedDictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        page.HttpContext.Items[typeof(FieldLabels)] = labels;
        return labels;
    }
}

/// <summary><c>&lt;yn-errors /&gt;</c> at the top of a form: everything that is wrong, each line leading to its field. Nothing while all is well.</summary>
[HtmlTargetElement("yn-errors", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ErrorsTagHelper(Texts t, HtmlEncoder encoder) : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext Page { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var wrong = Page.ViewData.ModelState.Where(e => e.Value?.ValidationState == ModelValidationState.Invalid)
            .SelectMany(e => e.Value!.Errors.Select(error => (Field: e.Key, Text: error.ErrorMessage))).ToList();
        if (wrong.Count == 0)
        {
            output.SuppressOutput();
            return;
        }
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "yn-errsum");
        output.Attributes.SetAttribute("role", "alert");
        output.Attributes.SetAttribute("tabindex", "-1");
        output.Attributes.SetAttribute("autofocus", "autofocus");
        output.Attributes.SetAttribute("aria-labelledby", "errsum");
        var heading = new TagBuilder("h2") { Attributes = { ["id"] = "errsum" } };
        heading.InnerHtml.AppendHtml($"<svg class=\"yn-i\" aria-hidden=\"true\">{Sprite.Use(Page, icon: "alert-circle")}</svg>");
        heading.InnerHtml.Append(wrong.Count == 1 ? t["有1处要改，改好再提交"] : t["还有{0}处要改，改好再提交", wrong.Count]);
        output.Content.AppendHtml(heading).AppendHtml(new HelperResult(writer =>
        {
            // Written when the whole page is known, the fields below with their labels too.
            List(wrong, FieldLabels.Of(Page)).WriteTo(writer, encoder);
            return Task.CompletedTask;
        }));
    }

    TagBuilder List(List<(string Field, string Text)> wrong, OrderedDictionary<string, string> labels)
    {
        var list = new TagBuilder("ul");
        foreach (var (field, said) in wrong.OrderBy(w => labels.IndexOf(w.Field)))
        {
            // The words beside a field ("要2到20个字") do not say which one; a whole sentence does.
            var text = !said.EndsWith('。') && !said.EndsWith('.') && labels.TryGetValue(field, out var label) ? label + Show.Colon + said : said;
            var item = new TagBuilder("li");
            var line = new TagBuilder(field.Length == 0 ? "span" : "a");
            if (field.Length > 0) line.Attributes["href"] = "#" + TagBuilder.CreateSanitizedId(field, "_");
            line.InnerHtml.Append(text);
            item.InnerHtml.AppendHtml(line);
            list.InnerHtml.AppendHtml(item);
        }
        return list;
    }
}
