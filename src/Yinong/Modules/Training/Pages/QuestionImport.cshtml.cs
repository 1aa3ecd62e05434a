using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Identity;
using Yinong.Modules.Stations.Import;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Web;

namespace Yinong.Modules.Training.Pages;

/// <summary>导入试题: a GIFT file or a spreadsheet, all of it or nothing; what is wrong is shown with its line or row.</summary>
[Require(Permission.TrainingWrite)]
[RequestSizeLimit(MostBytes), RequestFormLimits(MultipartBodyLengthLimit = MostBytes)]
public sealed class QuestionImportModel(QuestionRegister register, ImportShelf shelf, ImportLimits limits, Texts t) : PageModel
{
    public const int MostBytes = 32 * 1024 * 1024;
    public const int MostShown = 200;
    const int MostCode = 20;

    [BindProperty]
    public IFormFile? Upload { get; set; }

    [BindProperty]
    public ImportInput Input { get; set; } = new();

    /// <summary>How many came in; null: nothing was imported yet.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Added { get; set; }

    /// <summary>How many the bank had already.</summary>
    [BindProperty(SupportsGet = true)]
    public int Known { get; set; }

    public IReadOnlyList<GiftError> Errors { get; private set; } = [];

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (Upload is null or { Length: 0 }) ModelState.AddModelError(nameof(Upload), t["请选择一个文件"]);
        if (!ModelState.IsValid) return Page();
        try
        {
            var file = QuestionSheet.IsSheet(Upload!.FileName) ? await ReadSheetAsync(Upload) : await ReadGiftAsync(Upload);
            if (file.Errors.Count > 0)
            {
                Errors = file.Errors;
                Response.StatusCode = StatusCodes.Status400BadRequest;
                return Page();
            }
            var done = await register.ImportAsync([.. file.Questions.Select(Placed)]);
            return Redirect($"/training/questions/import?added={done.Added}&known={done.Known}");
        }
        catch (Problem problem)
        {
            Response.StatusCode = problem.Status;
            ModelState.AddModelError(nameof(Upload), problem.Detail(t.English));
            return Page();
        }
    }

    async Task<GiftFile> ReadGiftAsync(IFormFile upload)
    {
        await using var content = upload.OpenReadStream();
        var encoding = TextEncoding.Of(content) ?? throw GiftProblems.NoText();
        content.Position = 0;
        using var reader = new StreamReader(content, encoding);
        var text = await reader.ReadToEndAsync(HttpContext.RequestAborted);
        // The sign that stands where another program could not read its own file: what it was is lost.
        return text.Contains('\uFFFD', StringComparison.Ordinal) ? throw GiftProblems.Garbled() : Gift.Read(text);
    }

    async Task<GiftFile> ReadSheetAsync(IFormFile upload)
    {
        await using var content = upload.OpenReadStream();
        var (storedAs, _, _) = await shelf.AddAsync(content, HttpContext.RequestAborted);
        try
        {
            using var reader = SheetReader.Open(shelf.PathOf(storedAs), upload.FileName, limits);
            return QuestionSheet.Read(reader, Input.Topic, isText: Path.GetExtension(upload.FileName).ToLowerInvariant() is ".csv" or ".tsv");
        }
        finally
        {
            shelf.Remove(storedAs);
        }
    }

    // A category may be the code of a topic or its name; a title that is too long for a code is none.
    QuestionDraft Placed(QuestionDraft draft) => draft with
    {
        Code = draft.Code is { Length: <= MostCode } code ? code : null,
        Topic = draft.Topic.Length == 0 ? Input.Topic : QuestionFile.Shipped.Topics.FirstOrDefault(topic => draft.Topic == topic.Zh || draft.Topic == topic.En)?.Code ?? draft.Topic,
    };

    /// <summary>Where questions without a topic go.</summary>
    public sealed class ImportInput
    {
        [Required, StringLength(40)]
        public string Topic { get; set; } = QuestionFile.Shipped.Topics[0].Code;
    }
}
