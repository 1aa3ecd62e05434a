namespace Yinong.Modules.Identity.SignIn;

/// <summary>What a browser says it is, in two words that its owner knows again: "Chrome · Windows".</summary>
static class UserAgents
{
    // The first that is found counts, so those that name others in their own line stand before these.
    static readonly (string Mark, string Name)[] Browsers =
        [("MicroMessenger", "WeChat"), ("Edg", "Edge"), ("QQBrowser", "QQ"), ("Firefox", "Firefox"), ("HeadlessChrome", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari")];

    static readonly (string Mark, string Name)[] Systems =
        [("HarmonyOS", "HarmonyOS"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"), ("Linux", "Linux")];

    public static string Short(string? agent) => string.Join(" · ", new[] { Find(Browsers, agent), Find(Systems, agent) }.OfType<string>()) is { Length: > 0 } found ? found : "?";

    static string? Find((string Mark, string Name)[] list, string? agent) =>
        list.FirstOrDefault(entry => agent?.Contains(entry.Mark, StringComparison.Ordinal) == true).Name;
}
