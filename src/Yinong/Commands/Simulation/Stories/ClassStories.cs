using Microsoft.EntityFrameworkCore;
using OtpNet;
using Yinong.Modules.Divisions;
using Yinong.Modules.Training.Classes;
using Yinong.Modules.Training.Courses;
using Yinong.Modules.Training.Hours;

namespace Yinong.Commands.Simulation.Stories;

/// <summary>Classes that are over, run, come or were called off, with who enrolled, who came, and what was studied alone.</summary>
static class ClassStories
{
    const int Story = 118, SecretBytes = 20;

    public static async Task<int> TellAsync(StoryScene scene, CancellationToken cancel)
    {
        var (told, file) = (0, scene.File.Classes);
        var lessons = await scene.Db.Lessons.AsNoTracking().Where(l => scene.Db.Courses.Any(c => c.Id == l.CourseId && c.Division == 0 && c.State == CourseState.Approved)).OrderBy(l => l.Id).ToListAsync(cancel);
        foreach (var county in scene.Counties)
        {
            // Whose certificate ends first needs the hours first; who serves most comes too.
            var players = (await Cast.PlayersAsync(scene, county, cancel)).OrderByDescending(p => p.Certificate.ValidTo <= scene.Today.AddDays(90)).ThenByDescending(p => p.Station.LastServedOn).ThenBy(p => p.Officer.Id).ToList();
            foreach (var one in file.All) told += await HoldAsync(scene, county, one, players, cancel);
            foreach (var player in players.Take(file.All[0].Enrolled)) Study(scene, player, lessons);
        }
        return told;
    }

    static async Task<int> HoldAsync(StoryScene scene, DivisionCode county, ClassFile file, List<Player> players, CancellationToken cancel)
    {
        var place = county.At(Enum.Parse<DivisionLevel>(file.Level, ignoreCase: true));
        var above = county.Path().Select(p => p.Value).ToList();
        var body = await scene.Db.TrainingBodies.Where(b => above.Contains(b.Division) && b.Division <= place.Value).OrderByDescending(b => b.Division).ThenBy(b => b.Id).FirstAsync(cancel);
        var days = Array.ConvertAll(file.Days, d => scene.Today.AddDays(d));
        var dice = scene.Dice(Story, county.Value + Math.Abs(file.Days[0]));
        var made = (days[0] < scene.Today ? days[0] : scene.Today).AddDays(-dice.Between(9, 20));
        var one = new TrainingClass
        {
            Division = place.Value, BodyId = body.Id, Title = file.Title, Mode = file.Online ? ClassMode.Online : ClassMode.OnSite, Place = file.Place, Trainer = file.Trainer ?? body.Name, Seats = file.Seats,
            EnrolUntil = days[0].AddDays(-1), FirstDay = days[0], LastDay = days[^1], CreatedAt = scene.At(made, ref dice), Version = 1,
        };
        if (file.Cancelled is not null) (one.CancelledAt, one.CancelReason) = (scene.At(scene.Today.AddDays(-1), ref dice), file.Cancelled);
        scene.Db.Add(one);
        await scene.Db.SaveChangesAsync(cancel);
        var units = days.Select((day, i) => new ClassUnit { ClassId = one.Id, Place = (short)(i + 1), OnDate = day, FromMinute = file.From, Minutes = file.Minutes, Topic = file.Topics[i], Secret = Secret(ref dice) }).ToList();
        scene.Db.AddRange(units);
        await scene.Db.SaveChangesAsync(cancel);
        var people = players.Where(p => place.Contains(new(p.Officer.Division))).Take(Math.Min(file.Enrolled, file.Seats)).ToList();
        foreach (var player in people)
        {
            var on = made.AddDays(dice.Between(1, 6));
            scene.Db.Add(new ClassEnrolment { ClassId = one.Id, OfficerId = player.Officer.Id, Division = player.Officer.Division, At = scene.At(on, ref dice), Actor = StoryScene.Actor });
        }
        Credit(scene, units.FindAll(u => u.OnDate < scene.Today), people, ref dice);
        return 1;
    }

    static void Credit(StoryScene scene, List<ClassUnit> units, List<Player> people, ref Dice dice)
    {
        var corrected = false;
        foreach (var unit in units)
            foreach (var player in people)
            {
                if (!dice.Chance(scene.File.Classes.Present)) continue;
                scene.Db.Add(Row(unit, player, 1, dice.Chance(0.6) ? HourWay.Code : HourWay.Roll, unit.Minutes, null));
                if (corrected || unit != units[^1] || player != people[^1] && !dice.Chance(0.1)) continue;
                scene.Db.Add(Row(unit, player, 2, HourWay.Correction, -unit.Minutes / 2, scene.File.Classes.Corrected));
                corrected = true;
            }
    }

    static HourCredit Row(ClassUnit unit, Player player, short nth, HourWay way, int minutes, string? reason) => new()
    {
        OfficerId = player.Officer.Id, Division = player.Officer.Division, UnitId = unit.Id, Nth = nth, Way = way, Minutes = minutes, OnDate = unit.OnDate, At = unit.EndsAt.AddMinutes(5 * nth), Actor = StoryScene.Actor, Reason = reason,
    };

    static void Study(StoryScene scene, Player player, List<Lesson> lessons)
    {
        var (file, dice) = (scene.File.Classes, scene.Dice(Story, player.Officer.Id));
        if (lessons.Count == 0 || !dice.Chance(file.SelfStudied)) return;
        var lesson = dice.Pick(lessons);
        var on = scene.Today.AddDays(-dice.Between(1, 30));
        scene.Db.Add(new HourCredit
        {
            OfficerId = player.Officer.Id, Division = player.Officer.Division, LessonId = lesson.Id, Nth = 1, Way = HourWay.Study, Minutes = dice.Between(lesson.Minutes / 2, lesson.Minutes), OnDate = on,
            At = scene.At(on, ref dice), Actor = StoryScene.Actor,
        });
    }

    // Of this demonstration only; the product makes its own by chance.
    static string Secret(ref Dice dice)
    {
        var bytes = new byte[SecretBytes];
        foreach (ref var one in bytes.AsSpan()) one = (byte)dice.Below(256);
        return Base32Encoding.ToString(bytes);
    }
}
