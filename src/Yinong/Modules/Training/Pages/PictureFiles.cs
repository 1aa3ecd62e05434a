using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Files;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Training.Pages;

/// <summary>
/// Pictures of questions, to those who may see the question at that moment: whoever keeps the bank, a marker whose paper has it, and a taker while his paper
/// runs and again once its answers are shown.
/// </summary>
static class PictureFiles
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/training/questions/{id:int}/picture", OfBankAsync).Require(Permission.TrainingWrite).WithMetadata(new ServesFiles()).ExcludeFromDescription();
        app.MapGet("/training/marking/{id:guid}/{question:int}/picture", OfMarkedAsync).Require(Permission.TrainingMark).WithMetadata(new ServesFiles()).ExcludeFromDescription();
        app.MapGet("/exams/sitting/{id:guid}/{place:int}/picture", OfSittingAsync).Require(Permission.DeskUse).WithMetadata(new ServesFiles()).ExcludeFromDescription();
    }

    static async Task<IResult> OfBankAsync(int id, HttpContext context, QuestionRegister register, QuestionPictures pictures) =>
        await SendAsync(context, pictures, (await register.GetAsync(id, context.RequestAborted)).Picture);

    static async Task<IResult> OfMarkedAsync(Guid id, int question, HttpContext context, SittingMarks marks, QuestionBank bank, QuestionPictures pictures)
    {
        var sitting = await marks.WaitingAsync(id, context.RequestAborted);
        return await SendAsync(context, pictures, sitting.Questions.Contains(question) ? (await bank.AllAsync())[question].Picture : null);
    }

    static async Task<IResult> OfSittingAsync(Guid id, int place, HttpContext context, SittingRegister sittings, QuestionBank bank, QuestionPictures pictures, ProgrammeClock clock)
    {
        var (sitting, exam) = await sittings.GetAsync(id, context.RequestAborted);
        if (place < 1 || place > sitting.Questions.Length) throw Problem.NotFound();
        if (!sitting.TakesAnswersAt(clock.UtcNow) && !(sitting.SubmittedAt is not null && exam.ShowsAnswersAt(clock.UtcNow))) throw exam.Review is ReviewRule.Never ? Problem.NotFound() : TrainingProblems.ReviewLater(exam.OverAt());
        return await SendAsync(context, pictures, (await bank.AllAsync())[sitting.Questions[place - 1]].Picture);
    }

    // An hour on the device of somebody who saw it, so that a paper without a line still has it.
    static async Task<IResult> SendAsync(HttpContext context, QuestionPictures pictures, string? hash)
    {
        var content = hash is null ? null : await pictures.OpenAsync(hash, context.RequestAborted);
        if (content is null) throw Problem.NotFound();
        context.Response.Headers.CacheControl = "private, max-age=3600";
        return Results.Stream(content, Photo.ServedType);
    }
}
