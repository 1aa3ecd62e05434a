namespace Yinong.Modules.AuditTrail.Pages;

/// <summary>What people call the actions of the audit. What has no name here is shown by its code; a test sees to it that nothing lacks one.</summary>
public static class ActionNames
{
    static readonly Dictionary<string, string> OfRights = new()
    {
        ["account.signed-in"] = "登录",
        ["account.signed-out"] = "退出登录",
        ["account.sign-in-refused"] = "登录被拒绝",
        ["account.switched-post"] = "切换职务",
        ["account.created"] = "建账号",
        ["account.closed"] = "关账号",
        ["account.opened"] = "重开账号",
        ["account.unlocked"] = "解锁账号",
        ["account.reset"] = "重置密码",
        ["account.password-changed"] = "修改密码",
        ["account.passkey-added"] = "添加通行密钥",
        ["account.passkey-removed"] = "删除通行密钥",
        ["account.two-factor-on"] = "打开动态口令",
        ["account.two-factor-off"] = "关掉动态口令",
        ["account.recovery-codes-made"] = "生成备用码",
        ["account.sessions-ended"] = "结束登录会话",
        ["post.granted"] = "授予职务",
        ["post.revoked"] = "收回职务",
        ["client.created"] = "建接口客户端",
        ["client.disabled"] = "停用接口客户端",
        ["clients.exported"] = "导出接口客户端",
        ["organisation.created"] = "建单位",
        ["organisation.closed"] = "关单位",
        ["organisations.exported"] = "导出单位",
        ["accounts.exported"] = "导出账号",
        ["audit.read"] = "查看审计日志",
        ["audit.exported"] = "导出审计日志",
        ["personal.revealed"] = "查看个人信息",
    };

    static readonly Dictionary<string, string> OfWork = new()
    {
        ["station.plan"] = "站点列入规划",
        ["station.apply"] = "站点申报",
        ["station.visit"] = "站点现场考察",
        ["station.approve"] = "站点县级审核通过",
        ["station.confirm"] = "站点市级认定",
        ["station.file"] = "站点省级备案并编号",
        ["station.build"] = "站点开始建设",
        ["station.accept"] = "站点验收通过",
        ["station.open"] = "站点挂牌运营",
        ["station.warn"] = "站点预警",
        ["station.rectify"] = "站点限期整改",
        ["station.suspend"] = "站点暂停服务",
        ["station.restore"] = "站点恢复正常运营",
        ["station.exit"] = "站点退出",
        ["station.merge"] = "站点合并",
        ["station.return-to-plan"] = "站点退回规划",
        ["station.return-to-applicant"] = "站点退回重新申报",
        ["station.fail-acceptance"] = "站点验收不合格",
        ["station.return-to-building"] = "站点复核不合格",
        ["station.edited"] = "修改站点资料",
        ["stations.exported"] = "导出站点",
        ["officer.registered"] = "登记信息员",
        ["officer.edited"] = "修改信息员资料",
        ["officer.posted"] = "信息员上岗",
        ["officer.posting-ended"] = "信息员离岗",
        ["officers.exported"] = "导出信息员",
        ["certificate.issued"] = "发证书",
        ["certificate.revoked"] = "撤销证书",
        ["question.written"] = "写试题",
        ["question.edited"] = "修改试题",
        ["question.approved"] = "审定试题",
        ["question.retired"] = "停用试题",
        ["questions.imported"] = "导入试题",
        ["questions.exported"] = "导出题库",
        ["exam.made"] = "组织考试",
        ["exam.closed"] = "结束考试",
        ["exam.begun"] = "开始考试",
        ["exam.handed-in"] = "交卷",
        ["exam.marked"] = "阅卷",
        ["exam-results.exported"] = "导出考试成绩",
        ["service-records.written"] = "记下服务",
        ["service-record.corrected"] = "更正服务记录",
        ["service-record.withdrawn"] = "撤回服务记录",
        ["service-records.exported"] = "导出服务记录",
        ["item.added"] = "增加服务事项",
        ["item.published"] = "发布服务事项新版本",
        ["programme.registered"] = "登记自行开展",
        ["programme.target-set"] = "设定目标",
        ["programme.broken-down"] = "分解目标",
        ["programme.roster-replaced"] = "更换行政村名录",
        ["divisions.imported"] = "更新区划名录",
    };

    /// <summary>Names by action, in the order in which they are offered.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = OfRights.Concat(OfWork).ToDictionary();

    /// <summary>The name, or the code itself.</summary>
    public static string Of(string action) => All.GetValueOrDefault(action, action);
}
