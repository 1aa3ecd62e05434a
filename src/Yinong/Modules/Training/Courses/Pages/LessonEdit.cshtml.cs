using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Files;
using Yinong.Platform.Problems;
using Yinong.Web;

namespace Yinong.Modules.Training.Courses.Pages;

/// <summary>写一课: text of a lesson of a draft, and its files.</summary>
[Require(Permission.TrainingWrite)]
[RequestSizeLimit(MediaLimits.Door), RequestFormLimits(MultipartBodyLengthLimit = MediaLimits.Door)]
public sealed class LessonEditModel(CourseLibrary library, CourseRegister register, MediaStore store, FileLimits pictures, MediaLimits limits, Texts t) : PageModel
{
    /// <summary>Files of one lesson.</summary>
    public const int MostFiles = 40;

    public required CourseBook Book { get; set; }

    /// <summary>The lesson; null: a new one.</summary>
    public Lesson? Known { get; private set; }

    public IReadOnlyList<LessonFile> Files => Known is null ? [] : [.. Book.Files[Known.Id]];

    [BindProperty]
    public LessonInput Input { get; set; } = new();

    public int PictureMegabytes => pictures.PhotoBytes / (1024 * 1024);

    public int AudioMegabytes => limits.AudioMegabytes;

    public int VideoMegabytes => limits.VideoMegabytes;

    public async Task OnGetAsync(int id, int? lesson)
    {
        await ReadAsync(id, lesson);
        Fill();
    }

    public async Task<IActionResult> OnPostAsync(int id, int? lesson)
    {
        await ReadAsync(id, lesson);
        if (!ModelState.IsValid) return Page();
        return await DoAsync(async () => $"/training/courses/{id}/lessons/{(await register.WriteLessonAsync(id, lesson, new(Input.Title ?? "", Input.Text ?? "", Input.Minutes ?? 0, Input.Source), Book.Course.Version)).Id}");
    }

    public async Task<IActionResult> OnPostUploadAsync(int id, int lesson)
    {
        await ReadAsync(id, lesson);
        Fill();
        return await DoAsync(async () =>
        {
            // Before a file is looked at: whoever may not send any is told so, and nothing of his is kept.
            if (!register.MayChange(Book.Course)) throw CourseProblems.AboveYou();
            if (Input.File is not { } sent) throw CourseProblems.NoFile();
            await register.AddFileAsync(id, lesson, await store.TakeAsync(sent, Input.Small, HttpContext.RequestAborted), Input.Caption, MostFiles);
            return $"/training/courses/{id}/lessons/{lesson}";
        });
    }

    public async Task<IActionResult> OnPostRemoveAsync(int id, int lesson, int file)
    {
        await ReadAsync(id, lesson);
        await register.RemoveFileAsync(id, lesson, file);
        return Redirect($"/training/courses/{id}/lessons/{lesson}");
    }

    async Task<IActionResult> DoAsync(Func<Task<string>> work)
    {
        try
        {
            return Redirect(await work());
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
            return Page();
        }
    }

    async Task ReadAsync(int id, int? lesson)
    {
        Book = await library.GetAsync(id, HttpContext.RequestAborted);
        if (Book.Course.State is not CourseState.Draft) throw CourseProblems.NotADraft();
        Known = lesson is { } key ? Book.Lessons.FirstOrDefault(l => l.Id == key) ?? throw Problem.NotFound() : null;
    }

    void Fill()
    {
        if (Known is { } lesson) (Input.Title, Input.Text, Input.Minutes, Input.Source) = (lesson.Title, lesson.Text, lesson.Minutes, lesson.Source);
    }

    /// <summary>What the forms hold.</summary>
    public sealed class LessonInput
    {
        [StringLength(80)]
        public string? Title { get; set; }

        [StringLength(20_000)]
        public string? Text { get; set; }

        public int? Minutes { get; set; }

        [StringLength(400)]
        public string? Source { get; set; }

        [StringLength(200)]
        public string? Caption { get; set; }

        public IFormFile? File { get; set; }

        public IFormFile? Small { get; set; }
    }
}
