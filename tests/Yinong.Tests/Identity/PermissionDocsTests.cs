using System.Reflection;
using System.Text;
using Yinong.Modules.Identity;
using Yinong.Tests.Support;

namespace Yinong.Tests.Identity;

/// <summary>docs/permissions.md says what roles.json says, and roles.json knows exactly the rights of Permission.cs.</summary>
public class PermissionDocsTests
{
    static readonly string[] Codes = [.. typeof(Permission).GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!)];

    [Fact]
    public void The_table_of_permissions_is_current() => Repository.AssertCurrent(Write(), "docs", "permissions.md");

    [Fact]
    public void The_file_of_roles_knows_every_permission() =>
        Findings.AssertSame(Codes.Except([Permission.AccountSelf]), Roles.Permissions.Select(p => p.Code), "not in roles.json", "not in Permission.cs");

    [Fact]
    public void Roles_hold_permissions_that_exist() =>
        Findings.AssertNone(Roles.All.SelectMany(r => r.Permissions.Concat(r.PassesOn).Except(Codes).Select(p => $"{r.Code}: {p}")));

    [Fact]
    public void Nobody_passes_on_what_he_holds_already() =>
        Findings.AssertNone(Roles.All.SelectMany(r => r.PassesOn.Intersect(r.Permissions).Select(p => $"{r.Code}: {p}")));

    [Fact]
    public void Whoever_gives_posts_needs_a_second_factor() =>
        Findings.AssertNone(Roles.All.Where(r => r.Permissions.Contains(Permission.AccountsGrant) && !r.TwoFactor).Select(r => r.Code));

    /// <summary>System, security and audit administration are three persons (domain §12.2): none holds what another is for.</summary>
    [Fact]
    public void The_three_administrators_stay_apart()
    {
        string[] own = [Permission.ClientsManage, Permission.AccountsGrant, Permission.AuditRead];
        Role[] three = [Roles.Find("system-administrator")!, Roles.Find("security-administrator")!, Roles.Find("auditor")!];
        Assert.All(three, role => Assert.True(role.Exclusive && role.Permissions.Intersect(own).Count() == 1, role.Code));
        Assert.Equal(3, three.SelectMany(r => r.Permissions.Intersect(own)).Distinct().Count());
    }

    static string Write()
    {
        var text = new StringBuilder("""
            # Roles and permissions

            Written from `src/Yinong/Modules/Identity/roles.json` by `YINONG_UPDATE_DOCS=1 ./yinong test`; do not edit.
            How far a right reaches is the division of the post (and, for operators and providers, the organisation). Everybody who has signed in also
            holds `account:self`: the own password, second factor and sessions.

            ## Roles

            | role | 中文 | levels | second factor | organisation | alone |
            | --- | --- | --- | --- | --- | --- |

            """);
        foreach (var role in Roles.All)
            text.Append($"| `{role.Code}` | {role.Zh} | {string.Join(", ", role.Levels).ToLowerInvariant()} | {Mark(role.TwoFactor)} | {role.Organisation?.ToString().ToLowerInvariant()} | {Mark(role.Exclusive)} |\n");
        text.Append("""

            *Second factor*: in `serve` the holder signs in with a code or a passkey. *Alone*: who holds it holds no other role.

            ## Permissions

            ● holds it · ○ may give it to others without using it · ◇ may be a scope of an API client

            """);
        text.Append($"\n| permission | 中文 | ◇ | {string.Join(" | ", Roles.All.Select(r => r.Zh))} |\n| --- | --- | --- |{string.Concat(Roles.All.Select(_ => " --- |"))}\n");
        foreach (var permission in Roles.Permissions)
            text.Append($"| `{permission.Code}` | {permission.Zh} | {(permission.Scope ? "◇" : "")} | {string.Join(" | ", Roles.All.Select(r => Mark(r, permission.Code)))} |\n");
        text.Append("""

            A post is given only by whoever holds or may pass on everything that its role brings, only inside the own reach, and never to oneself.

            """);
        return text.ToString();
    }

    static string Mark(bool yes) => yes ? "yes" : "";

    static string Mark(Role role, string permission) => role.Permissions.Contains(permission) ? "●" : role.PassesOn.Contains(permission) ? "○" : "";
}
