namespace Yinong.Platform.Problems;

/// <summary>
/// A "no" that people can act on: a stable code, a status, and a text in Chinese and English that says what is wrong and the way out.
/// Thrown by use cases; becomes <c>application/problem+json</c> for machines and the error page for people.
/// Each module lists its own in <c>…Problems.cs</c>.
/// </summary>
/// <param name="code">Stable, e.g. <c>station.not-operating</c>.</param>
/// <param name="status">HTTP status.</param>
/// <param name="zh">What is wrong and what to do, in Chinese.</param>
/// <param name="en">The same in English.</param>
/// <param name="why">What lies behind it, for the log; never told to the outside.</param>
public sealed class Problem(string code, int status, string zh, string en, Exception? why = null) : Exception(en, why)
{
    public string Code { get; } = code;

    public int Status { get; } = status;

    public string Zh { get; } = zh;

    public string En { get; } = en;

    /// <summary>Messages per field, for forms and JSON bodies.</summary>
    public IReadOnlyDictionary<string, string[]>? Fields { get; init; }

    /// <summary>After how many seconds it makes sense to try again (429, 503).</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>The text in the asked language.</summary>
    public string Detail(bool english) => english ? En : Zh;

    /// <summary>Not there, or not in your reach: the two are the same to the outside.</summary>
    public static Problem NotFound() => new("not-found", 404, "没有找到。可能是编号有误，或者不在您的管辖范围内。", "Not found: the code is wrong or it is out of your reach.");

    /// <summary>The input is wrong in the named field.</summary>
    public static Problem Invalid(string field, string zh, string en) => new("invalid", 400, zh, en) { Fields = new Dictionary<string, string[]> { [field] = [zh] } };
}
