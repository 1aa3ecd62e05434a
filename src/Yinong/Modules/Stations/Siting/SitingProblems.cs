using Yinong.Platform.Problems;
using Yinong.Platform.Texts;

namespace Yinong.Modules.Stations.Siting;

/// <summary>Every "no" of the siting.</summary>
public static class SitingProblems
{
    public static Problem NotYours() => new("siting.not-yours", 403, "选点由县级主管部门办理，运营商不能办。", "Siting is done by the county's authority, not by an operator.");

    public static Problem UnknownCounty() => Field("County", "siting.county", "请填6位县代码，并且在您的管辖范围内。", "Give the 6-digit code of a county within your reach.");

    public static Problem OutOfBounds(string field, SitingNumber allowed) => Field(field, "siting.bounds", $"请填{allowed.Least}到{allowed.Most}之间的整数。", $"Give a whole number from {allowed.Least} to {allowed.Most}.");

    public static Problem UnknownFacility(string code) => Field("Facilities", "siting.facility", $"“{code.Cut(20)}”不是本县的村代码。一行一个12位代码。", "One of the lines is no village code of the county: one 12-digit code a line.");

    public static Problem NothingKnown() => Field("County", "siting.nothing-known", "这个县还没有一个村登记了人口和经纬度。请先在“村情”里导入或登记。", "No village of the county has people and coordinates yet. Enter or import them first.");

    public static Problem TooMany(int most) => Field("County", "siting.too-many", $"一次最多算{most}个村。", $"A plan has at most {most} villages.");

    public static Problem Busy() => new("siting.busy", 409, "这个县已经有一个方案在算，算完或者停下以后再算。", "A plan of this county is being worked out. Wait for it or stop it.");

    public static Problem NotDone() => new("siting.not-done", 409, "方案还没有算出来，不能列入规划。", "The plan has not been worked out; it cannot be planned.");

    public static Problem PlannedAlready() => new("siting.planned", 409, "这个方案已经列入规划，不能再列一次。", "This plan has been turned into planned stations already.");

    public static Problem NothingChosen() => new("siting.nothing-chosen", 409, "这个方案没有建议建站的村：已有的站点都覆盖到了，或者没有人口。", "The plan chooses no village: everybody is covered already, or nobody lives there.");

    public static Problem NotRunning() => new("siting.not-running", 409, "方案已经算完或者停下了。", "The plan is not being worked out any more.");

    public static Problem UnknownVillage() => Field("Code", "village.unknown", "没有这个村，或者不在您的管辖范围内。请填12位村代码。", "Unknown village or out of reach: give the 12-digit code.");

    public static Problem BadPopulation() => Field("Population", "village.population", "人口应是0到100000之间的整数。", "People: a whole number from 0 to 100000.");

    public static Problem HalfPlace() => Field("Latitude", "village.half-place", "经度和纬度要一起填。", "Give both latitude and longitude.");

    public static Problem BadPlace() => Field("Latitude", "village.place", "纬度应在3到54之间，经度应在73到136之间。看看两列是不是写反了。", "Latitude is 3 to 54, longitude 73 to 136; perhaps the two are swapped.");

    public static Problem NothingSaid() => Field("Population", "village.nothing", "人口、贫困村、经纬度至少填一样。", "Give at least one of people, poor village, place.");

    public static Problem NoNumber() => Field("Population", "village.number", "人口、经纬度要填数字，人口要填整数。", "People, latitude and longitude are numbers, people a whole one.");

    public static Problem BadDay() => Field("AsOf", "village.day", "请填数据是哪一天的，不能晚于今天。", "Give the day the data speak of, not after today.");

    public static Problem SourceNeeded() => Field("Source", "village.source", "请写明来源，比如统计年报。", "Say where the data come from.");

    public static Problem FileNeeded() => Field("Upload", "village.file", "请选择一个表格文件（xlsx、xls、csv）。", "Choose a table (xlsx, xls, csv).");

    public static Problem NoHeadings() => Field("Upload", "village.headings", "没找到表头。第一行要有“代码”，再加“人口”“贫困村”“纬度”“经度”中的一样以上。", "No headings: a column 代码 and at least one of 人口, 贫困村, 纬度, 经度.");

    public static Problem TooManyRows(int most) => Field("Upload", "village.too-many", $"一次最多{most}行，请分几次导入。", $"At most {most} rows at a time.");

    static Problem Field(string field, string code, string zh, string en) => new(code, 400, zh, en) { Fields = new Dictionary<string, string[]> { [field] = [zh] } };
}
