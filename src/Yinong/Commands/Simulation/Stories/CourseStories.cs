using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Divisions;
using Yinong.Modules.Training.Classes;
using Yinong.Modules.Training.Courses;
using Yinong.Modules.Training.Hours;
using Yinong.Platform.Time;

namespace Yinong.Commands.Simulation.Stories;

/// <summary>What provinces teach and ask: courses of their own (one waits for a second person), hours before a certificate and its renewal, and the bodies that hold classes.</summary>
static class CourseStories
{
    const int Story = 117;

    public static async Task<int> TellAsync(StoryScene scene, CancellationToken cancel)
    {
        foreach (var (file, nth) in scene.File.Courses.Select((c, i) => (c, i + 1)))
        {
            var dice = scene.Dice(Story, nth);
            var course = new Course
            {
                Division = DivisionCode.Parse(file.Place).Value, Code = "L" + StoryScene.Receipt(ref dice, 9), Topic = file.Topic, Title = file.Title, Summary = file.Summary, ForFarmers = file.ForFarmers,
                State = Enum.Parse<CourseState>(file.State, ignoreCase: true), CreatedAt = scene.At(scene.Today.AddDays(-dice.Between(3, 60)), ref dice), Version = 1,
            };
            scene.Db.Add(course);
            await scene.Db.SaveChangesAsync(cancel);
            scene.Db.AddRange(file.Lessons.Select((l, i) => new Lesson { CourseId = course.Id, Place = (short)(i + 1), Title = l.Title, Text = string.Join('\n', l.Text), Minutes = l.Minutes }));
        }
        foreach (var asked in scene.File.Requirements) await RequireAsync(scene, asked, cancel);
        foreach (var body in scene.File.Classes.Bodies) await RegisterAsync(scene, body, cancel);
        return scene.File.Courses.Length;
    }

    // Beside another simulation it is the province's next edition.
    static async Task RequireAsync(StoryScene scene, RequirementFile file, CancellationToken cancel)
    {
        var (province, from) = (DivisionCode.Parse(file.Province).Value, scene.Today.AddDays(-file.DaysAgo));
        var last = await scene.Db.HourRequirements.Where(r => r.Province == province).MaxAsync(r => (short?)r.Edition, cancel) ?? 0;
        scene.Db.Add(new HourRequirement
        {
            Province = province, Edition = (short)(last + 1), EffectiveFrom = from, DutyMinutes = file.DutyMinutes, RefresherMinutes = file.RefresherMinutes, RefresherExam = file.Exam, RenewalMonths = file.RenewalMonths,
            NoticeDays = file.NoticeDays, Source = file.Source, Actor = StoryScene.Actor, At = ProgrammeClock.StartOf(from.AddDays(-7)).AddHours(10),
        });
    }

    static async Task RegisterAsync(StoryScene scene, BodyFile file, CancellationToken cancel)
    {
        var place = DivisionCode.Parse(file.Place);
        if (await scene.Db.TrainingBodies.AnyAsync(b => b.Division == place.Value && b.Name == file.Name, cancel)) return;
        var dice = scene.Dice(Story, place.Value);
        scene.Db.Add(new TrainingBody { Division = place.Value, Kind = file.Kind, Name = file.Name, Phone = NameMaker.Phone(ref dice), Source = file.Source, Version = 1 });
    }
}
