using System.Globalization;
using Yinong.Modules.Divisions;

namespace Yinong.Web;

/// <summary>Reads the values of a query string as contract.md writes them; a wrong one is a problem that names its field.</summary>
static class QueryValues
{
    /// <summary>A division code; <paramref name="otherwise"/> when absent.</summary>
    public static DivisionCode Division(this IQueryCollection query, string name, DivisionCode otherwise)
    {
        var text = query[name].ToString();
        if (text.Length == 0) return otherwise;
        return DivisionCode.TryParse(text, out var code) ? code : throw WebProblems.DivisionInvalid(name);
    }

    /// <summary>A day YYYY-MM-DD; null when absent.</summary>
    public static DateOnly? Day(this IQueryCollection query, string name)
    {
        var text = query[name].ToString();
        if (text.Length == 0) return null;
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && IsOfOurTime(day)
            ? day
            : throw WebProblems.DayInvalid(name);
    }

    /// <summary>Whether a day can be meant: a slip of the pen (0018, 22018) is none.</summary>
    public static bool IsOfOurTime(DateOnly day) => day.Year is > 1900 and < 2200;

    /// <summary><c>limit</c>: 1 … <paramref name="most"/>; <paramref name="otherwise"/> when absent.</summary>
    public static int Limit(this IQueryCollection query, int otherwise = 50, int most = 200)
    {
        var text = query["limit"].ToString();
        if (text.Length == 0) return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit >= 1 && limit <= most
            ? limit
            : throw WebProblems.LimitInvalid(most);
    }
}
