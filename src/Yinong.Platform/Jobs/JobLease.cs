using Yinong.Platform.Database;

namespace Yinong.Platform.Jobs;

/// <summary>
/// Who of several processes over one database does a job: a line of <c>job_leases</c>. It is kept by taking it again before it ends; whoever dies loses it by
/// time alone. A job under a lease must still come to the same outcome when two do it for a moment (a process that stood still).
/// </summary>
/// <param name="database">The one they share.</param>
/// <param name="time">The real clock; those of the nodes may differ by less than the length of a lease.</param>
/// <param name="name">Of the job.</param>
/// <param name="length">How long it holds without being taken again.</param>
public sealed class JobLease(SqlDatabase database, TimeProvider time, string name, TimeSpan length)
{
    readonly string _holder = Guid.CreateVersion7().ToString("N");
    DateTimeOffset _sureUntil;

    /// <summary>Takes the lease or keeps it; false: another process has it. The database is only asked when half of the time has passed.</summary>
    public async Task<bool> TakeAsync(CancellationToken cancel = default)
    {
        var now = time.GetUtcNow();
        if (now < _sureUntil) return true;
        var taken = await AskAsync(now, cancel);
        _sureUntil = taken ? now + length / 2 : default;
        return taken;
    }

    Task<bool> AskAsync(DateTimeOffset now, CancellationToken cancel) => database.InWritingAsync(async () =>
    {
        await using var connection = await database.OpenAsync(cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = """
            insert into job_leases (name, holder, until_ms) values (@name, @holder, @until)
            on conflict (name) do update set holder = excluded.holder, until_ms = excluded.until_ms where job_leases.holder = @holder or job_leases.until_ms < @now
            """;
        command.Add("name", name);
        command.Add("holder", _holder);
        command.Add("until", (now + length).ToUnixTimeMilliseconds());
        command.Add("now", now.ToUnixTimeMilliseconds());
        return await command.ExecuteNonQueryAsync(cancel) == 1;
    }, cancel);

    /// <summary>Gives it back at a proper end, so that another process need not wait for its time to pass.</summary>
    public Task GiveBackAsync(CancellationToken cancel = default) => database.InWritingAsync(async () =>
    {
        _sureUntil = default;
        await using var connection = await database.OpenAsync(cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "delete from job_leases where name = @name and holder = @holder";
        command.Add("name", name);
        command.Add("holder", _holder);
        return await command.ExecuteNonQueryAsync(cancel);
    }, cancel);
}
