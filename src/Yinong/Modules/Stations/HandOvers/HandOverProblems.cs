using Yinong.Platform.Problems;

namespace Yinong.Modules.Stations.HandOvers;

/// <summary>Every "no" of the hand-over.</summary>
public static class HandOverProblems
{
    public static Problem Needed() => new("hand-over.needed", 409, "有编号的站点退出、合并、迁移之前，要先列出交接单。请先办交接。", "A station with a number leaves, is merged or moves only after a hand-over has been drawn up. Draw it up first.");

    public static Problem NotReceived(IReadOnlyList<string> lines, IReadOnlyList<string> linesEn) => new("hand-over.not-received", 409,
        $"交接单上还有{lines.Count}项没有接收：{string.Join("、", lines)}。接收人签收以后才能办。", $"{lines.Count} lines of the hand-over have not been received: {string.Join(", ", linesEn)}. The step waits for the receipts.");

    public static Problem Stale(IReadOnlyList<string> lines, IReadOnlyList<string> linesEn) => new("hand-over.stale", 409,
        $"交接单列出以后情况有变化：{string.Join("、", lines)}。请点“重新清点”，变了的项目要重新接收。", $"Things have changed since the hand-over was drawn up: {string.Join(", ", linesEn)}. Count again; the changed lines are to be received again.");

    public static Problem OpenAlready() => new("hand-over.open", 409, "这个站点已经有一张没办完的交接单。请先办完或者撤回。", "This station has an open hand-over. Finish or withdraw it first.");

    public static Problem NotOpen() => new("hand-over.closed", 409, "这张交接单已经办结或者撤回，不能再改。", "This hand-over is closed and not changed any more.");

    public static Problem Ended() => new("hand-over.station-ended", 409, "还没有编号的站点不用交接，已经退出、合并的站点不能再交接。", "A station without a number needs no hand-over, one that has left has none any more.");

    public static Problem NotServing() => new("hand-over.not-serving", 409, "站点开始运营以后才能合并、迁移。没开始运营的请办退出。", "Only a station that has begun to operate is merged or moves; another one can leave.");

    public static Problem NotGiver() => new("hand-over.not-giver", 403, "交接单由县级主管部门，或者本站的运营商列出。", "A hand-over is drawn up by the county's authority or the station's operator.");

    public static Problem AuthorityWithdraws() => new("hand-over.authority-withdraws", 403, "这张交接单是主管部门列出的，只有主管部门能撤回。有意见请和县级主管部门说。", "The authority drew up this hand-over; only the authority withdraws it. Talk to the county's authority.");

    public static Problem OwnHandOver() => new("hand-over.own", 403, "这张交接单是您列出的。交的人不能自己接收，请由另一人接收。", "You drew up this hand-over. The giver does not receive; somebody else has to.");

    public static Problem AuthorityReceives() => new("hand-over.authority-receives", 403, "这一项由县级主管部门接收，运营商不能代收。", "This line is received by the county's authority; an operator cannot receive for it.");

    public static Problem SuccessorReceives() => new("hand-over.successor-receives", 403, "这一项由主管部门或者接替站点的运营商接收。", "This line is received by the authority or by the operator of the station that takes over.");

    public static Problem Received() => new("hand-over.received", 409, "这一项已经有人接收了，或者刚刚重新清点过。请刷新页面。", "This line has been received already, or was counted again just now. Reload.");

    public static Problem NoteNeeded() => Field("Note", "hand-over.note", "请写明收到了什么、有没有问题，至少2个字。", "Say what was received and in what state, at least 2 characters.");

    public static Problem ReasonNeeded() => Field("Reason", "hand-over.reason", "请写明为什么交接，至少4个字。", "Say why, at least 4 characters.");

    public static Problem KindNeeded() => Field("Kind", "hand-over.kind", "请选退出、合并还是迁移。", "Choose exit, merger or move.");

    public static Problem NowhereToMove() => Field("Place", "hand-over.nowhere", "迁移要填新的村，或者新的地址，或者新的依托主体。", "A move needs another village, another address or another host.");

    static Problem Field(string field, string code, string zh, string en) => new(code, 400, zh, en) { Fields = new Dictionary<string, string[]> { [field] = [zh] } };
}
