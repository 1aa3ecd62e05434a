using Yinong.Platform.Problems;

namespace Yinong.Modules.Divisions.Import;

/// <summary>Every "no" about a file that brings a later list of divisions. The text says what is wrong and how to mend it.</summary>
static class FileProblems
{
    public static Problem Empty() => new("division-file.empty", 400, "文件是空的。", "The file is empty.");

    public static Problem TooLarge() => new("division-file.too-large", 413, "文件太大：解压后最多 256 MB。", "The file is too large: at most 256 MB unpacked.");

    public static Problem Workbook() => new("division-file.workbook", 400,
        "这是 Excel 工作簿（或压缩包），不是文本文件。请在表格软件中另存为“CSV UTF-8”后再导入。", "This is an Excel workbook (or an archive), not a text file. Save it as 'CSV UTF-8' in the spreadsheet program and import that.");

    public static Problem Damaged() => new("division-file.damaged", 400, "压缩文件不完整或已损坏，没有读完。请重新传一份。", "The compressed file is cut off or damaged. Fetch it again.");

    public static Problem Utf16() => new("division-file.utf16", 400, "文件是 UTF-16 编码。请另存为 UTF-8。", "The file is UTF-16. Save it as UTF-8.");

    public static Problem NotUtf8() => new("division-file.not-utf8", 400, "这一行不是 UTF-8 文字（可能是 GBK/GB18030 编码，或文件被截断）。请另存为 UTF-8。",
        "This line is not UTF-8 text (perhaps GBK/GB18030, or the file was cut off). Save it as UTF-8.");

    public static Problem CutOff() => new("division-file.cut-off", 400, "最后一行没有换行，文件可能被截断。如果内容完整，请在末尾补一个换行。",
        "The last line is not ended, the file may have been cut off. If it is complete, add a line end.");

    public static Problem UnknownColumn(string name) => new("division-file.unknown-column", 400,
        $"不认识列名“{name}”。需要：代码、名称，可加城乡分类代码（code,name,class）。", $"Unknown column '{name}'. Wanted: code, name and optionally class.");

    public static Problem MissingColumn(string name) => new("division-file.missing-column", 400, $"表头缺少“{name}”列。", $"The heading has no column '{name}'.");

    public static Problem Columns(int found, int wanted) => new("division-file.columns", 400, $"这一行有{found}列，应为{wanted}列。", $"This line has {found} columns, {wanted} are wanted.");

    public static Problem Quotes() => new("division-file.quotes", 400, "引号不成对，或引号后面还有字。", "A quote is not closed, or text follows it.");

    public static Problem CodeDigits() => new("division-file.code-digits", 400, "代码应为 2、4、6、9 或 12 位数字（或全部补足 12 位），首位不为 0。",
        "A code has 2, 4, 6, 9 or 12 digits (or all are padded to 12) and does not begin with 0.");

    public static Problem Duplicate(int line) => new("division-file.duplicate", 400, $"代码重复，第{line}行已有。", $"The code stands in line {line} already.");

    public static Problem NoParent(string parent) => new("division-file.no-parent", 400, $"文件里没有它的上级{parent}。", $"Its parent {parent} is not in the file.");

    public static Problem NameMissing() => new("division-file.name-missing", 400, "名称是空的。", "The name is empty.");

    public static Problem NameTooLong() => new("division-file.name-too-long", 400, "名称最多 80 个字。", "A name has at most 80 characters.");

    public static Problem NameCharacters() => new("division-file.name-characters", 400, "名称里有控制字符。", "The name holds control characters.");

    public static Problem ClassUnknown() => new("division-file.class-unknown", 400, "城乡分类代码应为 111、112、121、122、123、210 或 220，或留空。",
        "The urban-rural class is 111, 112, 121, 122, 123, 210 or 220, or empty.");

    public static Problem ClassAbove() => new("division-file.class-above", 400, "只有村级单位有城乡分类代码。", "Only village units have an urban-rural class.");

    public static Problem ProvinceMissing(string code, string name) => new("division-file.province-missing", 400,
        $"文件里没有{name}（{code}）。如果文件只涉及部分省份，请写明是哪些（--only）。", $"The file lacks {code} {name}. If it speaks only of some provinces, say which (--only).");

    public static Problem ProvinceUnexpected(string code) => new("division-file.province-unexpected", 400,
        $"文件里有{code}，但没有写明涉及这个省份。", $"The file holds {code}, which was not named as a province that it speaks of.");

    public static Problem Faulty(int faults) => new("division-file.faulty", 400, $"文件有{faults}处错误，没有改动任何数据。请改正后重新导入。", $"The file has {faults} faults; nothing was changed. Mend them and import again.");

    public static Problem NothingChanges() => new("division-file.nothing-changes", 400, "文件与现有名录完全相同，没有需要更新的内容。", "The file equals the installed list; there is nothing to change.");

    public static Problem DayTooEarly(DateOnly asOf) => new("division-file.day-too-early", 400,
        $"启用日期应晚于现有名录的日期（{asOf:yyyy-MM-dd}）。", $"The first day must be later than that of the installed list ({asOf:yyyy-MM-dd}).");

    public static Problem ChangedMeanwhile() => new("division-file.changed-meanwhile", 409, "审阅之后名录已被别人更新。请重新审阅。", "The list was changed after the review. Review again.");

    public static Problem NotInstalled() => new("division-file.not-installed", 409, "还没有安装区划名录。请先启动一次平台。", "No division list is installed yet. Start the platform once.");

    public static Problem DecisionReason() => Field("Why", "division.decision-reason", "请写明依据，至少4个字，比如批复文号。", "Say on what ground, at least 4 characters, such as the number of the order.");

    public static Problem SuccessorUnfit() => Field("Successor", "division.successor", "接替的单位要是现有的、同一级的，而且不是它自己。请填完整代码。", "The successor must exist, be of the same level and not the unit itself; give its whole code.");

    public static Problem DecidedAlready() => new("division.decided", 409, "这个单位的去向已经定了。请刷新页面。", "The successor of this unit is decided already. Reload.");

    static Problem Field(string field, string code, string zh, string en) => new(code, 400, zh, en) { Fields = new Dictionary<string, string[]> { [field] = [zh] } };
}
