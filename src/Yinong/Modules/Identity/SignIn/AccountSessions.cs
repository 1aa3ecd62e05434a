using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Platform.Audit;
using Yinong.Platform.Jobs;
using Yinong.Platform.Texts;

namespace Yinong.Modules.Identity.SignIn;

/// <summary>Sign-ins that are alive: begun, used, ended. The only writer of sessions.</summary>
public sealed class AccountSessions(AccountStore.Db store, ChangeFeed changes, AuditLog audit, AuditActor actor, TimeProvider time)
{
    /// <summary>How long a sign-in lasts without use.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(2);

    /// <summary>The same on a device that the person said is his own.</summary>
    public static readonly TimeSpan RememberedIdle = TimeSpan.FromDays(30);

    static readonly TimeSpan TouchEvery = TimeSpan.FromMinutes(5);

    AppDb Db => store.Value;

    DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Begins a session and writes it into the audit.</summary>
    public async Task<AccountSession> BeginAsync(Account account, string method, bool remember, HttpContext context)
    {
        var agent = context.Request.Headers.UserAgent.ToString();
        var session = new AccountSession
        {
            AccountId = account.Id,
            Method = method,
            Remembered = remember,
            Origin = context.Connection.RemoteIpAddress?.ToString(),
            Agent = PlainText.Whole(agent).Cut(200),
            CreatedAt = Now,
            SeenAt = Now,
            EndsAt = Now + (remember ? RememberedIdle : Idle),
        };
        Db.Add(session);
        // Whoever has just shown who he is, is nobody unknown any more.
        actor.Actor = $"account:{account.Id}";
        audit.Record(Db, "account.signed-in", $"account:{account.Id}", account.Division, new { method });
        changes.Announce(Db, AccountDirectory.Topic, account.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await Db.SaveChangesAsync();
        return session;
    }

    /// <summary>Moves the end on when the session is used; writes at most every five minutes.</summary>
    public async Task TouchAsync(KnownSession session)
    {
        var now = Now;
        if (now - session.SeenAt < TouchEvery) return;
        session.SeenAt = now;
        session.EndsAt = now + (session.Remembered ? RememberedIdle : Idle);
        await Db.AccountSessions.Where(s => s.Id == session.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.SeenAt, session.SeenAt).SetProperty(s => s.EndsAt, session.EndsAt));
    }

    /// <summary>Puts another of the account's posts in force in this session.</summary>
    public async Task ChoosePostAsync(int accountId, Guid sessionId, Post post)
    {
        var session = await Db.AccountSessions.FirstOrDefaultAsync(s => s.Id == sessionId && s.AccountId == accountId);
        if (session is null) return;
        session.PostId = post.Id;
        audit.Record(Db, "account.switched-post", $"account:{accountId}", post.Division.Value, new { post = post.ToString() });
        await SaveAsync(accountId);
    }

    /// <summary>Ends one session, or all but one (<paramref name="except"/>), or all.</summary>
    public async Task<int> EndAsync(Account account, string action, Guid? only = null, Guid? except = null)
    {
        var sessions = await Db.AccountSessions.Where(s => s.AccountId == account.Id && (only == null || s.Id == only) && (except == null || s.Id != except)).ToListAsync();
        if (sessions.Count == 0) return 0;
        Db.RemoveRange(sessions);
        audit.Record(Db, action, $"account:{account.Id}", account.Division, new { sessions = sessions.Count });
        await SaveAsync(account.Id);
        return sessions.Count;
    }

    async Task SaveAsync(int accountId)
    {
        changes.Announce(Db, AccountDirectory.Topic, accountId.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await Db.SaveChangesAsync();
    }
}
