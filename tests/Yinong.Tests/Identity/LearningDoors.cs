namespace Yinong.Tests.Identity;

/// <summary>Ways to change courses, hours, classes and farmers' training.</summary>
static class LearningDoors
{
    const string County = "county-manager", Officer = "officer", Today = "2018-10-31";

    static readonly (string, string)[] Course = [("Input.Title", "新课程{n}"), ("Input.Topic", "phone"), ("Input.Summary", "试一试这门课程"), ("Input.Version", "{version}")];

    static readonly (string, string)[] Version = [("version", "{version}")];

    static readonly (string, string)[] Because = [("Input.Reason", "试一试"), ("version", "{version}")];

    public static Door[] All =>
    [
        new("/training/courses/edit/{id:int?}", Aim.Row, "drafts", "/training/courses/edit/{key}", County, Course),
        new("/training/courses/{id:int}/lessons/{lesson:int?}", Aim.Row, "drafts", "/training/courses/{key}/lessons", County, ("Input.Title", "第{n}讲"), ("Input.Text", "这里写够十个字的正文。"), ("Input.Minutes", "20")),
        new("/training/courses/{id:int}/lessons/{lesson:int?}?handler=Upload", Aim.Row, "drafts", "/training/courses/{key}/lessons/{lesson}?handler=Upload", County),
        new("/training/courses/{id:int}/lessons/{lesson:int?}?handler=Remove", Aim.Row, "drafts", "/training/courses/{key}/lessons/{lesson}?handler=Remove&file={file}", County),
        new("/training/courses/{id:int}?handler=Submit", Aim.Row, "drafts", "/training/courses/{key}?handler=Submit", County, Version),
        new("/training/courses/{id:int}?handler=Approve", Aim.Row, "waiting-courses", "/training/courses/{key}?handler=Approve", County, Version),
        new("/training/courses/{id:int}?handler=Return", Aim.Row, "waiting-courses", "/training/courses/{key}?handler=Return", County, Because),
        new("/training/courses/{id:int}?handler=Next", Aim.Row, "courses", "/training/courses/{key}?handler=Next", County),
        new("/training/courses/{id:int}?handler=Retire", Aim.Row, "courses", "/training/courses/{key}?handler=Retire", County, Because),
        new("/training/hours", Aim.Place, null, "/training/hours?division={place}", "province-manager", ("Input.EffectiveFrom", Today), ("Input.DutyHours", "0"), ("Input.RefresherHours", "0"), ("Input.RenewalMonths", "24"), ("Input.NoticeDays", "90"), ("Input.Source", "试〔2018〕{n}号")),
        new("/training/refreshers?handler=Confirm", Aim.Row, "officers", "/training/refreshers?handler=Confirm&officer={key}", County),
        new("/training/bodies", Aim.Own, null, "/training/bodies", County, ("Input.Name", "机构{n}"), ("Input.Kind", "college"), ("Input.Source", "试一试")),
        new("/training/bodies?handler=End", Aim.Row, "bodies", "/training/bodies?handler=End&id={key}", County, Version),
        new("/training/classes/new", Aim.Own, null, "/training/classes/new", County, ("Input.Title", "新班{n}"), ("Input.BodyId", "{body}"), ("Input.Place", "县里"), ("Input.Trainer", "老师"), ("Input.Seats", "9"), ("Input.EnrolUntil", Today), ("Input.Units", Today + ",9:00,90,内容")),
        new("/training/classes/{id:int}?handler=Enrol", Aim.Row, "open-classes", "/training/classes/{key}?handler=Enrol", County, ("Input.Officer", "{officer}")),
        new("/training/classes/{id:int}?handler=Cancel", Aim.Row, "open-classes", "/training/classes/{key}?handler=Cancel", County, Because),
        new("/training/classes/{id:int}/units/{place:int}?handler=Roll", Aim.Row, "attended", "/training/classes/{key}/units/1?handler=Roll", County, ("Input.Present", "{officer-id}")),
        new("/training/classes/{id:int}/units/{place:int}?handler=Correct", Aim.Row, "credited", "/training/classes/{key}/units/1?handler=Correct", County, ("Input.Officer", "{officer-id}"), ("Input.Minutes", "45"), ("Input.Reason", "迟到")),

        // The officer's phone.
        new("/desk/learn/courses/{id:int}/{place:int}?handler=Start", Aim.Row, "courses", "/desk/learn/courses/{key}/1?handler=Start", Officer),
        new("/desk/learn/courses/{id:int}/{place:int}?handler=Finish", Aim.Row, "studying", "/desk/learn/courses/{key}/1?handler=Finish", Officer),
        new("/desk/learn/classes/{id:int}?handler=Enrol", Aim.Row, "open-classes", "/desk/learn/classes/{key}?handler=Enrol", Officer),
        new("/desk/learn/classes/{id:int}?handler=Leave", Aim.Row, "later", "/desk/learn/classes/{key}?handler=Leave", Officer),
        new("/desk/learn/classes/{id:int}?handler=Code", Aim.Row, "attended", "/desk/learn/classes/{key}?handler=Code&place=1", Officer, ("Input.Code", "{code}")),
        new("/desk/sessions/new", Aim.Own, null, "/desk/sessions/new", Officer, ("Input.Topic", "basics"), ("Input.OnDate", Today), ("Input.From", "9:00"), ("Input.Place", "站里"), ("Input.Planned", "20")),
        new("/desk/sessions/{number}?handler=Close", Aim.Row, "sessions", "/desk/sessions/{key}?handler=Close", Officer, ("Input.HeadCount", "9")),
        new("/desk/sessions/{number}?handler=Cancel", Aim.Row, "sessions", "/desk/sessions/{key}?handler=Cancel", Officer, ("Input.Reason", "下雨")),
        new("/desk/sessions/{number}?handler=Reveal", Aim.Row, "sessions", "/desk/sessions/{key}?handler=Reveal", Officer, ("Input.Why", "通知改期")),

        // Whoever has the number of a session.
        new("/t/{number}?handler=SignUp", Aim.Open, null, "/t/{session}?handler=SignUp", null, ("Input.Name", "老李")),
        new("/t/{number}?handler=Say", Aim.Open, null, "/t/{session}?handler=Say", null, ("Input.Grade", "5")),
    ];
}
