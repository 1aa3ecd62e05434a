using Yinong.Modules.Divisions;
using Yinong.Web;

namespace Yinong.Modules.Stations.Photos.Pages;

/// <summary>What is said about photos, in plain words.</summary>
public static class PhotoWords
{
    const int Alike = 2, Close = 5;

    /// <summary>How much alike: 同一个文件, 几乎一模一样 …, with the bits that differ.</summary>
    public static string Likeness(PhotoPair pair, Texts t)
    {
        if (pair.SameFile) return t["同一个文件"];
        var words = pair.Distance <= Alike ? t["画面几乎一模一样"] : pair.Distance <= Close ? t["画面非常像"] : t["画面比较像"];
        return words + (pair.Mirrored ? t["（左右翻转过）"] : "") + t["，64处特征有{0}处不同", pair.Distance];
    }

    /// <summary>How far in time the two were taken.</summary>
    public static string Time(PhotoPairView view, Texts t) => view.TimeBetween is not { } between ? t["拍摄时间差不清楚"] : t["拍摄时间相差{0}", Span(between.Duration(), t)];

    /// <summary>How far apart the two were taken, or their stations stand.</summary>
    public static string Place(PhotoPairView view, Texts t) => view.MetresBetween is not { } metres ? t["相距多远不清楚"] : t["相距{0}", Metres(metres, t)];

    public static string Metres(double metres, Texts t) => metres < 1000 ? t["{0}米", Show.Count((long)Math.Round(metres))] : t["{0}公里", Show.Decimal(metres / 1000, 1)];

    public static string Span(TimeSpan span, Texts t) => span.TotalMinutes < 1 ? t["不到1分钟"] : span.TotalHours < 1 ? t["{0}分钟", (int)span.TotalMinutes] : span.TotalDays < 2 ? t["{0}小时", (int)span.TotalHours] : t["{0}天", Show.Count((long)span.TotalDays)];

    /// <summary>The station's name within reach, else its county only.</summary>
    public static string Where(PhotoSide side, DivisionTree places, Texts t) => side.Station?.Name ?? t["{0}的站点", places.FullName(new DivisionCode(side.Division) is var code && code.Level > DivisionLevel.County ? code.At(DivisionLevel.County) : code)];
}
