using Yinong.Modules.Desk;

namespace Yinong.Web;

/// <summary>What the codes of a service record are called on pages (keys of the texts).</summary>
public static class RecordWords
{
    public static string Text(this Channel channel) => channel switch
    {
        Channel.OnSite => "到站里办",
        Channel.Phone => "打电话办",
        Channel.Chat => "微信等聊天软件",
        Channel.Sms => "短信",
        Channel.HomeVisit => "上门",
        Channel.Kiosk => "自助机",
        _ => "12316",
    };

    public static string Text(this Outcome outcome) => outcome switch
    {
        Outcome.Done => "办好了",
        Outcome.Transferred => "转给别人办",
        _ => "没有办成",
    };

    public static string Text(this ConfirmationMethod method) => method switch
    {
        ConfirmationMethod.Code => "农户报的验证码",
        ConfirmationMethod.CallBack => "可以电话回访",
        ConfirmationMethod.Receipt => "服务商的回执",
        _ => "没有",
    };
}
