using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Identity;
using Yinong.Modules.Stations.Photos;
using Yinong.Modules.Training.Classes;
using Yinong.Modules.Training.Courses;
using Yinong.Modules.Training.Farmers;
using Yinong.Modules.Training.Hours;

namespace Yinong.Modules.Training;

/// <summary>What the module adds to the services, the model and the addresses.</summary>
static class TrainingModule
{
    public static void Services(IServiceCollection services)
    {
        services.AddSingleton<QuestionBank>().AddSingleton<QuestionPictures>().AddScoped<QuestionRegister>();
        services.AddScoped<ExamRegister>().AddScoped<SittingRegister>().AddScoped<SittingMarks>().AddScoped<SealedAnswers>().AddScoped<ResultList>();
        services.AddSingleton(provider => MediaLimits.From(provider.GetRequiredService<IConfiguration>())).AddSingleton<MediaStore>();
        services.AddSingleton(new FileReference("lesson_files", "hash")).AddSingleton(new FileReference("lesson_files", "small_hash")).AddSingleton(new FileReference("questions", "picture"));
        services.AddScoped<CourseLibrary>().AddScoped<CourseRegister>().AddScoped<StudyRegister>().AddScoped<HourRequirements>().AddScoped<HourLedger>().AddScoped<RefresherRegister>();
        services.AddSingleton<CodeTries>().AddScoped<BodyRegister>().AddScoped<ClassRegister>().AddScoped<ClassAttendance>().AddScoped<MyClasses>();
        SessionLimits.Services(services);
        services.AddSingleton<FeedbackOnce>().AddScoped<SessionRegister>().AddScoped<SessionDoor>().AddScoped<SessionList>();
        services.AddSingleton<SignupUpkeep>().AddHostedService(provider => provider.GetRequiredService<SignupUpkeep>());
    }

    public static Web.MenuEntry[] Menu =>
    [
        new("培训考试", Icon: "school", "/training", Permission.OfficersRead, 2),
        new("课程", Icon: "book-2", "/training/courses", Permission.OfficersRead, 2),
        new("培训班", Icon: "school", "/training/classes", Permission.TrainingTeach, 2),
        new("农民培训", Icon: "device-mobile", "/training/farmers", Permission.StationsRead, 2),
    ];

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
        LearningModel(model);
        model.Entity<FarmerSession>().ToTable("farmer_sessions").Ignore(s => s.StartsAt).Property(s => s.Version).IsConcurrencyToken();
        model.Entity<SessionSignup>().ToTable("session_signups");
        model.Entity<SessionFeedback>().ToTable("session_feedback");
    }

    static void LearningModel(ModelBuilder model)
    {
        model.Entity<Course>().ToTable("courses").Property(c => c.Version).IsConcurrencyToken();
        model.Entity<Lesson>().ToTable("lessons");
        model.Entity<LessonFile>().ToTable("lesson_files");
        model.Entity<HourRequirement>().ToTable("hour_requirements");
        model.Entity<HourCredit>().ToTable("hour_credits");
        model.Entity<LessonStudy>(study =>
        {
            study.ToTable("lesson_studies").HasKey(s => s.OfficerId);
            study.Property(s => s.OfficerId).ValueGeneratedNever();
        });
        model.Entity<TrainingBody>().ToTable("training_bodies").Property(b => b.Version).IsConcurrencyToken();
        model.Entity<TrainingClass>().ToTable("training_classes").Property(c => c.Version).IsConcurrencyToken();
        model.Entity<ClassUnit>().ToTable("class_units").Ignore(u => u.StartsAt).Ignore(u => u.EndsAt);
        model.Entity<ClassEnrolment>().ToTable("class_enrolments");
    }

    public static void Endpoints(IEndpointRouteBuilder app)
    {
        Pages.ExamExports.Map(app);
        Pages.QuestionExport.Map(app);
        Pages.PictureFiles.Map(app);
        Pages.SealedApi.Map(app);
        CourseFiles.Map(app);
    }
}
