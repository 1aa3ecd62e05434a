using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Training;
using Yinong.Platform.Time;
using Yinong.Tests.Support;

namespace Yinong.Tests.Training;

/// <summary>Answers that a phone sealed without a line: taken while the chain is whole and the times are right, known when sent again, else refused.</summary>
public class SealedAnswerTests(App app) : IClassFixture<App>
{
    static readonly QuestionKind[] Kinds = [QuestionKind.Single, QuestionKind.Truth, QuestionKind.Short];

    [Fact]
    public async Task Sealed_answers_are_taken_once_and_marked_for_the_reviewer()
    {
        var phone = await PhoneAsync(late: 60);
        var entries = phone.Seal((1, "1", 1), (2, "0", 2), (3, "要点一都做到", 3));
        Assert.Equal(["taken", "taken", "taken"], await phone.SendAsync(entries));
        Assert.Equal(["known", "known", "known"], await phone.SendAsync(entries));
        Assert.Equal(["taken"], await phone.SendAsync(phone.Seal((2, "1", 4))));
        await using var db = app.Db();
        var answers = await db.ExamAnswers.Where(a => a.SittingId == phone.Sitting.Id).ToListAsync();
        Assert.Equal((3, "1"), (answers.Count, answers.Single(a => a.QuestionId == phone.Sitting.Questions[1]).Answer));
        Assert.All(answers, a => Assert.NotNull(a.SealedAt));
        Assert.Equal(2, await db.AuditEntries.CountAsync(e => e.Action == "exam.sealed-taken" && e.Subject == ExamSitting.SourceOf(phone.Sitting.Id)));
        // Handed in without a line: the paper ends, and the marker sees what came late.
        Assert.True((await phone.SendWholeAsync(phone.Seal((0, "", 5)))).GetProperty("handedIn").GetBoolean());
        var county = await app.SignedInAsync("county-manager", TestDivisions.County);
        Assert.Contains("断线补传", (await county.GetAsync($"/training/marking/{phone.Sitting.Id}")).Text, StringComparison.Ordinal);
        Assert.Contains("断线补传3题", (await county.GetAsync($"/training/exams/{phone.Exam.Id}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_changed_or_lacks_its_forerunner_is_refused_with_all_after_it()
    {
        var phone = await PhoneAsync();
        var entries = phone.Seal((1, "1", 1), (2, "0", 2), (3, "写的", 3));
        var forged = entries.Select(e => e.Number == 2 ? e with { Answer = "1" } : e).ToArray();
        Assert.Equal(["taken", "exam.seal-broken", "exam.seal-broken"], await phone.SendAsync(forged));
        Assert.Equal(["exam.seal-broken"], await phone.SendAsync([entries[2]]));
        Assert.Equal(["exam.seal-conflict"], await phone.SendAsync([entries[0] with { Answer = "0", Seal = new string('a', 64) }]));
        // The true rest still fits.
        Assert.Equal(["taken", "taken"], await phone.SendAsync([entries[1], entries[2]]));
        // The key of another sitting seals nothing here.
        var other = await PhoneAsync();
        Assert.Equal(["exam.seal-broken"], await phone.SendAsync(other.Seal((1, "1", 1)), "00000000000000aa"));
    }

    [Fact]
    public async Task Times_outside_of_the_sitting_and_options_that_are_not_there_do_not_count()
    {
        var phone = await PhoneAsync(late: 60);
        Assert.Equal(["exam.seal-time", "taken", "exam.seal-time", "exam.answer", "exam.seal-time", "taken"], await phone.SendAsync(phone.Seal((1, "0", -5), (1, "1", 1), (2, "0", 0.5), (1, "9", 1), (2, "1", 61), (2, "0", 31))));
    }

    [Fact]
    public async Task Late_ones_are_taken_within_the_grace_and_the_paper_waits_for_them()
    {
        var phone = await PhoneAsync(late: 60);
        var (entries, more) = (phone.Seal((1, await phone.RightAsync(), 10), (2, "0", 59)), phone.Seal((3, "迟了", 59.5)));
        await LaterAsync(21, async taker =>
        {
            phone = phone with { Taker = taker, Token = await TokenAsync(taker) };
            Assert.Contains("时间到了", (await taker.GetAsync($"/exams/sitting/{phone.Sitting.Id}")).Text, StringComparison.Ordinal);
            // Beginning again leads to this paper as long as it waits.
            Assert.Contains("接着考", (await taker.GetAsync($"/exams/{phone.Exam.Id}")).Text, StringComparison.Ordinal);
            Assert.Equal(["taken", "taken"], await phone.SendAsync(entries));
        }, phone.Account);
        await LaterAsync(81, async taker =>
        {
            phone = phone with { Taker = taker, Token = await TokenAsync(taker) };
            Assert.Equal(["exam.seals-closed"], await phone.SendAsync(more));
            // What was taken is still known.
            Assert.Equal(["known", "known"], await phone.SendAsync(entries));
        }, phone.Account);
        await using var db = app.Db();
        Assert.Equal((SittingState.Passed, phone.Sitting.EndsAt), await db.ExamSittings.Where(s => s.Id == phone.Sitting.Id).Select(s => new ValueTuple<SittingState, DateTime>(s.State, s.SubmittedAt!.Value)).SingleAsync());
    }

    [Fact]
    public async Task After_the_paper_was_handed_in_nothing_is_taken_and_a_later_answer_on_a_line_stays()
    {
        var phone = await PhoneAsync();
        var page = await phone.Taker.GetAsync($"/exams/sitting/{phone.Sitting.Id}/2");
        await phone.Taker.SubmitAsync(page, "下一题", [("Input.Choice", "1")]);
        // Sealed before that, arrived after it.
        Assert.Equal(["taken"], await phone.SendAsync(phone.Seal((2, "0", 39))));
        await using var db = app.Db();
        Assert.Equal("1", (await db.ExamAnswers.SingleAsync(a => a.SittingId == phone.Sitting.Id)).Answer);
        await phone.Taker.SubmitAsync(await phone.Taker.GetAsync($"/exams/sitting/{phone.Sitting.Id}"), "交卷", []);
        Assert.Equal(["exam.seals-closed"], await phone.SendAsync(phone.Seal((1, "1", 1))));
    }

    [Fact]
    public async Task Only_the_taker_sends_and_only_with_the_token_and_in_the_right_shape()
    {
        var (phone, other) = (await PhoneAsync(), await PhoneAsync());
        var entries = phone.Seal((1, "1", 1));
        Assert.Equal(HttpStatusCode.NotFound, (await (phone with { Taker = other.Taker, Token = other.Token }).PostAsync(entries, phone.Chain)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await (phone with { Token = "wrong" }).PostAsync(entries, phone.Chain)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await phone.PostAsync(entries, "no chain")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await phone.PostAsync([], phone.Chain)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await phone.PostAsync([entries[0] with { Seal = "short" }], phone.Chain)).StatusCode);
        using var text = new HttpRequestMessage(HttpMethod.Post, $"/exams/sitting/{phone.Sitting.Id}/sealed") { Content = new StringContent("[]"), Headers = { { "RequestVerificationToken", phone.Token } } };
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await phone.Taker.Http.SendAsync(text)).StatusCode);
    }

    async Task LaterAsync(int minutes, Func<Visitor, Task> act, TestAccount account)
    {
        app.Clock.Advance(TimeSpan.FromMinutes(minutes));
        try
        {
            await act(await app.SignInAsync(account));
        }
        finally
        {
            app.Clock.Advance(TimeSpan.FromMinutes(-minutes));
        }
    }

    static async Task<string> TokenAsync(Visitor taker) => (await taker.GetAsync("/account/password")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

    async Task<Phone> PhoneAsync(int late = 0)
    {
        var (exam, officer) = (await app.ExamAsync(Kinds, passMark: 6, minutes: 60, late: late), await app.OfficerAsync());
        var taker = await app.SignInAsync(officer.Account);
        var page = await taker.BeginAsync(exam);
        await using var db = app.Db();
        // Begun forty minutes ago, so that there is a time in which a phone was without a line.
        var ago = TimeSpan.FromMinutes(-40);
        var sitting = await db.ExamSittings.AsTracking().SingleAsync(s => s.ExamId == exam.Id);
        (sitting.StartedAt, sitting.EndsAt, sitting.ClosesAt) = (sitting.StartedAt + ago, sitting.EndsAt + ago, sitting.ClosesAt + ago);
        await db.SaveChangesAsync();
        Assert.Equal(sitting.SealKey, page.Document.QuerySelector("[data-paper]")!.GetAttribute("data-key"));
        return new(exam, sitting, taker, officer.Account, page.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!, app.Clock);
    }

    /// <summary>A phone with its chain.</summary>
    sealed record Phone(Exam Exam, ExamSitting Sitting, Visitor Taker, TestAccount Account, string Token, ProgrammeClock Clock)
    {
        readonly List<SealedEntry> _sealed = [];

        public string Chain { get; init; } = Convert.ToHexStringLower(Guid.CreateVersion7().ToByteArray()[8..]);

        /// <summary>Seals answers at minutes after the beginning.</summary>
        public SealedEntry[] Seal(params (int Place, string Answer, double Minute)[] answers) => [.. answers.Select(a =>
        {
            var entry = new SealedEntry(_sealed.Count + 1, a.Place, a.Answer, false, new DateTimeOffset(Sitting.StartedAt.AddMinutes(a.Minute)).ToUnixTimeMilliseconds(), "");
            entry = entry with { Seal = AnswerSeal.Of(Sitting.SealKey!, Sitting.Id, Chain, entry, _sealed.LastOrDefault()?.Seal ?? "") };
            _sealed.Add(entry);
            return entry;
        })];

        /// <summary>The place at which the right option of the first question is shown.</summary>
        public async Task<string> RightAsync() => GivenExam.Answer(await Taker.GetAsync($"/exams/sitting/{Sitting.Id}/1"), right: true)[0].Item2;

        public async Task<string[]> SendAsync(SealedEntry[] entries, string? chain = null)
        {
            var told = await (await PostAsync(entries, chain ?? Chain)).Content.ReadFromJsonAsync<JsonElement>();
            return [.. told.GetProperty("answers").EnumerateArray().Select(a => a.GetProperty("result").GetString() is "refused" ? a.GetProperty("code").GetString()! : a.GetProperty("result").GetString()!)];
        }

        public async Task<JsonElement> SendWholeAsync(SealedEntry[] entries) => await (await PostAsync(entries, Chain)).Content.ReadFromJsonAsync<JsonElement>();

        public async Task<HttpResponseMessage> PostAsync(SealedEntry[] entries, string chain)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/exams/sitting/{Sitting.Id}/sealed") { Content = JsonContent.Create(new { chain, entries }), Headers = { { "RequestVerificationToken", Token } } };
            return await Taker.Http.SendAsync(request);
        }
    }
}
