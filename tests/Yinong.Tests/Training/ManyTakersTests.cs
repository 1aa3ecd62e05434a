using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Divisions;
using Yinong.Modules.Officers;
using Yinong.Modules.Training;
using Yinong.Tests.Stations;
using Yinong.Tests.Support;

namespace Yinong.Tests.Training;

/// <summary>
/// Many begin at once, answer and hand in: nobody's answer is lost and everybody has one paper. <c>YINONG_TAKERS=2000</c> tries it at the size of a
/// province's examination; how long each step took is written to the output.
/// </summary>
public class ManyTakersTests(App app, ITestOutputHelper output) : IClassFixture<App>
{
    static readonly int Takers = int.TryParse(Environment.GetEnvironmentVariable("YINONG_TAKERS"), out var n) ? n : 120;

    [Fact]
    public async Task Whoever_begins_in_the_same_minute_loses_no_answer()
    {
        var exam = await app.ExamAsync([QuestionKind.Single, QuestionKind.Multiple, QuestionKind.Truth, QuestionKind.Matching, QuestionKind.Single], "37");
        await AddOfficersAsync();
        var times = new ConcurrentDictionary<string, ConcurrentBag<double>>();
        await Parallel.ForEachAsync(Enumerable.Range(1, Takers), new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (taker, _) => await SitAsync(exam, taker, times));
        foreach (var (step, all) in times.OrderBy(t => t.Key))
        {
            var sorted = all.Order().ToList();
            output.WriteLine($"{step}: {sorted.Count}, p50 {sorted[sorted.Count / 2]:0.0} ms, p95 {sorted[sorted.Count * 95 / 100]:0.0} ms, most {sorted[^1]:0.0} ms");
        }
        await using var db = app.Db();
        var sittings = await db.ExamSittings.Where(s => s.ExamId == exam.Id).ToListAsync();
        Assert.Equal((Takers, Takers), (sittings.Count, sittings.Select(s => s.OfficerId).Distinct().Count()));
        Assert.All(sittings, s => Assert.True(s.State is SittingState.Passed or SittingState.Failed && s.Score is not null));
        Assert.Equal(Takers * 5, await db.ExamAnswers.CountAsync());
        Assert.Equal(sittings.Count(s => s.State is SittingState.Passed), await db.Qualifications.CountAsync());
        Assert.Equal(Takers * 2, await db.AuditEntries.CountAsync(e => e.Action == "exam.begun" || e.Action == "exam.handed-in"));
    }

    async Task SitAsync(Exam exam, int taker, ConcurrentDictionary<string, ConcurrentBag<double>> times)
    {
        var id = await TimedAsync("begin", hand => hand.StartAsync(exam.Id));
        for (var place = 0; place < 5; place++)
        {
            await TimedAsync("answer", async hand =>
            {
                var (sitting, _) = await hand.GetAsync(id);
                await hand.SaveAsync(sitting, sitting.Questions[place], "0", flagged: false);
                return id;
            });
        }
        await TimedAsync("hand in", async hand =>
        {
            await hand.SubmitAsync(id);
            return id;
        });

        // Each step is a request of its own.
        async Task<Guid> TimedAsync(string step, Func<SittingRegister, Task<Guid>> act)
        {
            await using var hand = Hand.WithAll(app, TestDivisions.Village, account: 1_000_000 + taker);
            var since = Stopwatch.GetTimestamp();
            var answer = await act(hand.Get<SittingRegister>());
            times.GetOrAdd(step, _ => []).Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
            return answer;
        }
    }

    async Task AddOfficersAsync()
    {
        await using var db = app.Db();
        var place = DivisionCode.Parse(TestDivisions.Village);
        for (var i = 1; i <= Takers; i++) db.Add(new Officer { Number = $"T{i:00000}", Name = "考生", Division = place.Value, AccountId = 1_000_000 + i, RegisteredAt = DateTime.UnixEpoch, Version = 1 });
        await db.SaveChangesAsync();
    }
}
