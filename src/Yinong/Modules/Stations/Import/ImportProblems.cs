using System.Globalization;
using Yinong.Platform.Problems;

namespace Yinong.Modules.Stations.Import;

/// <summary>Every "no" of the import: about the file, about an order, and about a cell.</summary>
public static class ImportProblems
{
    public static Problem NoFile() => File("请选择一个文件。", "Choose a file.");

    public static Problem Empty() => File("文件是空的。请检查后重新选择。", "The file is empty. Check it and choose again.");

    public static Problem TooLarge(long most) => new("station-import.too-large", 413, $"文件超过{most / 1024 / 1024}MB。请分成几个文件，或者删掉图片再传。", $"The file is larger than {most / 1024 / 1024} MB. Split it, or remove pictures from it.") { Fields = OfFile($"文件超过{most / 1024 / 1024}MB") };

    public static Problem TooManyRows(int most) => File($"超过{most}行。请分成几个文件再传。", $"More than {most} rows. Split the file.");

    public static Problem UnknownKind() => File("只能读 xlsx、xls、csv、tsv、txt 文件。请另存为其中一种再传。", "Only xlsx, xls, csv, tsv and txt files are read. Save it as one of them.");

    public static Problem NotWhatItSays(string ending, string? kind) => kind is null
        ? File($"文件名以{ending}结尾，内容却不是表格。请用 Excel 或 WPS 打开，另存为 xlsx 再传。", $"The name ends in {ending}, but the content is no table. Open it in a spreadsheet and save it as xlsx.")
        : File($"文件名以{ending}结尾，内容却是{kind}。请用 Excel 或 WPS 打开，另存为 xlsx 再传。", $"The name ends in {ending}, but the content is {kind}. Open it in a spreadsheet and save it as xlsx.");

    public static Problem Macros() => File("文件里有宏。为了安全不读带宏的文件，请另存为 xlsx（不带宏）再传。", "The file holds macros, which are not accepted. Save it as xlsx without macros.");

    public static Problem ExternalLinks() => File("文件里有指向其他文件的链接。请在 Excel 里“断开链接”，另存以后再传。", "The file links to other files. Break the links in the spreadsheet and save it again.");

    public static Problem Bomb() => File("文件展开后过大，不能读。请把数据复制到一个新文件里再传。", "The content is too large when unpacked. Copy the data into a new file.");

    public static Problem Damaged() => File("文件已损坏，或者不是标准的表格文件。请用 Excel 或 WPS 打开，另存为 xlsx 再传。", "The file is damaged or no proper workbook. Open it in a spreadsheet and save it as xlsx.");

    public static Problem Locked() => File("文件有打开密码。请去掉密码再传。", "The file needs a password to open. Remove it and send it again.");

    public static Problem NoText() => File("文件不是文本：既不是 UTF-8，也不是 GB18030（GBK）。请另存为“CSV UTF-8”再传。", "The file is no text in UTF-8 or GB18030. Save it as CSV UTF-8.");

    public static Problem OpenQuote(int row) => File($"从第{row}行开始，双引号没有成对，后面的内容分不开。请改好再传。", $"A quote that begins in row {row} never ends. Mend it and send the file again.");

    public static Problem CellTooLong(int row, int most) => File($"第{row}行有一格超过{most}个字。请检查文件的分隔符和引号。", $"Row {row} has a cell of more than {most} characters. Check separators and quotes.");

    public static Problem NoRows() => File("表头下面没有数据。请检查文件。", "There is no data below the headings.");

    public static Problem FileGone() => new("station-import.file-gone", 409, "上传的文件已经不在了（超过保存期限）。请重新上传。", "The uploaded file is not kept any more. Upload it again.");

    public static Problem Broken() => new("station-import.broken", 500, "这个文件处理到一半出了错，没有做完。请把这次导入的编号告诉管理员，请他查看日志。", "Something failed while this file was worked on. Tell the administrator the number of the import; the log says more.");

    public static Problem NoSuchSheet() => new("station-import.sheet", 400, "没有这张工作表，请从列表里选。", "There is no such sheet: choose one of the list.");

    public static Problem NameNeeded() => new("station-import.columns", 400, "请指明哪一列是站点名称。", "Say which column holds the station's name.");

    public static Problem PlaceNeeded() => new("station-import.columns", 400, "请指明行政村在哪一列：行政村代码，或者乡镇和村的名称。", "Say which column holds the village: its code, or the names of town and village.");

    public static Problem FieldTwice(string name) => new("station-import.columns", 400, $"有两列都选了“{name}”。一项内容只能来自一列。", $"Two columns are read as '{name}'. One will do.");

    public static Problem NotNow() => new("station-import.not-now", 409, "这次导入现在不能办这一步。请刷新页面，看进行到哪里了。", "The import cannot take this step now. Reload to see how far it is.");

    public static Problem NothingToWrite() => new("station-import.nothing", 409, "没有可以写入的行。请先改好有错的行。", "There is no row that could be written. Mend the faulty ones first.");

