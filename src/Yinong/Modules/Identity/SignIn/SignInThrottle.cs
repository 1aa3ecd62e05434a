using Yinong.Web;

namespace Yinong.Modules.Identity.SignIn;

/// <summary>
/// Counts failed sign-ins per address, whatever account they aim at, and per name, also for names that do not exist, so that a lock tells nothing
/// about who has an account. In memory: the lock of an account itself is in the database (Identity).
/// </summary>
public sealed class SignInThrottle(TimeProvider time)
{
    /// <summary>Failures of one address within <see cref="Window"/>; an office behind one address mistypes now and then.</summary>
    public const int MostPerAddress = 30;

    /// <summary>Failures against one name within <see cref="Window"/>; as many as lock an account, so that the two cannot be told apart.</summary>
    public const int MostPerName = 5;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    const int MostKept = 100_000;

    readonly Lock _lock = new();
    readonly Dictionary<string, Failures> _failures = [];

    /// <summary>Throws <c>sign-in.throttled</c> (429) when too many have failed.</summary>
    public void Check(HttpContext context, string name)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            foreach (var (key, most) in Keys(context, name))
                if (_failures.TryGetValue(key, out var failures) && failures.Since + Window > now && failures.Count >= most)
                    throw IdentityProblems.TooManySignIns((int)Math.Ceiling((failures.Since + Window - now).TotalSeconds));
        }
    }

    public void Failed(HttpContext context, string name)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            if (_failures.Count > MostKept) Forget(now);
            foreach (var (key, _) in Keys(context, name))
                _failures[key] = _failures.TryGetValue(key, out var failures) && failures.Since + Window > now ? failures with { Count = failures.Count + 1 } : new(now, 1);
        }
    }

    /// <summary>Whoever knows the password, or was let in again by a manager, starts anew.</summary>
    public void Forget(string name)
    {
        lock (_lock) _failures.Remove(NameKey(name));
    }

    // Old ones first; when an attack has filled it within the window, all: the rate limit of the address still holds.
    void Forget(DateTimeOffset now)
    {
        foreach (var (key, failures) in _failures)
            if (failures.Since + Window <= now) _failures.Remove(key);
        if (_failures.Count > MostKept) _failures.Clear();
    }

    static (string Key, int Most)[] Keys(HttpContext context, string name)
    {
        var address = ("a " + Addresses.Network(context.Connection.RemoteIpAddress), MostPerAddress);
        return name.Length == 0 ? [address] : [address, (NameKey(name), MostPerName)];
    }

    static string NameKey(string name) => "n " + name.ToUpperInvariant();

    readonly record struct Failures(DateTimeOffset Since, int Count);
}
