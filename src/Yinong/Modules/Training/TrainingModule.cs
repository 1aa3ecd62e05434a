using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Identity;

namespace Yinong.Modules.Training;

/// <summary>What the module adds to the services, the model and the addresses.</summary>
static class TrainingModule
{
    public static void Services(IServiceCollection services) => services.AddSingleton<QuestionBank>()
        .AddSingleton<QuestionPictures>()
        .AddScoped<QuestionRegister>().AddScoped<ExamRegister>().AddScoped<SittingRegister>().AddScoped<SittingMarks>().AddScoped<SealedAnswers>().AddScoped<ResultList>();

    public static Web.MenuEntry[] Menu => [new("培训考试", Icon: "school", "/training", Permission.OfficersRead, 2)];

    public static void Model(ModelBuilder model)
    {
        model.Entity<Question>().ToTable("questions").Property(q => q.Version).IsConcurrencyToken();
        model.Entity<Exam>().ToTable("exams").Ignore(e => e.Lines).Ignore(e => e.Questions).Ignore(e => e.OutOf);
        model.Entity<ExamSitting>(sitting =>
        {
            sitting.ToTable("exam_sittings").Ignore(s => s.Questions);
            // Two who end the same sitting at the same moment: one does.
            sitting.Property(s => s.State).IsConcurrencyToken();
        });
        model.Entity<ExamSeal>().ToTable("exam_seals").HasKey(s => new { s.SittingId, s.Chain, s.Number });
        model.Entity<ExamAnswer>().ToTable("exam_answers").HasKey(a => new { a.SittingId, a.QuestionId });
    }

    public static void Endpoints(IEndpointRouteBuilder app)
    {
        Pages.ExamExports.Map(app);
        Pages.QuestionExport.Map(app);
        Pages.PictureFiles.Map(app);
        Pages.SealedApi.Map(app);
    }
}
