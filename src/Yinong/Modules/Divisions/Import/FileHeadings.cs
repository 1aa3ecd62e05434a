namespace Yinong.Modules.Divisions.Import;

/// <summary>The names under which people write the columns.</summary>
static class FileHeadings
{
    public const string Code = "代码";
    public const string Name = "名称";

    static readonly string[][] Known =
    [
        ["code", Code, "区划代码", "行政区划代码", "统计用区划代码", "divisioncode"],
        ["name", Name, "区划名称", "行政区划名称", "单位名称"],
        ["class", "城乡分类代码", "城乡分类", "urbanrural", "type"],
    ];

    /// <summary>0 code, 1 name, 2 class; negative: none of them.</summary>
    public static int ColumnOf(string heading)
    {
        var plain = heading.Trim().Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();
        return Array.FindIndex(Known, names => names.Contains(plain));
    }
}
