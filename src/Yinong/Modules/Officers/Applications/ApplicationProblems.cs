using Yinong.Modules.Officers.Personal;
using Yinong.Modules.Officers.Rules;
using Yinong.Platform.Problems;

namespace Yinong.Modules.Officers.Applications;

/// <summary>Every "no" of the applications.</summary>
public static class ApplicationProblems
{
    public static Problem UnknownPlace() => Field("Place", "officer-application.place", "没有找到这个村或站点。请填12位行政村代码，或者门牌上的站点编号。", "Unknown village or station: give the 12-digit village code or the number on the plaque.");

    public static Problem StationEnded() => Field("Place", "officer-application.place", "这个站点已经退出或合并，不再招信息员。请换一个站点。", "This station has left or was merged; choose another.");

    public static Problem PlaceNotYours() => Field("Place", "officer-application.place", "这个村不在您的管辖范围内。", "This village is not within your reach.");

    public static Problem WrongIdentity(IdentityFault fault) => fault switch
    {
        IdentityFault.Check => Field("Identity", "officer-application.identity", "身份证号的最后一位对不上，可能有一位填错。请对照身份证重新填。", "The last character of the identity number does not fit: read it from the card again."),
        IdentityFault.Region => Field("Identity", "officer-application.identity", "身份证号的头两位不是任何省份。请对照身份证重新填。", "The first two digits of the identity number are of no province: read it from the card again."),
        IdentityFault.Date => Field("Identity", "officer-application.identity", "身份证号里的出生日期不对。请对照身份证重新填。", "The day of birth in the identity number does not exist: read it from the card again."),
        _ => Field("Identity", "officer-application.identity", "身份证号是18位，最后一位是数字或X。", "An identity number has 18 characters, the last a digit or X."),
    };

    public static Problem WrongPhone() => Field("Phone", "officer-application.phone", "手机号不对。手机号是11位，以13到19开头。", "No mobile number: eleven digits that begin with 13 to 19.");

    public static Problem UnknownSchooling() => Field("Schooling", "officer-application.schooling", "请选文化程度。", "Choose the schooling.");

    public static Problem SchoolingTooLow(Schooling least) => Field("Schooling", "officer-application.schooling", $"本省选聘信息员要求{least.Name}及以上。", $"The rule of the province asks for {least.NameEn} at least.");

    public static Problem NotResident() => Field("LivesInVillage", "officer-application.residence", "本省要求信息员住在本村。", "The rule of the province asks for a resident of the village.");

    public static Problem TooYoung(int least) => Field("Identity", "officer-application.age", $"本省要求年满{least}周岁。", $"The rule of the province asks for at least {least} years of age.");

    public static Problem TooOld(int most) => Field("Identity", "officer-application.age", $"本省要求不超过{most}周岁。", $"The rule of the province asks for at most {most} years of age.");

    public static Problem ConflictsNeeded() => Field("Conflicts", "officer-application.conflict", "有亲属的，请一行写一个：姓名，关系，在哪里任职。没有就选“没有”。", "Name each relative on a line: name, relation, where he serves. If there is none, say so.");

    public static Problem ConflictUnsaid() => Field("HasConflict", "officer-application.conflict", "请选有没有亲属在当地政府、村委会或运营商任职。", "Say whether relatives serve in the local government, the village committee or the operator.");

    public static Problem UnknownPreferred() => Field("Preferred", "officer-application.preferred", "没有这一类人员，请从列表里选。", "Choose from the list.");

    public static Problem DocumentsNeeded() => Field("Files", "officer-application.documents", "本省要求交申请材料，请至少上传一份。", "The rule of the province asks for a document: send at least one.");

    public static Problem TooManyFiles(int most) => Field("Files", "officer-application.documents", $"材料最多{most}份。", $"At most {most} documents.");

    public static Problem OneOpen() => Field("Identity", "officer-application.one-person", "这个身份证号已经有一份正在办理的申请，或者已经是信息员。一个人只能有一份；查进度请用原来的回执号。", "There is an open application with this identity number, or an officer. One per person: use the receipt you have.");

    public static Problem OfficerAlready() => new("officer-application.officer-already", 409, "这个身份证号已经是一位信息员，不能再录用一次。请按不予录用办理。", "An officer with this identity number is entered already; reject this application.");

    public static Problem NoSuchStep() => new("officer-application.step", 409, "现在不能办这一步，可能别人已经办过。请刷新页面。", "That step does not follow from here; somebody may have taken it. Reload the page.");

    public static Problem AuthorityOnly() => new("officer-application.authority-only", 403, "运营商只能推荐，由农业农村部门决定。", "An operator may propose; the authority decides.");

    public static Problem OwnMatter() => new("officer-application.own-matter", 403, "这份申请是您提交的，不能自己决定。请同事办理。", "You sent this application in yourself: a colleague has to decide.");

    public static Problem Involved() => new("officer-application.involved", 403, "您是申请人本人，或者是他申报的亲属，要回避。请同事办理。", "You are the applicant or a relative that he declared: a colleague has to decide.");

    public static Problem StillPublic(DateOnly last) => new("officer-application.still-public", 409, $"公示到{last:yyyy-MM-dd}才满，满了再决定。", $"The publicity lasts until {last:yyyy-MM-dd}; decide after it.");

    public static Problem ObjectionOpen() => new("officer-application.objection-open", 409, "还有异议没有答复。请先核查答复，再决定。", "An objection waits: decide it first.");

    public static Problem ObjectionUpheld() => new("officer-application.objection-upheld", 409, "有异议已经核实成立，只能不予录用。", "An objection was upheld: the application can only be rejected.");

    public static Problem WordsNeeded() => Field("Reason", "officer-application.reason", "请写明理由，至少5个字。", "Give the reason, at least 5 characters.");

    public static Problem ReasonNeeded() => Field("ReasonCode", "officer-application.reason", "请选不予录用的原因。", "Choose the reason.");

    public static Problem NotPublic() => new("officer-application.not-public", 409, "公示已经结束，不再收异议。有新情况请打12316反映。", "The publicity is over and objections are not taken any more. Call 12316 if there is something new.");

    public static Problem ObjectionText() => Field("Text", "officer-application.objection", "请写清楚什么情况、怎么知道的，至少10个字。", "Say what is wrong and how you know, at least 10 characters.");

    public static Problem BadContact() => Field("Contact", "officer-application.contact", "电话号码不对。手机写11位数字；不想留就空着。", "No phone number: eleven digits; leave it empty if you like.");

    public static Problem OutcomeNeeded() => Field("Outcome", "officer-application.objection", "请选异议成立还是不成立。", "Choose whether the objection is upheld.");

    public static Problem FindingNeeded() => Field("Finding", "officer-application.objection", "请写明怎么核查的、结果怎样，至少5个字。提异议的人凭回执能看到。", "Say what was looked at and found, at least 5 characters; who objected can read it.");

    public static Problem ObjectionDecided() => new("officer-application.objection-decided", 409, "这条异议已经答复过了。请刷新页面看结果。", "This objection has been decided already. Reload to see.");

    public static Problem Erased() => new("officer-application.erased", 409, "保存期已过，个人信息已经删除。", "The time for keeping the personal data is over; it has been erased.");

    public static Problem BadState() => Problem.Invalid("state", "没有这种状态，请从列表上方选。", "Unknown state: choose above the list.");

    static Problem Field(string field, string code, string zh, string en) => new(code, 400, zh, en) { Fields = new Dictionary<string, string[]> { [field] = [zh] } };
}
