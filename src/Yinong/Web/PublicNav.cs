namespace Yinong.Web;

/// <summary>The public site's navigation. A module with a public page adds its line here.</summary>
static class PublicNav
{
    public sealed record Link(string Text, string Href);

    public static IReadOnlyList<Link> Links { get; } =
    [
        new("首页", "/"),
        new("找服务站", "/find"),
        new("建设进度", "/progress"),
        new("数据公开", "/about/openness"),
    ];
}
