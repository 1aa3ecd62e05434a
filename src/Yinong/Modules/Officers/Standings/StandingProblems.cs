using Yinong.Platform.Problems;

namespace Yinong.Modules.Officers.Standings;

/// <summary>Every "no" about measures, leaves, terms and hand-overs.</summary>
public static class StandingProblems
{
    public static Problem NoSuchStep() => new("officer-standing.step", 409, "现在不能办这一步，可能别人已经办过。请回信息员档案看最新情况。", "That step does not follow from here; somebody may have taken it. See the officer's file.");

    public static Problem AuthorityOnly() => new("officer-standing.authority-only", 403, "由农业农村部门办理，运营商不能办理。", "The authority does this, not an operator.");

    public static Problem OtherLevel() => new("officer-standing.level", 403, "申诉由市级或省级部门裁决。", "An appeal is decided by the city or the province.");

    public static Problem FirstDecider() => new("officer-standing.first-decider", 403, "原来的解聘是您办的，申诉要由别人裁决。", "The dismissal was yours: somebody else decides on the appeal.");

    public static Problem OwnMatter() => new("officer-standing.own-matter", 403, "这是您本人的事，要由别人办理。", "This is about yourself: somebody else decides.");

    public static Problem DateWrong() => Field("On", "officer-standing.date", "日期不能晚于今天，也不能早于上一步。", "Not after today, and not before the step before.");

    public static Problem WordsNeeded() => Field("Reason", "officer-standing.reason", "请写明情况，至少5个字。", "Say what it is about, at least 5 characters.");

    /// <summary>The same, in the officer's own form.</summary>
    public static Problem OwnWordsNeeded() => Field("Words", "officer-standing.reason", "请写明情况，至少5个字。", "Say what it is about, at least 5 characters.");

    public static Problem NoticeRuns(DateOnly last) => Field("On", "officer-standing.notice", $"申辩期到{last:yyyy-MM-dd}才满，满了再解聘。", $"The officer may answer until {last:yyyy-MM-dd}; dismiss after that day.");

    public static Problem AppealLate(DateOnly last) => new("officer-standing.appeal-late", 409, $"申诉期到{last:yyyy-MM-dd}已经满了，不能再申诉。", $"The time to appeal ended on {last:yyyy-MM-dd}.");

    public static Problem NotPostable() => Field("Station", "officer-standing.not-postable", "这位信息员正在停职、解聘或离任，不能安排上岗。", "This officer is suspended, dismissed or leaving, and cannot be posted.");

    public static Problem LeaveDays(string field) => Field(field, "officer-leave.days", "请假的起止日期不对：从今天或以后开始，最后一天不早于第一天。", "Wrong days: a leave begins today or later and does not end before it begins.");

    public static Problem NoteNeeded() => Field("Note", "officer-leave.note", "请写请假的事由，至少2个字。", "Say why, at least 2 characters.");

    public static Problem LeaveTooLong(int most) => Field("To", "officer-leave.too-long", $"一次请假最多{most}天。更长的请办离岗。", $"A leave is {most} days at most; end the posting for longer.");

    public static Problem LeaveOverlaps() => Field("From", "officer-leave.overlaps", "这段时间里已经有请假或停职。", "There is a leave or suspension in these days already.");

    public static Problem LeaveDecided() => new("officer-leave.decided", 409, "这次请假已经办过了。请刷新页面。", "This leave has been decided already. Reload the page.");

    public static Problem UnknownSubstitute() => Field("Substitute", "officer-leave.substitute", "没有找到顶岗人。请核对信息员编号。", "Unknown substitute: check the officer's number.");

    public static Problem SubstituteIsSelf() => Field("Substitute", "officer-leave.substitute", "顶岗人不能是请假人本人。", "The substitute is somebody else.");

    public static Problem SubstituteUncertified() => Field("Substitute", "officer-leave.substitute", "顶岗人在这段时间没有有效的上岗证，不能顶岗。", "The substitute has no valid certificate in these days.");

    public static Problem SubstituteAway() => Field("Substitute", "officer-leave.substitute", "顶岗人在这段时间停职、请假或已离任。请换一个人。", "The substitute is suspended, on leave or gone in these days: choose somebody else.");

    public static Problem NobodyToReplace() => Field("Substitute", "officer-leave.substitute", "请假人没有在岗的站点，不用安排顶岗。", "The officer is on post nowhere, so nobody has to stand in.");

    public static Problem NoTerm() => new("officer-term.open", 409, "这段上岗没有约定聘期，不用续聘。", "This posting has no end, so there is nothing to renew.");

    public static Problem TooEarly(DateOnly from) => new("officer-term.early", 409, $"{from:yyyy-MM-dd}起才能续聘。", $"It may be renewed from {from:yyyy-MM-dd} on.");

    public static Problem Renewed() => new("officer-term.renewed", 409, "已经续聘过，或者已经办了离岗。", "It was renewed already, or the posting was ended.");

    public static Problem LastDayWrong() => Field("LastDay", "officer-handover.date", "最后一天不能早于今天，最多在90天以内。", "The last day is today or later, within 90 days.");

    public static Problem ReceiverUnknown() => Field("Receiver", "officer-handover.receiver", "没有找到接收人。请核对信息员编号；没有接替人就空着，由县里接收。", "Unknown receiver: check the number, or leave it empty and the county takes over.");

    public static Problem ReceiverUnfit() => Field("Receiver", "officer-handover.receiver", "接收人没有有效的上岗证，或者正在停职、离任。请换一个人，或者空着由县里接收。", "The receiver has no valid certificate, or is suspended or leaving: choose another, or leave it empty.");

    public static Problem Arranged() => new("officer-handover.arranged", 409, "移交已经安排好了。", "The hand-over has been arranged already.");

    public static Problem LeavesAlready() => new("officer-handover.leaves", 409, "移交已经安排，不能再撤回辞职。想留下的，离任以后可以重新聘用。", "The hand-over has been arranged, so the notice cannot be taken back. After leaving, the officer may be taken on again.");

    public static Problem TooEarlyToSign(DateOnly last) => new("officer-handover.early", 409, $"移交人干到{last:yyyy-MM-dd}，那天起才能签收。", $"The last day is {last:yyyy-MM-dd}; sign from that day on.");

    public static Problem NotReceiver() => new("officer-handover.not-receiver", 403, "这份移交要由接收人签收。", "Only the receiver signs for this hand-over.");

    public static Problem Signed() => new("officer-handover.signed", 409, "这份移交已经签收。", "This hand-over was signed already.");

    public static Problem UnknownAccount() => Field("UserName", "officer-account.unknown", "没有找到这个账号。请填一个在您管辖范围内、有信息员职务的账号。", "Unknown account: give one within your reach that holds the post of an officer.");

    public static Problem AccountTaken() => Field("UserName", "officer-account.taken", "这个账号已经是另一位信息员的。", "This account is another officer's.");

    public static Problem NoIdentity() => new("officer.no-identity", 409, "没有登记身份证号。", "No identity number is kept.");

    static Problem Field(string field, string code, string zh, string en) => new(code, 400, zh, en) { Fields = new Dictionary<string, string[]> { [field] = [zh] } };
}
