using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yinong.Modules.Divisions;
using Yinong.Modules.Divisions.Import;
using Yinong.Platform.Problems;
using Yinong.Tests.Support;

namespace Yinong.Tests.Divisions;

/// <summary>A later list: reviewed, then applied as a whole, and the tree as it was before stays readable.</summary>
public class DivisionImportTests(App app) : IClassFixture<App>
{
    static readonly DateOnly From = new(2019, 1, 1);

    [Fact]
    public async Task The_review_names_what_is_new_gone_renamed_and_who_took_over()
    {
        // 姚家街道 moves from 370102011 to 370102099 with its villages; 宝坻区 gets another name.
        var later = Later(lines => lines.Select(l => (l.Code.Replace("370102011", "370102099", StringComparison.Ordinal), l.Name == "宝坻区" ? "宝坻新区" : l.Name)));
        var review = await ReviewAsync(later);
        Assert.Empty(review.Faults);
        var moved = TestDivisions.All.Count(d => d.Code.ToString().StartsWith("370102011", StringComparison.Ordinal));
        Assert.Equal((moved, moved, 1), (review.CountOf(ChangeKind.New), review.CountOf(ChangeKind.Gone), review.CountOf(ChangeKind.Renamed)));
        Assert.All(review.Changes.Where(c => c.Kind == ChangeKind.Gone), gone =>
        {
            Assert.Equal(gone.Code.ToString().Replace("370102011", "370102099", StringComparison.Ordinal), gone.Successor.ToString());
            Assert.True(gone.IsSure);
        });
        Assert.Equal(("宝坻区", "宝坻新区"), (review.Changes.Single(c => c.Kind == ChangeKind.Renamed).Was, review.Changes.Single(c => c.Kind == ChangeKind.Renamed).Name));
    }

    [Fact]
    public async Task The_same_list_changes_nothing()
    {
        var review = await ReviewAsync(Later(lines => lines));
        Assert.Empty(review.Changes);
        Assert.Equal("division-file.nothing-changes", (await Assert.ThrowsAsync<Problem>(() => ApplyAsync(review, From))).Code);
    }

    [Fact]
    public async Task A_list_that_lacks_a_province_is_refused_unless_it_says_so()
    {
        var part = Later(lines => lines.Where(l => !l.Code.StartsWith("12", StringComparison.Ordinal)));
        var review = await ReviewAsync(part);
        Assert.Equal("division-file.province-missing", Assert.Single(review.Faults).Problem.Code);
        Assert.Equal("division-file.faulty", (await Assert.ThrowsAsync<Problem>(() => ApplyAsync(review, From))).Code);
        Assert.Empty((await ReviewAsync(Later(lines => lines.Where(l => l.Code.StartsWith("12", StringComparison.Ordinal))), "12")).Faults);
    }

    static string Later(Func<IEnumerable<(string Code, string Name)>, IEnumerable<(string Code, string Name)>> change) =>
        string.Concat(change(TestDivisions.All.Select(d => (d.Code.ToString(), d.Name))).OrderBy(l => DivisionCode.Parse(l.Code)).Select(l => $"{l.Code},{l.Name}\n"));

    async Task<DivisionReview> ReviewAsync(string text, params string[] only)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<DivisionImport>().ReviewAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), "later.csv", [.. only.Select(o => DivisionCode.Parse(o))]);
    }

    async Task ApplyAsync(DivisionReview review, DateOnly from)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DivisionImport>().ApplyAsync(review, from);
    }

    /// <summary>Applying changes the tree of everybody in the class, so it has a class of its own.</summary>
    public class Applied(App app) : IClassFixture<App>
    {
        [Fact]
        public async Task Applying_writes_all_keeps_the_past_and_is_seen_at_once()
        {
            var tests = new DivisionImportTests(app);
            var review = await tests.ReviewAsync(Later(lines => lines.Select(l => (l.Code.Replace("370102011", "370102099", StringComparison.Ordinal), l.Name == "宝坻区" ? "宝坻新区" : l.Name))));
            Assert.Equal("division-file.day-too-early", (await Assert.ThrowsAsync<Problem>(() => tests.ApplyAsync(review, new(2018, 10, 31)))).Code);
            await tests.ApplyAsync(review, From);
            Assert.Equal("division-file.changed-meanwhile", (await Assert.ThrowsAsync<Problem>(() => tests.ApplyAsync(review, From))).Code);

            // On the standing clock of 2018-10-31 the new list is not yet in force, and names change at once.
            Assert.Equal("宝坻新区", await NameAsync("120115"));
            Assert.Equal("宝坻区", await NameAsync("120115?at=2018-10-31"));
            Assert.Equal("宝坻新区", await NameAsync("120115?at=2019-01-01"));
            Assert.NotNull(await NameAsync("370102011"));
            Assert.Null(await NameAsync("370102099"));
            app.Clock.Set(new(2019, 1, 1, 9, 0, 0, TimeSpan.FromHours(8)));
            Assert.Null(await NameAsync("370102011"));
            Assert.NotNull(await NameAsync("370102099"));
            Assert.Equal(TestDivisions.All.Single(d => d.Code.ToString() == "370102011").Name, await NameAsync("370102011?at=2018-12-31"));
            Assert.Null(await NameAsync("370102099?at=2018-12-31"));

            var gone = await BodyAsync("370102011?at=2018-12-31");
            Assert.Equal(("2018-12-31", "370102099"), (gone.GetProperty("validTo").GetString(), gone.GetProperty("succeededBy").GetString()));
            Assert.DoesNotContain("370102011", await CodesAsync("370102/children"));
            Assert.Contains("370102011", await CodesAsync("370102/children?at=2018-12-31"));
            await using var db = app.Db();
            Assert.Single(await db.AuditEntries.Where(e => e.Action == "divisions.imported").ToListAsync());

            await ComesBackAsync(tests);
        }

        // A code that was gone comes back: its former life stays.
        async Task ComesBackAsync(DivisionImportTests tests)
        {
            var review = await tests.ReviewAsync(Later(lines => lines.Select(l => (l.Code, l.Name == "宝坻区" ? "宝坻新区" : l.Name))));
            var moved = TestDivisions.All.Count(d => d.Code.ToString().StartsWith("370102011", StringComparison.Ordinal));
            Assert.Equal((moved, moved), (review.CountOf(ChangeKind.Returned), review.CountOf(ChangeKind.Gone)));
            await tests.ApplyAsync(review, new(2020, 1, 1));
            app.Clock.Set(new(2020, 1, 1, 9, 0, 0, TimeSpan.FromHours(8)));
            Assert.NotNull(await NameAsync("370102011"));
            Assert.Null(await NameAsync("370102099"));
            Assert.NotNull(await NameAsync("370102011?at=2018-12-31"));
            Assert.Null(await NameAsync("370102011?at=2019-06-01"));
        }

        async Task<string?> NameAsync(string query)
        {
            var answer = await app.Machine().GetAsync($"/api/v1/divisions/{query}");
            return answer.IsSuccessStatusCode ? (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("name").GetString() : null;
        }

        async Task<JsonElement> BodyAsync(string query) => await app.Machine().GetFromJsonAsync<JsonElement>($"/api/v1/divisions/{query}");

        async Task<List<string>> CodesAsync(string query) => [.. (await BodyAsync(query)).GetProperty("items").EnumerateArray().Select(i => i.GetProperty("code").GetString()!)];
    }
}
