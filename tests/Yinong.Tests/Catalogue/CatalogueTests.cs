using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yinong.Modules.Catalogue;
using Yinong.Platform.Problems;
using Yinong.Tests.Stations;
using Yinong.Tests.Support;

namespace Yinong.Tests.Catalogue;

/// <summary>The catalogue: installed once, versioned for ever, red lines with their sentence.</summary>
public class CatalogueTests(App app) : IClassFixture<App>
{
    static readonly DateOnly Today = new(2018, 10, 31);
    static readonly NewItemVersion Version = new("农技咨询", "Farming advice", Verdict.Allowed, null, 0, null, null, null, "鲁农市信字", Today.AddDays(1));

    [Fact]
    public async Task The_list_is_public_public_services_first_and_asked_again_costs_nothing()
    {
        var answer = await app.Machine().GetAsync("/api/v1/service-items");
        var items = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(CatalogueFile.Shipped.Items.Count, items.Count(i => CatalogueFile.Shipped.Items.Any(s => s.Code == i.GetProperty("code").GetString())));
        Assert.Equal(["public", "convenience", "commerce", "training"], items.Select(i => i.GetProperty("kind").GetString()).Distinct());
        Assert.All(items.Where(i => i.GetProperty("verdict").GetString() == "red-line"), i => Assert.StartsWith("不允许", i.GetProperty("clause").GetString(), StringComparison.Ordinal));
        using var again = new HttpRequestMessage(HttpMethod.Get, "/api/v1/service-items");
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await app.Machine().SendAsync(again)).StatusCode);
    }

    [Fact]
    public async Task One_kind_and_no_other()
    {
        var items = await app.Machine().GetFromJsonAsync<JsonElement>("/api/v1/service-items?kind=training");
        Assert.All(items.GetProperty("items").EnumerateArray(), i => Assert.Equal("training", i.GetProperty("kind").GetString()));
        Assert.Equal(HttpStatusCode.BadRequest, (await app.Machine().GetAsync("/api/v1/service-items?kind=lottery")).StatusCode);
    }

    [Fact]
    public async Task A_new_version_holds_from_its_day_and_the_old_one_for_what_was_before()
    {
        await using var hand = Hand.WithAll(app);
        var catalogue = app.Services.GetRequiredService<ItemCatalogue>();
        Assert.Equal("农技咨询", ItemCatalogue.VersionOn((await catalogue.AllAsync())["P-0101"], Today.AddDays(9))!.Name);
        await hand.Get<CatalogueEditor>().PublishAsync("P-0101", Version with { Name = "农业技术咨询" });
        var item = (await catalogue.AllAsync())["P-0101"];
        Assert.Equal(("农技咨询", (short)1), (ItemCatalogue.VersionOn(item, Today)!.Name, ItemCatalogue.VersionOn(item, Today)!.Version));
        Assert.Equal(("农业技术咨询", (short)2), (ItemCatalogue.VersionOn(item, Today.AddDays(1))!.Name, ItemCatalogue.VersionOn(item, Today.AddDays(1))!.Version));
        await RefusedAsync("ValidFrom", () => hand.Get<CatalogueEditor>().PublishAsync("P-0101", Version));
    }

    [Fact]
    public async Task Red_lines_stay_public_services_are_free_and_the_past_is_not_rewritten()
    {
        await using var hand = Hand.WithAll(app);
        var editor = hand.Get<CatalogueEditor>();
        await RefusedAsync("Verdict", () => editor.PublishAsync("C-0902", Version));
        await RefusedAsync("FeeFen", () => editor.PublishAsync("P-0103", Version with { FeeFen = 100 }));
        await RefusedAsync("FeeFen", () => editor.PublishAsync("P-0103", Version with { FeeFen = null }));
        await RefusedAsync("FeeFen", () => editor.PublishAsync("C-0101", Version with { FeeFen = -1 }));
        await RefusedAsync("ValidFrom", () => editor.PublishAsync("P-0103", Version with { ValidFrom = Today.AddDays(-1) }));
        await RefusedAsync("Condition", () => editor.PublishAsync("C-0101", Version with { Verdict = Verdict.Conditional, Clause = " " }));
        await RefusedAsync("Clause", () => editor.PublishAsync("C-0101", Version with { Verdict = Verdict.RedLine, Clause = "我觉得不行" }));
        await editor.PublishAsync("C-0101", Version with { Verdict = Verdict.RedLine, Clause = CatalogueFile.Shipped.Clauses[2].Text });
    }

    [Fact]
    public async Task A_new_item_has_a_code_of_its_kind()
    {
        await using var hand = Hand.WithAll(app);
        var editor = hand.Get<CatalogueEditor>();
        await RefusedAsync("Code", () => editor.AddAsync("X-1", ServiceKind.Public, Version));
        await RefusedAsync("Code", () => editor.AddAsync("C-0110", ServiceKind.Public, Version));
        await RefusedAsync("Code", () => editor.AddAsync("P-0101", ServiceKind.Public, Version));
        var item = await editor.AddAsync("P-0188", ServiceKind.Public, Version with { ValidFrom = Today });
        Assert.True(item.Id >= 1000);
        Assert.Equal("P-0188", (await app.Services.GetRequiredService<ItemCatalogue>().AllAsync())["P-0188"].Code);
    }

    [Fact]
    public async Task Installing_again_changes_nothing_and_a_version_of_ones_own_stays()
    {
        await using (var hand = Hand.WithAll(app)) await hand.Get<CatalogueEditor>().PublishAsync("T-0101", Version with { Name = "本省的培训", FeeFen = null });
        await using var db = app.Db();
        await db.Database.ExecuteSqlAsync($"update settings set value = 'start-2017:old' where name = {CatalogueInstallation.Setting}");
        var before = await db.ServiceItemVersions.CountAsync();
        CatalogueInstallation.Run(db);
        CatalogueInstallation.Run(db);
        Assert.Equal(before, await db.ServiceItemVersions.CountAsync());
        Assert.Contains(await db.ServiceItemVersions.ToListAsync(), v => v.Name == "本省的培训");
    }

    [Fact]
    public void What_is_shipped_keeps_its_own_rules()
    {
        Assert.All(CatalogueFile.Shipped.Items, i => Assert.Equal(i.Kind.Letter(), i.Code[0]));
        Assert.All(CatalogueFile.Shipped.Items.Where(i => i.Kind is ServiceKind.Public), i => Assert.Equal(0, i.FeeFen));
        Assert.All(CatalogueFile.Shipped.Items.Where(i => i.Verdict is Verdict.RedLine), i => Assert.Contains(CatalogueFile.Shipped.Clauses, c => c.Text == i.Clause));
        Assert.All(CatalogueFile.Shipped.Items.Where(i => i.Verdict is Verdict.Conditional), i => Assert.False(string.IsNullOrWhiteSpace(i.Clause)));
        Assert.Equal(CatalogueFile.Shipped.Items.Count, CatalogueFile.Shipped.Items.Select(i => i.Code).Distinct().Count());
    }

    static async Task RefusedAsync(string field, Func<Task> attempt)
    {
        var problem = await Assert.ThrowsAsync<Problem>(attempt);
        Assert.Equal(field, Assert.Single(problem.Fields!).Key);
    }
}