    public static Problem NotAllGood(int bad) => new("station-import.not-all-good", 409, $"还有{bad}行有错。您选了“全部改好再写入”，请先改好，或者改选先写入没错的行。", $"{bad} rows are still faulty. You chose to write only when all are right.");

    public static Problem TooLate(int hours) => new("station-import.too-late", 409, $"写入已经超过{hours}小时，不能整批撤销。请逐个站点办理。", $"More than {hours} hours have passed; the import cannot be taken back as a whole. Deal with the stations one by one.");

    public static Problem StationsMoved(int count, IEnumerable<string> names) => new("station-import.stations-moved", 409,
        $"有{count}个站点导入以后已经办过别的事，不能整批撤销：{string.Join('、', names)}。", $"{count} stations have gone on since: {string.Join(", ", names)}. The import cannot be taken back as a whole.");

    public static Problem DateInFuture() => new("station-import.date", 400, "日期不能晚于今天。", "The day cannot be after today.") { Fields = new Dictionary<string, string[]> { ["On"] = ["日期不能晚于今天。"] } };

    static Problem File(string zh, string en) => new("station-import.file", 400, zh, en) { Fields = OfFile(zh) };

    static Dictionary<string, string[]> OfFile(string zh) => new() { ["Upload"] = [zh] };

    /// <summary>What is said about a cell, in the language that is asked for.</summary>
    public static string Say(RowRemark remark, bool english)
    {
        var (zh, en) = Words(remark.Code);
        return string.Format(CultureInfo.InvariantCulture, english ? en : zh, remark.About);
    }

    static (string Zh, string En) Words(string code) => code switch
    {
        "missing" => ("必填", "Must be filled in"),
        "place-missing" => ("没有写在哪个村。请填行政村代码，或者乡镇和村的名称", "No place is given: fill in the village code, or the names of town and village"),
        "name-length" => ("站点名称要2到40个字", "The name takes 2 to 40 characters"),
        "too-long" => ("最多{0}个字", "At most {0} characters"),
        "type-unknown" => ("不是规定的类型", "No such type of station"),
        "host-unknown" => ("没有这类依托主体", "No such class of host"),
        "code-length" => ("代码是{0}位，行政村代码应为12位", "{0} characters; a village code has 12 digits"),
        "code-unknown" => ("区划名录里没有这个代码", "The list of divisions has no such code"),
        "merged" => ("已经撤并：{0}", "Merged since: {0}"),
        "gone" => ("“{0}”已经撤销，名录里没有写由谁接替", "{0} no longer exists, and the list does not say who took over"),
        "out-of-reach" => ("“{0}”不在您的辖区", "{0} is outside your area"),
        "ambiguous" => ("同名的地方不止一个，请写明上级，或者填代码", "There is more than one place of this name: give its parent or its code"),
        "name-unknown" => ("没有找到这个地方。请从省或县写起，或者填12位代码", "Place not found: begin with province or county, or give the code of 12 digits"),
        "name-unknown-in" => ("在“{0}”里没有找到这个地方", "Not found in {0}"),
        "level-county" => ("县级中心社要设在县，这里写的是“{0}”", "A county centre stands in a county; this is {0}"),
        "level-town" => ("乡镇级中心社要设在乡镇，这里写的是“{0}”", "A town centre stands in a town; this is {0}"),
        "level-village" => ("这个类型的站点要设在村，这里写的是“{0}”", "A station of this type stands in a village; this is {0}"),
        "degrees" => ("要写成度数，例如36.66800；经度和纬度要都有", "A number of degrees such as 36.66800; both are needed"),
        "swapped" => ("经度和纬度好像填反了", "Latitude and longitude seem to be swapped"),
        "point-outside" => ("这个位置不在国内", "This place is not in the country"),
        "yes-or-no" => ("要写“是”或者“否”", "Yes or no is needed"),
        "phone" => ("电话写数字，区号后可加“-”，一格一个号码", "A phone number in digits, one number in a cell"),
        "day" => ("不是日期，或者没有这一天。请写成2018-10-31", "No day, or one that never was. Write it like 2018-10-31"),
        "day-in-future" => ("日期晚于今天", "The day is after today"),
        "cell-error" => ("公式的结果是错误值，请在文件里改好", "The formula ends in an error; mend it in the file"),
        "twice" => ("和第{0}行重复：同一个村、同一个名称", "The same village and name as row {0}"),
        "number-twice" => ("原编号和第{0}行相同", "The same former number as row {0}"),
        "name-differs" => ("代码和村名对不上：代码是“{0}”", "Code and name differ: the code is {0}"),
        "village-has-one" => ("这个村已经有站点“{0}”", "The village has a station already: {0}"),
        "phone-twice" => ("电话和第{0}行相同", "The same phone number as row {0}"),
        "known" => ("已经有这个站点，没有重复写入", "The station is there already and was not written again"),
        _ => (code, code),
    };
}
