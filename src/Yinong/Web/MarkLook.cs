using Yinong.Modules.Marks;

namespace Yinong.Web;

/// <summary>What is said of a mark, in plain words; the same at every page that verifies.</summary>
public static class MarkLook
{
    public static string Title(MarkFinding finding, Texts t) => finding.Result switch
    {
        MarkResult.NoMark => t["这里没有防伪标记"],
        MarkResult.Genuine => t["防伪标记是真的"],
        MarkResult.Expired => t["标记是真的，但证件已经过期"],
        MarkResult.NotYet => t["标记是真的，但证件还没有到生效日期"],
        MarkResult.Suspended => t["标记是真的，但证件暂停使用"],
        MarkResult.Revoked => t["标记是真的，但证件已经撤销"],
        MarkResult.Superseded => t["标记是真的，但已经补发过，这一版作废"],
        MarkResult.Moved => t["标记是真的，但站点已经迁走"],
        MarkResult.Ended => t["标记是真的，但站点已经退出或合并"],
        MarkResult.Elsewhere => t["标记不是这个编号的"],
        _ => t["防伪标记是假的"],
    };

    public static string Advice(MarkFinding finding, Texts t) => finding.Result switch
    {
        MarkResult.NoMark => t["请扫门牌或证书上的二维码，把整段文字粘贴到验证页面。"],
        MarkResult.Genuine => finding.Mark!.Kind == MarkKinds.Station ? t["签名和登记都对得上。"] : t["签名和登记都对得上，今天有效。"],
        MarkResult.Expired or MarkResult.NotYet or MarkResult.Suspended or MarkResult.Revoked => t["持这张证今天不能办服务。请打12316问清楚。"],
        MarkResult.Superseded => t["旧版本来应该收回。请打12316反映。"],
        MarkResult.Moved => t["这块牌子不该还挂在老地方。新地址见下面。"],
        MarkResult.Ended => t["这里不再提供服务，牌子应该收回。请打12316反映。"],
        MarkResult.Elsewhere => t["网址里的编号和标记里的编号对不上，可能是把别处的标记搬了过来。请打12316反映。"],
        _ => finding.Fault switch
        {
            MarkFault.Shape => t["二维码里的文字不完整或者被改过。请重新扫一次；还是这样的，请打12316反映。"],
            MarkFault.UnknownKey => t["签名用的密钥不是本平台的。请打12316反映。"],
            MarkFault.RevokedKey => t["签名用的密钥在签发那天已经作废。请打12316反映。"],
            MarkFault.NotRegistered => t["签发登记里没有这个标记。请打12316反映。"],
            _ => t["签名对不上，内容被改过。请打12316反映。"],
        },
    };
}
