using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Training.Courses;
using Yinong.Tests.Support;

namespace Yinong.Tests.Training.Learning;

/// <summary>Courses through the pages: written by one, approved by another; files served in ranges to those who may.</summary>
public class CourseTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task A_course_is_written_by_one_and_approved_by_another_and_changes_by_edition()
    {
        var (author, colleague) = (await app.SignedInAsync("county-manager", TestDivisions.County), await app.SignedInAsync("county-manager", TestDivisions.County));
        var page = await author.SubmitAsync(await author.GetAsync("/training/courses/edit"), "存为草稿", [("Input.Title", "本县上岗须知"), ("Input.Topic", "officer"), ("Input.Summary", "本县的规定")]);
        var address = page.Url.AbsolutePath;
        page = await author.SubmitAsync(page, "送审这门课程", [], HttpStatusCode.Conflict);
        Assert.Contains("还没有课", page.Errors.Single(), StringComparison.Ordinal);
        page = await author.SubmitAsync(await author.GetAsync($"{address}/lessons"), "存好这一课", [("Input.Title", "第一讲"), ("Input.Text", "太短"), ("Input.Minutes", "30")], HttpStatusCode.BadRequest);
        Assert.Contains("10到20000个字", page.Errors.Single(), StringComparison.Ordinal);
        await author.SubmitAsync(page, "存好这一课", [("Input.Title", "第一讲"), ("Input.Text", "这里写够十个字的正文。"), ("Input.Minutes", "30")]);
        page = await author.SubmitAsync(await author.GetAsync(address), "送审这门课程", []);
        Assert.Contains("不能自己审定", page.Text, StringComparison.Ordinal);
        await author.GetAsync($"{address}/lessons", HttpStatusCode.Conflict);
        Assert.Contains("本县上岗须知", (await colleague.GetAsync("/tasks")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("本县上岗须知", (await author.GetAsync("/tasks")).Text, StringComparison.Ordinal);
        page = await colleague.SubmitAsync(await colleague.GetAsync(address), "审定这门课程", []);
        Assert.Contains("已审定", page.Text, StringComparison.Ordinal);
        // The next edition is a copy; approved, it takes the place of the first.
        var next = await author.SubmitAsync(await author.GetAsync(address), "出新版", []);
        Assert.Contains("这里写够十个字的正文", next.Text, StringComparison.Ordinal);
        await author.SubmitAsync(await author.GetAsync(address), "出新版", [], HttpStatusCode.Conflict);
        await author.SubmitAsync(next, "送审这门课程", []);
        await colleague.SubmitAsync(await colleague.GetAsync(next.Url.AbsolutePath), "审定这门课程", []);
        Assert.Contains("已停用", (await author.GetAsync(address)).Text, StringComparison.Ordinal);
        // The author cannot press the other's button, and a neighbour sees nothing.
        await (await app.SignedInAsync("county-manager", "370126")).GetAsync(address, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Giving_back_and_retiring_ask_a_reason_and_an_author_never_approves()
    {
        var me = await app.AccountAsync("county-manager", TestDivisions.County);
        var (own, _, _) = await app.CourseAsync(TestDivisions.County, CourseState.Waiting, author: me.Id);
        var author = await app.SignInAsync(me);
        var colleague = await app.SignedInAsync("county-manager", TestDivisions.County);
        var open = await colleague.GetAsync($"/training/courses/{own.Id}");
        var page = await colleague.SubmitAsync(open, "退回", [("Input.Reason", "")], HttpStatusCode.BadRequest);
        Assert.Contains("请写明原因", page.Errors.Single(), StringComparison.Ordinal);
        var theirs = await app.CourseAsync(TestDivisions.County, CourseState.Waiting);
        var button = await author.GetAsync($"/training/courses/{theirs.Course.Id}");
        await using (var db = app.Db()) await db.Courses.Where(c => c.Id == theirs.Course.Id).ExecuteUpdateAsync(set => set.SetProperty(c => c.AuthorId, me.Id));
        page = await author.SubmitAsync(button, "审定这门课程", [], HttpStatusCode.Conflict);
        Assert.Contains("不能自己审定", page.Errors.Single(), StringComparison.Ordinal);
        page = await colleague.SubmitAsync(open, "退回", [("Input.Reason", "第一讲没有依据")]);
        Assert.Contains("退回原因：第一讲没有依据", page.Text, StringComparison.Ordinal);
        // What a higher level wrote is read only.
        var (above, _, _) = await app.CourseAsync("37");
        Assert.DoesNotContain("停用这门课程", (await colleague.GetAsync($"/training/courses/{above.Id}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_are_taken_for_what_they_are_and_a_small_slide_is_made()
    {
        var me = await app.AccountAsync("county-manager", TestDivisions.County);
        var author = await app.SignInAsync(me);
        var (course, lesson, _) = await app.CourseAsync(TestDivisions.County, CourseState.Draft, author: me.Id);
        var page = await author.GetAsync($"/training/courses/{course.Id}/lessons/{lesson.Id}");
        await author.UploadAsync(page, "上传", [("Input.File", "幻灯.exe", GivenCourse.Png(1800))], [("Input.Caption", "第一张")]);
        await author.UploadAsync(page, "上传", [("Input.File", "录音.mp3", GivenCourse.Mp3())], []);
        await using (var db = app.Db())
        {
            var files = await db.LessonFiles.Where(f => f.LessonId == lesson.Id).OrderBy(f => f.Id).ToListAsync();
            Assert.Equal(["video/mp4", "image/jpeg", "audio/mpeg"], files.Select(f => f.ContentType));
            Assert.True(files[1].SmallBytes < files[1].Bytes);
            using var answer = await author.Http.GetAsync($"/courses/files/{files[1].Id}/small");
            Assert.Equal(("image/jpeg", "nosniff"), (answer.Content.Headers.ContentType!.MediaType, answer.Headers.GetValues("X-Content-Type-Options").Single()));
            Assert.Contains("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        }
        foreach (var (name, content, says) in new (string, byte[], string)[]
        {
            ("木马.mp4", [.. "MZ"u8, .. new byte[500]], "不是能用的文件"), ("页面.html", "<html><script>alert(1)</script></html>                    "u8.ToArray(), "不是能用的文件"), ("断.mp4", GivenCourse.Mp4(400)[..200], "不是能用的文件"), ("空.mp3", [], "没有传完"),
            ("苹果.jpg", GivenCourse.Mp4(400, "heic"), "兼容性"),
        })
            Assert.Contains(says, (await author.UploadAsync(page, "上传", [("Input.File", name, content)], [], HttpStatusCode.BadRequest)).Errors.Single(), StringComparison.Ordinal);
        Assert.Contains("不是一类", (await author.UploadAsync(page, "上传", [("Input.File", "a.mp4", GivenCourse.Mp4(900)), ("Input.Small", "b.mp3", GivenCourse.Mp3())], [], HttpStatusCode.BadRequest)).Errors.Single(), StringComparison.Ordinal);
        Assert.Contains("不比原文件小", (await author.UploadAsync(page, "上传", [("Input.File", "a.mp4", GivenCourse.Mp4(900)), ("Input.Small", "b.mp4", GivenCourse.Mp4(1900))], [], HttpStatusCode.BadRequest)).Errors.Single(), StringComparison.Ordinal);
        Assert.Contains("请先选一个文件", (await author.UploadAsync(page, "上传", [], [], HttpStatusCode.BadRequest)).Errors.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_come_in_ranges_with_their_tag()
    {
        var (_, _, file) = await app.CourseAsync();
        var visitor = await app.SignedInAsync("officer", TestDivisions.Village);
        var address = $"/courses/files/{file.Id}";
        using var whole = await visitor.Http.GetAsync(address);
        Assert.Equal((HttpStatusCode.OK, "video/mp4", "bytes"), (whole.StatusCode, whole.Content.Headers.ContentType!.MediaType, whole.Headers.AcceptRanges.Single()));
        var tag = whole.Headers.ETag!;
        Assert.Contains(file.Hash, tag.Tag, StringComparison.Ordinal);
        var bytes = await whole.Content.ReadAsByteArrayAsync();
        using var part = await AskAsync(visitor, address, r => r.Range = new(100, 199));
        Assert.Equal((HttpStatusCode.PartialContent, $"bytes 100-199/{bytes.Length}"), (part.StatusCode, part.Content.Headers.ContentRange!.ToString()));
        Assert.Equal(bytes[100..200], await part.Content.ReadAsByteArrayAsync());
        using var tail = await AskAsync(visitor, address, r => r.Range = new(null, 10));
        Assert.Equal(bytes[^10..], await tail.Content.ReadAsByteArrayAsync());
        // Changed meanwhile: the whole comes; the same: only the part.
        using var changed = await AskAsync(visitor, address, r => (r.Range, r.IfRange) = (new(100, 199), new("\"another\"")));
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        using var same = await AskAsync(visitor, address, r => (r.Range, r.IfRange) = (new(100, 199), new(tag)));
        Assert.Equal(HttpStatusCode.PartialContent, same.StatusCode);
        using var beyond = await AskAsync(visitor, address, r => r.Range = new(bytes.Length + 5, null));
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, beyond.StatusCode);
        using var known = await AskAsync(visitor, address, r => r.IfNoneMatch.Add(tag));
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
        using var small = await visitor.Http.GetAsync(address + "/small");
        Assert.Equal(file.SmallBytes, (await small.Content.ReadAsByteArrayAsync()).Length);
    }

    [Fact]
    public async Task Who_may_not_read_finds_nothing()
    {
        var (_, _, elsewhere) = await app.CourseAsync("12");
        var (_, _, draft) = await app.CourseAsync(TestDivisions.County, CourseState.Draft);
        var (_, _, inside) = await app.CourseAsync();
        var (open, _, farmers) = await app.CourseAsync(forFarmers: true);
        var (_, _, waiting) = await app.CourseAsync(forFarmers: true, state: CourseState.Waiting);
        var (officer, nobody) = (await app.SignedInAsync("officer", TestDivisions.Village), app.Visitor());
        await officer.GetAsync($"/courses/files/{elsewhere.Id}", HttpStatusCode.NotFound);
        await officer.GetAsync($"/courses/files/{draft.Id}", HttpStatusCode.NotFound);
        await nobody.GetAsync($"/courses/files/{inside.Id}", HttpStatusCode.NotFound);
        await nobody.GetAsync($"/courses/files/{waiting.Id}", HttpStatusCode.NotFound);
        using (var answer = await nobody.Http.GetAsync($"/courses/files/{farmers.Id}/small")) Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("这一讲的正文", (await nobody.GetAsync($"/learn/{open.Code}")).Text, StringComparison.Ordinal);
        Assert.Contains("把字调大", (await nobody.GetAsync("/learn/K02")).Text, StringComparison.Ordinal);
        await nobody.GetAsync("/learn/K01", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_phone_gets_the_small_variant_and_may_ask_for_the_full_one()
    {
        var (course, _, file) = await app.CourseAsync();
        var officer = await app.SignInAsync((await app.OfficerAsync()).Account);
        var page = await officer.GetAsync($"/desk/learn/courses/{course.Id}/1");
        Assert.Equal($"/courses/files/{file.Id}/small", page.Document.QuerySelector("video")!.GetAttribute("src"));
        page = await officer.GetAsync(page.Link($"看清晰版（{(file.Bytes + 1023) / 1024} KB）"));
        Assert.Equal($"/courses/files/{file.Id}", page.Document.QuerySelector("video")!.GetAttribute("src"));
        // The back office shows the full one, unless the browser asks to save data.
        var county = await app.SignedInAsync("county-manager", TestDivisions.County);
        Assert.EndsWith($"/{file.Id}", (await county.GetAsync($"/training/courses/{course.Id}")).Document.QuerySelector("video")!.GetAttribute("src"), StringComparison.Ordinal);
        county.Http.DefaultRequestHeaders.Add("Save-Data", "on");
        Assert.EndsWith("/small", (await county.GetAsync($"/training/courses/{course.Id}")).Document.QuerySelector("video")!.GetAttribute("src"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_course_is_one_file_to_keep()
    {
        var (course, _, file) = await app.CourseAsync();
        var officer = await app.SignInAsync((await app.OfficerAsync()).Account);
        foreach (var (query, bytes) in new[] { ("", file.SmallBytes), ("?size=full", file.Bytes) })
        {
            using var answer = await officer.Http.GetAsync($"/courses/{course.Id}.zip{query}");
            Assert.Equal("application/zip", answer.Content.Headers.ContentType!.MediaType);
            using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync());
            using var page = new StreamReader(zip.GetEntry("index.html")!.Open());
            var text = await page.ReadToEndAsync();
            Assert.Contains(WebUtility.HtmlEncode("第一讲"), WebUtility.HtmlDecode(text), StringComparison.Ordinal);
            var entry = Assert.Single(zip.Entries, e => e.FullName.StartsWith("files/", StringComparison.Ordinal));
            Assert.Equal(bytes, entry.Length);
            Assert.Contains(entry.FullName, text, StringComparison.Ordinal);
        }
        Assert.Equal(HttpStatusCode.NotFound, (await app.Visitor().Http.GetAsync($"/courses/{course.Id}.zip")).StatusCode);
    }

    [Fact]
    public async Task The_shipped_courses_are_installed_once_and_have_their_sources()
    {
        await using var db = app.Db();
        CourseInstallation.Run(db);
        Assert.Equal(["K01", "K02"], await db.Courses.Where(c => c.Code.StartsWith("K0")).OrderBy(c => c.Code).Select(c => c.Code).ToListAsync());
        Assert.All(CourseFile.Shipped.Courses.SelectMany(c => c.Lessons), lesson => Assert.True(lesson.Source.Length > 2 && lesson.Text.Count >= 3 && lesson.Minutes > 0, lesson.Title));
        Assert.All(CourseFile.Shipped.Courses, course => CourseCheck.Tidy(new CourseDraft(course.Topic, course.Title, course.Summary, course.ForFarmers)));
    }

    static Task<HttpResponseMessage> AskAsync(Visitor visitor, string address, Action<HttpRequestHeaders> with)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        with(request.Headers);
        return visitor.Http.SendAsync(request);
    }
}
