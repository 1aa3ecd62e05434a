using Yinong.Modules.Catalogue;

namespace Yinong.Web;

/// <summary>How a kind of service looks everywhere: colour class, short and long name (keys of the texts), icon. Always in this order.</summary>
/// <param name="Kind">Which of the four.</param>
/// <param name="Css">c-pub, c-con, c-com, c-edu.</param>
/// <param name="Short">公益, for tiles and tags.</param>
/// <param name="Name">公益服务.</param>
/// <param name="Icon">Name in the icon sprite.</param>
public sealed record ServiceLook(ServiceKind Kind, string Css, string Short, string Name, string Icon)
{
    public static IReadOnlyList<ServiceLook> All { get; } =
    [
        new(ServiceKind.Public, "c-pub", "公益", "公益服务", Icon: "plant-2"),
        new(ServiceKind.Convenience, "c-con", "便民", "便民服务", Icon: "receipt"),
        new(ServiceKind.Commerce, "c-com", "电商", "电子商务", Icon: "basket"),
        new(ServiceKind.Training, "c-edu", "培训体验", "培训体验", Icon: "school"),
    ];

    public static ServiceLook Of(ServiceKind kind) => All[(int)kind - 1];
}
