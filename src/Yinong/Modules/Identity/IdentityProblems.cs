using Microsoft.AspNetCore.Identity;
using Yinong.Platform.Problems;

namespace Yinong.Modules.Identity;

/// <summary>Every "no" of accounts, posts and clients.</summary>
static class IdentityProblems
{
    /// <summary>Code of Identity for a password that everybody tries first.</summary>
    public const string PasswordCommon = "PasswordCommon";

    public static Problem TwoFactorRequired() => new("two-factor.required", 403,
        "您的职务须用动态口令登录。请先在网页上绑定。", "Your post needs a second factor. Set it up on the account page first.");

    public static Problem PasswordChangeRequired() => new("password.change-required", 403,
        "这是别人给您设的密码，请先改成自己的。", "Somebody else chose this password. Change it first.");

    public static Problem NotSignedIn() => new("unauthorized", 401, "请先登录。", "Sign in first.");

    public static Problem PasswordWrong() => Problem.Invalid("password", "密码不对。", "The password is wrong.");

    public static Problem CodeWrong() => Problem.Invalid("code", "口令不对。每30秒换一个，请看最新的。", "The code is wrong. It changes every 30 seconds: take the newest.");

    public static Problem TwoFactorOnAlready() => new("two-factor.on-already", 409, "动态口令已经开着。", "The second factor is on already.");

    public static Problem PasskeyRefused() => new("passkey.refused", 400, "通行密钥没有通过。可以再试一次，或者用密码登录。", "The passkey was not accepted. Try again, or use your password.");

    public static Problem SetUpLinkSpent() => new("set-up.link-spent", 404, "这个链接已经用过或者过期了。重新启动平台会给出新的。", "This link has been used or has expired. Starting the platform again gives a new one.");

    public static Problem TooManySignIns(int seconds) => new("sign-in.throttled", 429,
        $"登录失败次数太多，请{Minutes(seconds)}分钟后再试。", $"Too many failed sign-ins. Try again in {Minutes(seconds)} minutes.")
    { RetryAfterSeconds = seconds };

    public static Problem RoleUnknown(string role) => Problem.Invalid("role", $"没有“{role}”这个角色。", $"There is no role '{role}'. Known: {string.Join(' ', Roles.All.Select(r => r.Code))}.");

    public static Problem RoleLevel(Role role) => Problem.Invalid("division", $"“{role.Zh}”不能设在这一级。", $"The role '{role.Code}' cannot be given at this level; it needs: {string.Join(' ', role.Levels).ToLowerInvariant()}.");

    public static Problem GrantNotHeld(Role role) => new("grant.not-held", 403,
        $"“{role.Zh}”的权限超出您能授出的范围。请由上级或安全管理员授予。", $"The role '{role.Code}' brings rights that you cannot give. Ask your superior or the security administrator.");

    public static Problem GrantToOneself() => new("grant.to-oneself", 403, "不能给自己授职务。", "Nobody grants a post to himself.");

    public static Problem OwnAccount() => new("account.own", 403, "不能在这里改自己的账号，请到“我的账号”。", "This is your own account; use the account page.");

    public static Problem HolderOfMore() => new("account.holder-of-more", 403,
        "这个账号有您授不出的职务，请由上级或安全管理员处理。", "The account holds posts that you could not give. Ask your superior or the security administrator.");

    public static Problem PostHeldAlready() => new("post.held-already", 409, "这个账号已经有这个职务。", "The account already holds this post.");

    public static Problem RolesExclude() => new("post.roles-exclude", 409,
        "系统、安全、审计管理员和纪检不能与其他职务由一人兼任。", "System, security and audit administration and discipline inspection are held by different persons.");

    public static Problem DaysReversed() => Problem.Invalid("validTo", "截止日期早于开始日期。", "The last day is before the first.");

    public static Problem OrganisationMissing(Role role) => Problem.Invalid("organisation", $"“{role.Zh}”须写明所属单位。", $"The role '{role.Code}' needs an organisation.");

    public static Problem OrganisationNotWanted(Role role) => Problem.Invalid("organisation", $"“{role.Zh}”不属于运营商或服务商，单位请留空。", $"The role '{role.Code}' takes no organisation.");

    public static Problem OrganisationUnknown() => Problem.Invalid("organisation", "没有这个单位，或者类别不对。", "There is no such organisation, or it is of another kind.");

    public static Problem OrganisationElsewhere() => Problem.Invalid("division", "这个单位不在这里经营。", "The organisation does not work here.");

    public static Problem OrganisationKnown() => Problem.Invalid("name", "已经有同名的单位。", "There is an organisation of this name already.");

    public static Problem OrganisationNotYours() => new("organisation.not-yours", 403, "运营商和服务商的人不能建单位、关单位。", "People of operators and providers neither make nor close organisations.");

    public static Problem PlaceUnknown() => Problem.Invalid("division", "没有找到这个地方，或者不在您的管辖范围内。请填区划代码或完整地名。", "There is no such place in your reach. Give its code or its whole name.");

    public static Problem PlaceAmbiguous(IEnumerable<string> places)
    {
        var list = string.Join('、', places);
        return Problem.Invalid("division", $"同名的不止一个，请填代码：{list}。", $"There are several of that name; give the code: {list}.");
    }

    public static Problem ScopeMissing() => Problem.Invalid("scope", "至少选一项权限。", $"At least one scope: {string.Join(' ', Roles.Scopes)}.");

    public static Problem ScopeUnknown(string scope) => Problem.Invalid("scope", $"没有“{scope}”这项接口权限。", $"There is no scope '{scope}'. Known: {string.Join(' ', Roles.Scopes)}.");

    public static Problem ScopeNotHeld() => new("grant.not-held", 403, "接口权限超出您能授出的范围。", "The scopes are more than you can give.");

    /// <summary>What Identity refuses, in words.</summary>
    public static void ThrowIfFailed(IdentityResult result)
    {
        if (result.Succeeded) return;
        var error = result.Errors.First();
        throw error.Code switch
        {
            PasswordCommon => Problem.Invalid("password", "这个密码太容易猜到，请换一个。", "This password is too easy to guess. Choose another."),
            "PasswordTooShort" => Problem.Invalid("password", "密码至少10位，可以是一句话。", "At least 10 characters; a sentence is fine."),
            "PasswordRequiresUniqueChars" => Problem.Invalid("password", "密码里重复的字符太多，请换一个。", "Too many characters are the same. Choose another."),
            "PasswordMismatch" => Problem.Invalid("current", "原密码不对。", "The current password is wrong."),
            "DuplicateUserName" => Problem.Invalid("userName", "这个登录名已经有人用了，请换一个。", "This sign-in name is taken. Choose another."),
            "InvalidUserName" => Problem.Invalid("userName", "登录名只用字母、数字和 - . _ @。", "The sign-in name takes letters, digits and - . _ @."),
            "ConcurrencyFailure" => new("changed-meanwhile", 409, "别人刚刚改过这个账号。请刷新后重做。", "Somebody has just changed this account. Reload and try again."),
            _ => new("account.refused", 400, "没有办成，请检查填写的内容。", error.Description),
        };
    }

    static int Minutes(int seconds) => Math.Max(1, (seconds + 59) / 60);
}
