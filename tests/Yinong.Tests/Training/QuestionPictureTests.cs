using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yinong.Modules.Training;
using Yinong.Tests.Stations.SixHaves;
using Yinong.Tests.Support;

namespace Yinong.Tests.Training;

/// <summary>Pictures of questions: made anew, with words for whoever cannot see them, and shown only to those who may see the question at that moment.</summary>
public class QuestionPictureTests(App app) : IClassFixture<App>
{
    static readonly string Topic = QuestionFile.Shipped.Topics[0].Code;

    [Fact]
    public async Task An_author_adds_a_picture_with_its_words_and_takes_it_away_again()
    {
        var author = await app.SignedInAsync("county-manager", TestDivisions.County);
        var photo = GivenInspections.Picture(SkiaSharp.SKEncodedImageFormat.Png);
        Assert.Contains("图片里是什么", (await SendAsync(author, "/training/questions/new", "", photo, HttpStatusCode.BadRequest)).Text, StringComparison.Ordinal);
        Assert.Contains("不是JPEG", (await SendAsync(author, "/training/questions/new", "一块标牌", "GIF89a"u8.ToArray(), HttpStatusCode.BadRequest)).FieldError("Input.Upload"), StringComparison.Ordinal);
        Assert.Contains("没有图片", (await SendAsync(author, "/training/questions/new", "一块标牌", null, HttpStatusCode.BadRequest)).FieldError("Input.Upload"), StringComparison.Ordinal);
        var page = await SendAsync(author, "/training/questions/new", "一块标牌", photo);
        var picture = page.Document.QuerySelector(".yn-asked-pic img")!;
        Assert.Equal("一块标牌", picture.GetAttribute("alt"));
        using var answer = await author.Http.GetAsync(picture.GetAttribute("src"));
        Assert.Equal("image/jpeg", answer.Content.Headers.ContentType!.MediaType);
        Assert.NotEqual(photo, await answer.Content.ReadAsByteArrayAsync());
        await (await app.SignedInAsync("county-manager", "370126")).GetAsync(picture.GetAttribute("src")!, HttpStatusCode.NotFound);

        // In GIFT it travels with the question, and elsewhere it is the same question.
        var gift = await author.Http.GetStringAsync("/training/questions.gift?state=draft");
        var draft = Gift.Read(gift).Questions.Single(q => q.Picture is not null);
        Assert.Equal(("图里是什么？", "一块标牌", true), (draft.Text, draft.Picture!.Alt, draft.Picture.Content!.Length > 100));
        Assert.Equal(["甲<b>", "乙"], draft.Options.Select(o => o.Text));
        await using (var hand = Stations.Hand.WithAll(app, "370126", account: (await app.AccountAsync("county-manager", "370126")).Id))
        {
            Assert.Equal(new QuestionImport(1, 0), await hand.Get<QuestionRegister>().ImportAsync([draft with { Topic = Topic }]));
            Assert.Equal(new QuestionImport(0, 1), await hand.Get<QuestionRegister>().ImportAsync([draft with { Topic = Topic }]));
        }

        page = await author.SubmitAsync(await author.GetAsync(page.Url.AbsolutePath + "/edit"), "保存", [("Input.RemovePicture", "true")]);
        Assert.Null(page.Document.QuerySelector(".yn-asked-pic"));
    }

    [Fact]
    public async Task A_taker_sees_it_while_the_paper_runs_and_again_after_the_end_for_all()
    {
        var (exam, officer) = (await app.ExamAsync([QuestionKind.Truth]), await app.OfficerAsync());
        await using (var db = app.Db())
        {
            var topic = exam.Lines[0].Topic;
            var question = await db.Questions.AsTracking().SingleAsync(q => q.Topic == topic);
            var kept = await app.Services.GetRequiredService<QuestionPictures>().KeepAsync(new(null, topic, QuestionKind.Truth, 1, "题目", [], null, null, new("一台电脑", null, GivenInspections.Picture())));
            (question.Picture, question.PictureAlt) = (kept.Picture!.Hash, kept.Picture.Alt);
            await db.SaveChangesAsync();
        }
        app.Services.GetRequiredService<Yinong.Platform.Jobs.ChangeFeed>().Publish(QuestionBank.Topic, "picture");
        var taker = await app.SignInAsync(officer.Account);
        var page = await taker.BeginAsync(exam);
        var picture = page.Document.QuerySelector(".yn-asked-pic img")!;
        Assert.Equal("一台电脑", picture.GetAttribute("alt"));
        var address = picture.GetAttribute("src")!;
        Assert.Equal(HttpStatusCode.OK, (await taker.Http.GetAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await (await app.SignInAsync((await app.OfficerAsync()).Account)).Http.GetAsync(address)).StatusCode);
        await taker.SubmitAsync(await taker.AnswerAllAsync(page, right: true), "交卷", []);
        Assert.Equal(HttpStatusCode.Conflict, (await taker.Http.GetAsync(address)).StatusCode);
        app.Clock.Advance(TimeSpan.FromDays(63));
        try
        {
            Assert.Equal(HttpStatusCode.OK, (await (await app.SignInAsync(officer.Account)).Http.GetAsync(address)).StatusCode);
        }
        finally
        {
            app.Clock.Advance(TimeSpan.FromDays(-63));
        }
    }

    [Theory]
    [InlineData("[html]看图<img src=\"https\\://example.org/a.png\" alt=\"甲\">{=对 ~错}", "gift.picture-elsewhere")]
    [InlineData("[html]看图<img src\\=\"@@PLUGINFILE@@/a.png\" alt\\=\"甲\">{=对 ~错}", "gift.picture-elsewhere")]
    [InlineData("[html]看图<img src\\=\"a\"><img src\\=\"b\">{=对 ~错}", "gift.pictures")]
    public void A_picture_that_is_not_in_the_file_is_named(string gift, string code) => Assert.Equal(code, Gift.Read(gift).Errors.Single().Problem.Code);

    static async Task<Html> SendAsync(Visitor author, string address, string alt, byte[]? photo, HttpStatusCode status = HttpStatusCode.OK)
    {
        var page = await author.GetAsync(address);
        var token = page.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var form = new MultipartFormDataContent
        {
            { new StringContent(token), "__RequestVerificationToken" }, { new StringContent(Topic), "Input.Topic" }, { new StringContent("Single"), "Input.Kind" }, { new StringContent("1"), "Input.Difficulty" },
            { new StringContent("图里是什么？"), "Input.Text" }, { new StringContent("*甲<b>\n乙"), "Input.Options" }, { new StringContent(alt), "Input.PictureAlt" },
        };
        if (photo is not null) form.Add(new ByteArrayContent(photo), "Input.Upload", "a.png");
        var answer = await author.Http.PostAsync(address, form);
        if (answer.Headers.Location is { } to) answer = await author.Http.GetAsync(to);
        return await Html.ReadAsync(answer, status);
    }
}
