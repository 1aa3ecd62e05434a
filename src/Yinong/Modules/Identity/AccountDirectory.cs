using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Platform.Jobs;
using Yinong.Platform.Time;

namespace Yinong.Modules.Identity;

/// <summary>
/// What each request asks about an account: its posts and its live sessions. Kept in memory and dropped when anything about the account changes,
/// so a revoked right is gone with the next request here, and within half a second in other processes.
/// </summary>
public sealed class AccountDirectory
{
    /// <summary>Topic of the changes; key = id of the account.</summary>
    public const string Topic = "account";

    readonly IServiceScopeFactory _scopes;
    readonly TimeProvider _time;
    readonly ForgettableCache<int, KnownAccount> _accounts;

    public AccountDirectory(IServiceScopeFactory scopes, ChangeFeed changes, TimeProvider time)
    {
        (_scopes, _time) = (scopes, time);
        _accounts = new(20_000, TimeSpan.FromMinutes(5), time);
        changes.On(Topic, key => _accounts.Forget(int.Parse(key, System.Globalization.CultureInfo.InvariantCulture)));
    }

    /// <summary>The account with a session that is alive; null when the account is closed or the session is over.</summary>
    public async ValueTask<(KnownAccount Account, KnownSession Session)?> FindAsync(int accountId, Guid sessionId)
    {
        var now = _time.GetUtcNow().UtcDateTime;
        for (var round = 0; round < 2; round++)
        {
            var account = await _accounts.FindOrLoadAsync(accountId, LoadAsync);
            if (account is null || !account.Sessions.TryGetValue(sessionId, out var session)) return null;
            if (session.EndsAt > now) return (account, session);
            // Another process may have moved the end on.
            _accounts.Forget(accountId);
        }
        return null;
    }

    /// <summary>The posts of an account that hold today; none when it is closed or unknown.</summary>
    public async ValueTask<IReadOnlyList<Post>> PostsAsync(int accountId) =>
        await _accounts.FindOrLoadAsync(accountId, LoadAsync) is { } account ? account.PostsOn(Today) : [];

    /// <summary>Today in China by the real clock: rights never follow the programme clock.</summary>
    public DateOnly Today => ProgrammeClock.DayOf(_time.GetUtcNow().UtcDateTime);

    async Task<KnownAccount?> LoadAsync(int id)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>().Nationwide();
        var now = _time.GetUtcNow().UtcDateTime;
        var account = await db.Accounts.AsNoTracking().FirstOrDefaultAsync(a => a.Id == id && a.ClosedAt == null);
        if (account is null) return null;
        var posts = await db.AccountPosts.AsNoTracking().Where(p => p.AccountId == id && p.RevokedAt == null).OrderBy(p => p.Id).ToListAsync();
        var sessions = await db.AccountSessions.AsNoTracking().Where(s => s.AccountId == id && s.EndsAt > now).ToListAsync();
        return new(account.Id, account.Name, account.TwoFactorEnabled, account.MustChangePassword, posts,
            sessions.ToDictionary(s => s.Id, s => new KnownSession(s.Id, s.PostId, s.Method, s.Remembered, s.SeenAt, s.EndsAt)));
    }
}

/// <summary>What is kept of an account between requests.</summary>
public sealed record KnownAccount(int Id, string Name, bool TwoFactorEnabled, bool MustChangePassword, IReadOnlyList<AccountPost> Grants, IReadOnlyDictionary<Guid, KnownSession> Sessions)
{
    /// <summary>The posts that hold on a day, in the order they were given.</summary>
    public List<Post> PostsOn(DateOnly day) =>
        [.. Grants.Where(g => g.HoldsOn(day)).Select(g => new Post(g.Role, new DivisionCode(g.Division), g.OrganisationId) { Id = g.Id })];
}

/// <summary>What is kept of a sign-in between requests. Its two times move on while it is used.</summary>
public sealed class KnownSession(Guid id, int? postId, string method, bool remembered, DateTime seenAt, DateTime endsAt)
{
    public Guid Id { get; } = id;

    public int? PostId { get; } = postId;

    public string Method { get; } = method;

    public bool Remembered { get; } = remembered;

    public DateTime SeenAt { get; set; } = seenAt;

    public DateTime EndsAt { get; set; } = endsAt;

    /// <summary>Whether more than a password was shown at this sign-in.</summary>
    public bool IsStrong => Method is not "password";
}
