using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;

namespace Yinong.Modules.Identity;

/// <summary>Passwords that the program makes, and those it does not take.</summary>
public sealed class Passwords : IPasswordValidator<Account>
{
    /// <summary>Without what looks alike on paper: 0 o, 1 l i.</summary>
    const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <summary>What everybody tries first (domain: weak passwords found in county systems), in lower case, as a part of the password's length or more.</summary>
    static readonly string[] Common =
    [
        "password", "passw0rd", "p@ssword", "p@ssw0rd", "qwertyuiop", "qwerty123", "1q2w3e4r", "1qaz2wsx", "asdfghjkl", "zxcvbnm", "abc12345",
        "12345678", "87654321", "11111111", "00000000", "88888888", "66666666", "12341234", "123123123", "52013141", "woaini", "iloveyou",
        "admin123", "admin888", "administrator", "letmein", "welcome", "yinong", "12316", "zhongguo", "nongye",
    ];

    /// <summary>A random one, 79 bits, in groups that can be read out over the phone.</summary>
    public static string Make() => string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Letters, 4)));

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password)
    {
        var text = (password ?? "").ToLowerInvariant();
        var name = (user.UserName ?? "").ToLowerInvariant();
        var weak = Common.Any(c => text.Contains(c, StringComparison.Ordinal) && text.Length < c.Length + 6) || (name.Length >= 4 && text.Contains(name, StringComparison.Ordinal));
        return Task.FromResult(weak ? IdentityResult.Failed(new IdentityError { Code = IdentityProblems.PasswordCommon, Description = "Too easy to guess." }) : IdentityResult.Success);
    }
}
