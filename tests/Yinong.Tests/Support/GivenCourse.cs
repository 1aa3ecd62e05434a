using System.Buffers.Binary;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using SkiaSharp;
using Yinong.Modules.Divisions;
using Yinong.Modules.Training.Classes;
using Yinong.Modules.Training.Courses;
using Yinong.Modules.Training.Hours;
using Yinong.Platform.Files;

namespace Yinong.Tests.Support;

/// <summary>Courses, classes and hours as the registers would have left them, and files that are what they say.</summary>
public static class GivenCourse
{
    static int _made;

    /// <summary>A course of one lesson with a film in two sizes, in a state.</summary>
    public static async Task<(Course Course, Lesson Lesson, LessonFile File)> CourseAsync(this App app, string division = "00", CourseState state = CourseState.Approved, bool forFarmers = false, int? author = null, int minutes = 40)
    {
        var n = Interlocked.Increment(ref _made);
        await using var db = app.Db();
        var course = new Course
        {
            Division = DivisionCode.Parse(division).Value, Code = $"T{n:0000000}", Topic = "phone", Title = $"测试课程{n}", Summary = "测试用的课程", ForFarmers = forFarmers, State = state, AuthorId = author, CreatedAt = DateTime.UnixEpoch, Version = 1,
        };
        db.Add(course);
        await db.SaveChangesAsync();
        var lesson = new Lesson { CourseId = course.Id, Place = 1, Title = "第一讲", Text = "这一讲的正文。\n第二段。", Minutes = (short)minutes, Source = "S-16" };
        db.Add(lesson);
        await db.SaveChangesAsync();
        var store = app.Services.GetRequiredService<ContentStore>();
        var (film, small) = (Mp4(5000 + n), Mp4(900 + n));
        var file = new LessonFile
        {
            LessonId = lesson.Id, Kind = LessonFileKind.Video, FileName = "讲课.mp4", Caption = "老师讲课", ContentType = "video/mp4", Hash = await store.SaveAsync(film), Bytes = film.Length, SmallType = "video/mp4", SmallHash = await store.SaveAsync(small),
            SmallBytes = small.Length, UploadedAt = DateTime.UnixEpoch, Actor = "test",
        };
        db.Add(file);
        await db.SaveChangesAsync();
        return (course, lesson, file);
    }

    /// <summary>What a province asks from the day of the tests on.</summary>
    public static async Task RequireAsync(this App app, string province, int dutyHours, int refresherHours, bool exam = true, int? months = null)
    {
        await using var db = app.Db();
        var code = DivisionCode.Parse(province).Value;
        db.Add(new HourRequirement
        {
            Province = code, Edition = (short)(db.HourRequirements.Count(r => r.Province == code) + 1), EffectiveFrom = GivenOfficer.Today, DutyMinutes = dutyHours * 60, RefresherMinutes = refresherHours * 60, RefresherExam = exam, RenewalMonths = (short?)months,
            NoticeDays = 90, Source = "测试文件", Actor = "test", At = DateTime.UnixEpoch,
        });
        await db.SaveChangesAsync();
    }

    /// <summary>A class of one unit that is on now, 9:00 to 10:30 on the day of the tests.</summary>
    public static async Task<(TrainingClass Class, ClassUnit Unit)> ClassAsync(this App app, string division = TestDivisions.County, int seats = 20, int? trainer = null)
    {
        var n = Interlocked.Increment(ref _made);
        await using var db = app.Db();
        var place = DivisionCode.Parse(division).Value;
        var body = new TrainingBody { Division = place, Kind = "broadcast-school", Name = $"测试农广校{n}", Source = "测试文件", Version = 1 };
        db.Add(body);
        await db.SaveChangesAsync();
        var today = GivenOfficer.Today;
        var one = new TrainingClass
        {
            Division = place, BodyId = body.Id, Title = $"测试班{n}", Mode = ClassMode.OnSite, Place = "县农广校201室", Trainer = "刘老师", TrainerId = trainer, Seats = (short)seats, EnrolUntil = today, FirstDay = today, LastDay = today,
            CreatedAt = DateTime.UnixEpoch, Version = 1,
        };
        db.Add(one);
        await db.SaveChangesAsync();
        var unit = new ClassUnit { ClassId = one.Id, Place = 1, OnDate = today, FromMinute = 9 * 60, Minutes = 90, Topic = "服务台怎么用", Secret = ChangingCode.NewSecret() };
        db.Add(unit);
        await db.SaveChangesAsync();
        return (one, unit);
    }

    /// <summary>Sends files and fields in the form that has this button, as a browser would.</summary>
    public static async Task<Html> UploadAsync(this Visitor visitor, Html page, string button, (string Field, string Name, byte[] Content)[] files, (string Field, string Value)[] fields, System.Net.HttpStatusCode status = System.Net.HttpStatusCode.OK)
    {
        var (form, _) = page.FindForm(button);
        using var body = new MultipartFormDataContent();
        foreach (var (field, value) in fields) body.Add(new StringContent(value), field);
        body.Add(new StringContent(form.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken");
        foreach (var (field, name, content) in files)
        {
            var part = new ByteArrayContent(content);
            part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            body.Add(part, field, name);
        }
        var target = new Uri(page.Url, form.GetAttribute("action"));
        var answer = await visitor.Http.PostAsync(target, body);
        if (status == System.Net.HttpStatusCode.OK && answer.StatusCode is System.Net.HttpStatusCode.Redirect) answer = await visitor.Http.GetAsync(new Uri(target, answer.Headers.Location!));
        return await Html.ReadAsync(answer, status);
    }

    public static byte[] Png(int side)
    {
        using var bitmap = new SKBitmap(side, side);
        for (var i = 0; i < side; i++) bitmap.SetPixel(i, i * i % side, new SKColor((byte)(i * 7), (byte)(i * 13), (byte)i));
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    /// <summary>ftyp, moov, mdat, of a length.</summary>
    public static byte[] Mp4(int length, string brand = "isom")
    {
        var film = new byte[length];
        Box(film, 0, 24, "ftyp");
        System.Text.Encoding.ASCII.GetBytes(brand).CopyTo(film, 8);
        Box(film, 24, 16, "moov");
        Box(film, 40, length - 40, "mdat");
        for (var i = 48; i < length; i++) film[i] = (byte)(i * 31);
        return film;
    }

    /// <summary>Two frames of MPEG-1 layer III, 128 kbit/s, 44.1 kHz.</summary>
    public static byte[] Mp3()
    {
        var sound = new byte[417 * 2];
        foreach (var at in new[] { 0, 417 }) new byte[] { 0xFF, 0xFB, 0x90, 0x00 }.CopyTo(sound, at);
        return sound;
    }

    public static byte[] Webm() => [0x1A, 0x45, 0xDF, 0xA3, 0x93, 0x42, 0x82, 0x84, (byte)'w', (byte)'e', (byte)'b', (byte)'m', .. new byte[200]];

    public static byte[] Ogg() => [.. "OggS"u8, 0, 2, .. new byte[20], 1, 19, .. "OpusHead"u8, .. new byte[60]];

    static void Box(byte[] film, int at, int length, string type)
    {
        BinaryPrimitives.WriteInt32BigEndian(film.AsSpan(at), length);
        System.Text.Encoding.ASCII.GetBytes(type).CopyTo(film, at + 4);
    }
}
