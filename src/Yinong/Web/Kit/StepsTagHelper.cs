using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Yinong.Web.Kit;

public enum StepState
{
    /// <summary>Still to come.</summary>
    Next,
    Done,

    /// <summary>Where things stand.</summary>
    Now,

    /// <summary>Did not happen or is not needed.</summary>
    Skipped,
}

/// <summary>A step of a life cycle or of a longer task.</summary>
/// <param name="Name">验收.</param>
/// <param name="Note">Its date, or a word.</param>
/// <param name="State">How far it is.</param>
public sealed record Step(string Name, string? Note, StepState State);

/// <summary><c>&lt;yn-steps steps="@steps" label="@T["站点经过"]" /&gt;</c>: the way something goes, with where it stands.</summary>
[HtmlTargetElement("yn-steps", TagStructure = TagStructure.WithoutEndTag)]
public sealed class StepsTagHelper : TagHelper
{
    public required IReadOnlyList<Step> Steps { get; set; }

    public required string Label { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext Page { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "ol";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "yn-steps");
        output.Attributes.SetAttribute("aria-label", Label);
        output.Attributes.SetAttribute("tabindex", "0"); // it scrolls on a narrow screen
        foreach (var step in Steps) output.Content.AppendHtml(Item(step));
    }

    TagBuilder Item(Step step)
    {
        var item = new TagBuilder("li");
        if (step.State is not StepState.Next) item.Attributes["class"] = step.State switch { StepState.Done => "is-done", StepState.Now => "is-now", _ => "is-skip" };
        if (step.State is StepState.Now) item.Attributes["aria-current"] = "step";
        var dot = new TagBuilder("i");
        if (step.State is StepState.Done) dot.InnerHtml.AppendHtml($"<svg class=\"yn-i\" aria-hidden=\"true\">{Sprite.Use(Page, icon: "check")}</svg>");
        item.InnerHtml.AppendHtml(dot).AppendHtml(new TagBuilder("b").With(step.Name));
        if (step.Note is not null) item.InnerHtml.AppendHtml(new TagBuilder("small").With(step.Note));
        return item;
    }
}
