using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Yinong.Platform.Problems;
using Yinong.Web;

namespace Yinong.Modules.Portal;

/// <summary>
/// Every "no" of the program for the reference page, read from the catalogues themselves (<c>…Problems.cs</c>), so that it is never out of date.
/// Values that only a case knows are shown as "…".
/// </summary>
static partial class ProblemList
{
    const string Gap = "…";
    const int SampleNumber = 987654321;

    static readonly DateOnly SampleDay = new(9876, 5, 4);
    static readonly Lazy<IReadOnlyList<Problem>> Read = new(() => [.. Collect()]);

    /// <summary>One per code and text, by code.</summary>
    public static IReadOnlyList<Problem> All => Read.Value;

    static IEnumerable<Problem> Collect() =>
        typeof(ProblemList).Assembly.GetTypes().Append(typeof(Problem))
            .Where(type => type.Name.EndsWith("Problems", StringComparison.Ordinal) || type == typeof(Problem))
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public))
            .Where(method => method.ReturnType == typeof(Problem) && method.Name != nameof(Problem.Invalid))
            .Select(Try).OfType<Problem>()
            .Concat(new[] { 400, 401, 403, 405, 413, 415, 429, 500, 503 }.Select(WebProblems.ForStatus))
            .Where(problem => !problem.Zh.StartsWith(Gap, StringComparison.Ordinal))
            .Select(problem => new Problem(problem.Code, problem.Status, Blank(problem.Zh), Blank(problem.En)))
            .DistinctBy(problem => (problem.Code, problem.Zh))
            .OrderBy(problem => problem.Code, StringComparer.Ordinal);

    // A text may look into what it is about (a station, a role): such a case cannot be made up and its other texts stand for the code.
    static Problem? Try(MethodInfo method)
    {
        try
        {
            return (Problem?)method.Invoke(null, [.. method.GetParameters().Select(p => Sample(p.ParameterType))]);
        }
        catch (Exception e) when (e is TargetInvocationException or ArgumentException or NotSupportedException or MemberAccessException)
        {
            return null;
        }
    }

    static object? Sample(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        { } t when t == typeof(string) => Gap,
        { } t when t == typeof(int) || t == typeof(long) || t == typeof(double) => Convert.ChangeType(SampleNumber, t, CultureInfo.InvariantCulture),
        { } t when t == typeof(DateOnly) => SampleDay,
        { IsEnum: true } t => Enum.GetValues(t).GetValue(0),
        { IsValueType: true } t => Activator.CreateInstance(t),
        { } t when t.IsAssignableFrom(typeof(string[])) && t != typeof(object) && typeof(IEnumerable).IsAssignableFrom(t) => new[] { Gap },
        { IsInterface: true } or { IsAbstract: true } => null,
        { } t => RuntimeHelpers.GetUninitializedObject(t),
    };

    static string Blank(string text) => Made().Replace(text, Gap);

    // The escapes are the characters of year, month and day.
    [GeneratedRegex(@"9,?8,?7,?6,?5,?4,?3,?2,?1|9876[-\u5E74/]0?5[-\u6708/]0?4\u65E5?")]
    private static partial Regex Made();
}
