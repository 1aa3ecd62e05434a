using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Yinong.Tests.Support;

namespace Yinong.Tests.Desk;

/// <summary>
/// The promise behind <c>created</c>: the process is killed with -9 twenty times in the middle of load, the senders send again what was not answered,
/// and in the end every acknowledged record is there, none is doubled, and the counts and the audit agree.
/// </summary>
public class KillTests(App app) : IClassFixture<App>
{
    const int Kills = 20;
    const int Senders = 4;

    readonly ConcurrentDictionary<string, bool> _acknowledged = new();
    readonly ConcurrentBag<JsonObject[]> _unanswered = [];
    int _sent;

    [Fact]
    public async Task Twenty_kills_in_the_middle_of_load_lose_nothing_and_double_nothing()
    {
        var desks = new[] { await app.DeskAsync(), await app.DeskAsync(TestDivisions.OtherCountyVillage), await app.DeskAsync(TestDivisions.OtherProvinceVillage) };
        await app.StopAsync();
        var folder = Directory.CreateDirectory(Path.Combine(TestFolder.Path, $"kill-{Guid.CreateVersion7():N}")).FullName;
        var made = await CommandLineDoor.RunAsync(app.Database, "client", "create", "phone", "--scope", "service-records:write");
        var secret = JsonDocument.Parse(made.Output).RootElement;
        var random = new Random(7);
        for (var kill = 0; kill < Kills; kill++)
        {
            await using var serving = await ServingProcess.StartAsync(app.Database, folder);
            using var client = await ClientAsync(serving.Url, secret);
            using var stop = new CancellationTokenSource();
            var before = _acknowledged.Count;
            var senders = Enumerable.Range(0, Senders).Select(_ => SendAsync(client, desks, stop.Token)).ToArray();
            // In the middle of load, however busy the machine is: answers come, and more is under way.
            while (_acknowledged.Count == before && !senders.All(s => s.IsCompleted)) await Task.Delay(5);
            await Task.Delay(random.Next(0, 400));
            await serving.KillAsync();
            await stop.CancelAsync();
            await Task.WhenAll(senders);
        }
        await using (var serving = await ServingProcess.StartAsync(app.Database, folder))
        {
            using var client = await ClientAsync(serving.Url, secret);
            foreach (var batch in _unanswered) await DeliverAsync(client, batch);
        }
        await CheckAsync();
    }

    async Task CheckAsync()
    {
        Assert.True(_unanswered.Count > Kills / 2, $"only {_unanswered.Count} calls were cut off: the kills did not come in the middle of load");
        Assert.Equal(_sent, _acknowledged.Count);
        await using (var db = app.Db())
        {
            var stored = (await db.ServiceRecords.Select(r => r.Id).ToListAsync()).Select(id => id.ToString()).ToList();
            Assert.Empty(_acknowledged.Keys.Except(stored));
            Assert.Equal(_sent, stored.Count);
        }
        var tallies = await CommandLineDoor.RunAsync(app.Database, "verify", "tallies");
        Assert.Equal((0, ""), (tallies.Exit, tallies.Error));
        Assert.Contains($"{_sent.ToString(CultureInfo.InvariantCulture)} records counted", tallies.Output, StringComparison.Ordinal);
        var audit = await CommandLineDoor.RunAsync(app.Database, "verify", "audit");
        Assert.Equal((0, ""), (audit.Exit, audit.Error));
    }

    async Task SendAsync(HttpClient client, DeskOf[] desks, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var batch = Enumerable.Range(0, Random.Shared.Next(1, 30)).Select(i => desks[i % desks.Length].Record(servedAt: $"2018-10-{Random.Shared.Next(1, 31):00}T10:00:00+08:00")).ToArray();
            Interlocked.Add(ref _sent, batch.Length);
            try
            {
                await DeliverAsync(client, batch);
            }
            catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException or JsonException)
            {
                // Cut off: whether it was written, nobody knows. The phone keeps it and sends it again.
                _unanswered.Add(batch);
                return;
            }
        }
    }

    async Task DeliverAsync(HttpClient client, JsonObject[] batch)
    {
        var answer = await client.PostAsJsonAsync("/api/v1/service-records", new JsonArray([.. batch.Select(r => r.DeepClone())]));
        var results = (await answer.Content.ReadFromJsonAsync<JsonElement[]>())!;
        foreach (var result in results)
        {
            Assert.Contains(result.Result(), new[] { "created", "known" });
            _acknowledged[result.GetProperty("id").GetString()!] = true;
        }
    }

    static async Task<HttpClient> ClientAsync(string url, JsonElement secret)
    {
        var client = new HttpClient { BaseAddress = new(url), Timeout = TimeSpan.FromSeconds(60) };
        var answer = await client.PostAsync("/connect/token", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = secret.GetProperty("clientId").GetString()!,
            ["client_secret"] = secret.GetProperty("clientSecret").GetString()!,
            ["scope"] = "service-records:write",
        }));
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }
}
