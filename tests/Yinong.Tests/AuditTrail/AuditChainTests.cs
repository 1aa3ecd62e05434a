using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Yinong.Platform.Database;
using Yinong.Tests.Support;

namespace Yinong.Tests.AuditTrail;

/// <summary>Whoever changes history, with all the rights of the database, is found by <c>verify audit</c>, which names what was touched.</summary>
public class AuditChainTests(App app) : IClassFixture<App>
{
    const string Second = "(select entry_id from audit_seals where seq = 2)";

    [Fact]
    public async Task What_was_changed_removed_or_put_in_another_order_is_named()
    {
        var client = await app.ClientAsync("service-records:write");
        var sent = await client.PostAsJsonAsync("/api/v1/service-records", new[] { (await app.DeskAsync()).Record("P-0101") });
        Assert.Contains("created", await sent.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await app.StopAsync();
        Assert.StartsWith("audit holds: ", (await VerifyAsync(0)).Output, StringComparison.Ordinal);

        await Assert.ThrowsAnyAsync<Exception>(() => DoAsync($"update audit_entries set reason = 'x' where id = {Second}"));
        await Assert.ThrowsAnyAsync<Exception>(() => DoAsync("delete from audit_seals"));
        await DropTriggersAsync();
        var entry = await EntryAsync(2);

        await TamperAsync($"update audit_entries set actor = 'account:1' where id = {Second}", $"entry {entry}", $"update audit_entries set actor = '{await ActorAsync(2)}' where id = {Second}");
        await TamperAsync($"create table kept as select * from audit_entries where id = {Second}", null, $"delete from audit_entries where id = {Second}");
        await TamperAsync(null, $"entry {entry} (seal 2) was removed", "insert into audit_entries select * from kept");
        await TamperAsync("update audit_seals set seq = -1 where seq = 2; update audit_seals set seq = 2 where seq = 3; update audit_seals set seq = 3 where seq = -1", "seal 2",
            "update audit_seals set seq = -1 where seq = 2; update audit_seals set seq = 2 where seq = 3; update audit_seals set seq = 3 where seq = -1");
        await TamperAsync("update audit_seals set seq = seq + 1000 where seq = 2", "seal 2 is missing", "update audit_seals set seq = 2 where seq = 1002");
        await TamperAsync("update service_records set person_times = person_times + 1", "differ from their audit", "update service_records set person_times = person_times - 1");
        await TamperAsync("create table gone as select * from service_records; delete from service_records", "1 were written, 0 are there", "insert into service_records select * from gone");
        Assert.StartsWith("audit holds: ", (await VerifyAsync(0)).Output, StringComparison.Ordinal);
    }

    async Task TamperAsync(string? harm, string? said, string repair)
    {
        if (harm is not null) await DoAsync(harm);
        if (said is not null) Assert.Contains(said, (await VerifyAsync(1)).ErrorLine, StringComparison.Ordinal);
        await DoAsync(repair);
    }

    async Task<Ended> VerifyAsync(int exit)
    {
        var ended = await CommandLineDoor.RunAsync(app.Database, "verify", "audit");
        Assert.True(ended.Exit == exit, $"exit {ended.Exit}: {ended.Output} {ended.Error}");
        return ended;
    }

    async Task DropTriggersAsync()
    {
        foreach (var table in new[] { "audit_entries", "audit_seals" })
            await DoAsync(TestDatabase.Engine == Engine.Postgres ? $"drop trigger {table}_append_only on {table}" : $"drop trigger {table}_no_update; drop trigger {table}_no_delete");
    }

    async Task DoAsync(string sql)
    {
        await using var db = app.Db();
        await db.Database.ExecuteSqlRawAsync(sql);
    }

    async Task<Guid> EntryAsync(long seq)
    {
        await using var db = app.Db();
        var found = TestDatabase.Engine == Engine.Postgres
            ? db.Database.SqlQuery<string>($"select replace(entry_id::text, '-', '') as \"Value\" from audit_seals where seq = {seq}")
            : db.Database.SqlQuery<string>($"select lower(hex(entry_id)) as \"Value\" from audit_seals where seq = {seq}");
        return Guid.ParseExact((await found.ToListAsync()).Single(), "N");
    }

    async Task<string> ActorAsync(long seq)
    {
        var id = await EntryAsync(seq);
        await using var db = app.Db();
        return await db.AuditEntries.Where(e => e.Id == id).Select(e => e.Actor).SingleAsync();
    }
}

/// <summary>The other hash, by setting; what was sealed with the first one still holds.</summary>
public class AuditAlgorithmTests
{
    [Fact]
    public async Task Sm3_by_setting_and_the_chain_goes_on()
    {
        await using var database = await TestDatabase.CreateAsync();
        await AddAsync(database);
        Assert.Equal(0, (await CommandLineDoor.RunAsync(database, "verify", "audit")).Exit);
        await AddAsync(database);
        var ended = await CommandLineDoor.RunAsync(database.ConnectionString, new() { ["Audit__Algorithm"] = "sm3" }, "verify", "audit");
        Assert.True(ended.Exit == 0, ended.Error);
        await using var db = database.Open();
        Assert.Equal(["sha256", "sm3"], (await db.Database.SqlQueryRaw<string>("select algorithm as \"Value\" from audit_seals order by seq").ToListAsync()).Distinct());
        Assert.Equal(0, (await CommandLineDoor.RunAsync(database, "verify", "audit")).Exit);
        var wrong = await CommandLineDoor.RunAsync(database.ConnectionString, new() { ["Audit__Algorithm"] = "md5" }, "verify", "audit");
        Assert.Equal(1, wrong.Exit);
        Assert.Contains("sm3", wrong.ErrorLine, StringComparison.Ordinal);
    }

    static async Task AddAsync(TestDatabase database)
    {
        await using var db = database.Open();
        db.Add(new Platform.Audit.AuditEntry { At = DateTime.UtcNow, Action = "test.done", Actor = "test", Subject = "test:1" });
        await db.SaveChangesAsync();
    }
}
