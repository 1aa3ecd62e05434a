using System.Globalization;
using Yinong.Modules.Divisions;
using Yinong.Modules.Training.Classes;
using Yinong.Modules.Training.Courses;
using Yinong.Modules.Training.Farmers;
using Yinong.Modules.Training.Hours;
using Yinong.Tests.Support;

namespace Yinong.Tests.Identity;

/// <summary>Courses, classes and sessions of a village, for the doors that are aimed at them.</summary>
static class DoorLearning
{
    public static async Task<(Dictionary<string, string> Keys, Dictionary<string, string> Parts)> MakeLearningAsync(this DoorCountry app, string village, TestDesk desk, int author)
    {
        var draft = await app.CourseAsync(village, CourseState.Draft, author: author);
        var waiting = await app.CourseAsync(village, CourseState.Waiting, author: author);
        var (approved, studying) = (await app.CourseAsync(village), await app.CourseAsync(village));
        var (open, _) = await app.ClassAsync(village);
        var (attended, unit) = await app.ClassAsync(village);
        var (credited, creditedUnit) = await app.ClassAsync(village);
        var (later, _) = await app.ClassAsync(village);
        var (officer, place, at) = (desk.Officer, DivisionCode.Parse(village).Value, app.Clock.UtcNow);
        await using var db = app.Db();
        db.Attach(later).Entity.FirstDay = GivenOfficer.Today.AddDays(1);
        later.LastDay = later.FirstDay;
        db.AddRange(new[] { attended, credited, later }.Select(c => new ClassEnrolment { ClassId = c.Id, OfficerId = officer.Id, Division = place, At = at, Actor = "test" }));
        db.Add(new HourCredit { OfficerId = officer.Id, Division = place, UnitId = creditedUnit.Id, Nth = 1, Way = HourWay.Roll, Minutes = 90, OnDate = GivenOfficer.Today, At = at, Actor = "test" });
        db.Add(new LessonStudy { OfficerId = officer.Id, LessonId = studying.Lesson.Id, Division = place, StartedAt = at.AddMinutes(-20), Nth = 1 });
        var session = new FarmerSession
        {
            Number = $"D{open.Id:0000000}", StationId = desk.Station.Id, OfficerId = officer.Id, Division = place, Topic = "basics", OnDate = GivenOfficer.Today, FromMinute = 480, Place = "站里", Planned = 20, State = SessionState.Planned,
            RecordId = Guid.CreateVersion7(), CreatedAt = at, Version = 1,
        };
        db.Add(session);
        await db.SaveChangesAsync();
        return (new()
        {
            ["drafts"] = Key(draft.Course.Id), ["waiting-courses"] = Key(waiting.Course.Id), ["courses"] = Key(approved.Course.Id), ["studying"] = Key(studying.Course.Id), ["bodies"] = Key(open.BodyId), ["open-classes"] = Key(open.Id),
            ["attended"] = Key(attended.Id), ["credited"] = Key(credited.Id), ["later"] = Key(later.Id), ["sessions"] = session.Number,
        }, new()
        {
            ["lesson"] = Key(draft.Lesson.Id), ["file"] = Key(draft.File.Id), ["session"] = session.Number, ["officer-id"] = Key(officer.Id), ["code"] = ChangingCode.Now(unit, at).Code, ["body"] = Key(open.BodyId),
        });
    }

    static string Key(int id) => id.ToString(CultureInfo.InvariantCulture);
}
