using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Platform.Time;

namespace Yinong.Modules.Identity;

/// <summary>A line of the list of accounts.</summary>
/// <param name="Id">Key.</param>
/// <param name="UserName">What it signs in with.</param>
/// <param name="Name">Name.</param>
/// <param name="Division">Who looks after it.</param>
/// <param name="TwoFactor">Has a second factor.</param>
/// <param name="LockedUntil">Locked after failed sign-ins; null: not.</param>
/// <param name="Closed">Closed by a manager.</param>
/// <param name="Posts">Posts in reach that hold today.</param>
public sealed record AccountRow(int Id, string UserName, string Name, DivisionCode Division, bool TwoFactor, DateTimeOffset? LockedUntil, bool Closed, IReadOnlyList<AccountPost> Posts);

/// <summary>What the list of accounts is asked.</summary>
/// <param name="Text">Part of the name, or beginning of the sign-in name; empty: all.</param>
/// <param name="Role">Only holders of this role; null: all.</param>
/// <param name="After">Keyset: the last row seen; null: from the start.</param>
public sealed record AccountQuestion(string Text, string? Role, (long Division, int Id)? After);

/// <summary>Reads accounts in the reach of the viewer, in the order of places, keyset-paged.</summary>
public sealed class AccountList(AppDb db, TimeProvider time)
{
    public const int PageSize = 50;

    /// <summary>A page of rows, one more than <see cref="PageSize"/> when there is a next page.</summary>
    public async Task<List<AccountRow>> ReadAsync(AccountQuestion question)
    {
        var now = time.GetUtcNow();
        var today = ProgrammeClock.DayOf(now.UtcDateTime);
        var accounts = await Ask(question).OrderBy(a => a.Division).ThenBy(a => a.Id).Take(PageSize + 1).ToListAsync();
        var ids = accounts.ConvertAll(a => a.Id);
        var posts = (await db.AccountPosts.AsNoTracking().Where(p => ids.Contains(p.AccountId) && p.RevokedAt == null).OrderBy(p => p.Id).ToListAsync())
            .Where(p => p.HoldsOn(today)).ToLookup(p => p.AccountId);
        return accounts.ConvertAll(a => new AccountRow(a.Id, a.UserName!, a.Name, new(a.Division), a.TwoFactorEnabled, a.LockoutEnd > now ? a.LockoutEnd : null, a.ClosedAt is not null, [.. posts[a.Id]]));
    }

    IQueryable<Account> Ask(AccountQuestion question)
    {
        var accounts = db.Accounts.AsNoTracking();
        if (question.Text.Length > 0)
        {
            var (from, name) = (question.Text.ToUpperInvariant(), question.Text);
            var to = from + char.MaxValue;
            accounts = accounts.Where(a => a.Name.Contains(name) || (string.Compare(a.NormalizedUserName, from) >= 0 && string.Compare(a.NormalizedUserName, to) < 0));
        }
        if (question.Role is { } role) accounts = accounts.Where(a => db.AccountPosts.Any(p => p.AccountId == a.Id && p.Role == role && p.RevokedAt == null));
        if (question.After is var (division, id)) accounts = accounts.Where(a => a.Division > division || (a.Division == division && a.Id > id));
        return accounts;
    }
}
