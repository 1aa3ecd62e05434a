using System.ComponentModel.DataAnnotations;

namespace Yinong.Modules.Training.Pages;

/// <summary>What the forms for a question ask.</summary>
public sealed class QuestionInput
{
    [Required, StringLength(40)]
    public string Topic { get; set; } = "";

    [Required]
    public QuestionKind Kind { get; set; } = QuestionKind.Single;

    [Required, Range(1, 3)]
    public int Difficulty { get; set; } = 1;

    [Required, StringLength(QuestionCheck.MostText, MinimumLength = 4)]
    public string Text { get; set; } = "";

    [Required, StringLength(4000)]
    public string Options { get; set; } = "";

    [StringLength(1000)]
    public string? Explanation { get; set; }

    [StringLength(200)]
    public string? Source { get; set; }

    /// <summary>A new picture, instead of the one there is.</summary>
    public IFormFile? Upload { get; set; }

    [StringLength(QuestionCheck.MostAlt)]
    public string? PictureAlt { get; set; }

    public bool RemovePicture { get; set; }

    public long Version { get; set; }

    /// <summary>The draft; a picture that was sent is read, one that is there stays unless it is taken away.</summary>
    public async Task<QuestionDraft> ToDraftAsync(QuestionPictures pictures, string? known, CancellationToken cancel)
    {
        PictureDraft? picture = null;
        if (Upload is { Length: > 0 })
        {
            await using var content = Upload.OpenReadStream();
            picture = new(PictureAlt ?? "", null, await pictures.ReadAsync(content, Upload.FileName, cancel));
        }
        else if (known is not null && !RemovePicture) picture = new(PictureAlt ?? "", known);
        else if (known is null && !string.IsNullOrWhiteSpace(PictureAlt)) throw TrainingProblems.PictureMissing();
        return new(null, Topic, Kind, Difficulty, Text, OptionLines.Read(Kind, Options), Explanation, Source, picture);
    }

    public static QuestionInput Of(Question q) => new()
    {
        Topic = q.Topic, Kind = q.Kind, Difficulty = q.Difficulty, Text = q.Text, Options = OptionLines.Write(q.Kind, OptionJson.Read(q.Options)), Explanation = q.Explanation, Source = q.Source, PictureAlt = q.PictureAlt, Version = q.Version,
    };
}
