using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Yinong.Tests.Architecture;
using Yinong.Tests.Support;

namespace Yinong.Tests.Texts;

/// <summary>
/// Every Chinese text of a page has its English one in <c>Texts/en*.json</c>, and no English text is left over. Chinese is a key wherever a page
/// says it: <c>T["…"]</c>, <c>T.Html("…")</c>, and any literal in C# that is not a problem's own text (those carry their English with them).
/// </summary>
public partial class UntranslatedTests
{
    /// <summary>Of the files whose Chinese is matter, those that hold keys; the others (names of places, spelling of numbers) are the same in English.</summary>
    static readonly string[] Keys = ["src/Yinong/Web/FormMessages.cs", "src/Yinong/Web/ServiceLook.cs"];

    static readonly Dictionary<string, string> English = Load();

    [Fact]
    public void Every_text_has_its_English() =>
        Findings.AssertNone(Texts().Where(k => !English.ContainsKey(k.Text)).Select(k => $"{k.File}: {k.Text}").Distinct());

    [Fact]
    public void No_English_text_is_left_over() =>
        Findings.AssertNone(English.Keys.Except(Texts().Select(k => k.Text)).Select(text => $"Texts/en*.json: {text}"));

    [Fact]
    public void Both_languages_have_the_same_places() =>
        Findings.AssertNone(English.Where(e => !Places(e.Key).SetEquals(Places(e.Value))).Select(e => $"{e.Key} → {e.Value}"));

    [Fact]
    public void Nobody_types_a_space_between_Chinese_and_digits() =>
        Findings.AssertNone(Texts().Where(k => TypedSpace().IsMatch(k.Text)).Select(k => $"{k.File}: {k.Text}"));

    [Fact]
    public void A_text_without_English_is_seen()
    {
        Assert.Equal(["甲{0}", "乙"], PageKeys("<p title=\"@T[\"甲{0}\", 1]\">@T.Html(\"乙\")</p>"));
        Assert.Equal(["丙", "丁"], CodeKeys("class C { string X(bool b) => b ? t[\"丙\"] : \"no\"; [Required(ErrorMessage = \"丁\")] string Y; } // 戊", speaks: true));
        Assert.Equal(["丁"], CodeKeys("class C { string X = \"丙\"; [Display(Name = \"丁\")] string Y; }", speaks: false));
        Assert.Equal(["己"], CodeKeys("class C { object X = new Entry(\"己\", \"home\", \"/\"); }", speaks: true));
        Assert.Empty(CodeKeys("class C { object X() => Say(\"己\", \"one two\"); }", speaks: true));
        Assert.Matches(TypedSpace(), "共 3个");
    }

    static IEnumerable<(string File, string Text)> Texts() =>
        Repository.Files(["src/Yinong"], ".cshtml", ".razor").SelectMany(file => PageKeys(Repository.Read(file)).Select(text => (file, text)))
            .Concat(Repository.Files(["src/Yinong"], ".cs")
                .Where(file => !file.EndsWith("Problems.cs", StringComparison.Ordinal))
                .SelectMany(file => CodeKeys(Repository.Read(file), Speaks(file)).Select(text => (file, text))));

    static bool Speaks(string file) => Keys.Contains(file) || (TextTests.MaySpeak(file) && !TextTests.Matter.ContainsKey(file));

    static IEnumerable<string> PageKeys(string page) => Said().Matches(Comments().Replace(page, "")).Select(m => m.Groups[1].Value);

    /// <summary>Annotations are read everywhere (names of states, messages of forms), other literals where pages are drawn.</summary>
    static IEnumerable<string> CodeKeys(string source, bool speaks) =>
        CSharpSyntaxTree.ParseText(source).GetRoot().DescendantTokens()
            .Where(token => token.IsKind(SyntaxKind.StringLiteralToken) && IsChinese(token.ValueText))
            .Where(token => token.Parent!.Ancestors().OfType<AttributeSyntax>().Any() || (speaks && !HasEnglishBeside(token)))
            .Select(token => token.ValueText);

    /// <summary>A problem gives both languages, one argument after the other: <c>new(code, 404, "没有", "none")</c>.</summary>
    static bool HasEnglishBeside(SyntaxToken token) =>
        token.Parent!.Ancestors().OfType<ArgumentSyntax>().FirstOrDefault() is { Parent: BaseArgumentListSyntax or TupleExpressionSyntax } argument &&
        argument.Parent.ChildNodes().OfType<ArgumentSyntax>().SkipWhile(a => a != argument).Skip(1).FirstOrDefault() is { } next &&
        next.DescendantTokens().Where(IsText).Select(t => t.ValueText).ToList() is { Count: > 0 } texts && texts.Any(t => argument.Parent!.Parent is BaseObjectCreationExpressionSyntax ? t.Contains(' ', StringComparison.Ordinal) : t.Any(char.IsAsciiLetter)) && !texts.Any(IsChinese);

    static bool IsText(SyntaxToken token) => token.IsKind(SyntaxKind.StringLiteralToken) || token.IsKind(SyntaxKind.InterpolatedStringTextToken);

    static bool IsChinese(string text) => text.Any(c => c is >= '\u4e00' and <= '\u9fff');

    static HashSet<string> Places(string text) => [.. Place().Matches(text).Select(m => m.Value)];

    static Dictionary<string, string> Load() =>
        Repository.Files(["src/Yinong/Texts"], ".json").SelectMany(file => JsonSerializer.Deserialize<Dictionary<string, string>>(Repository.Read(file))!).GroupBy(e => e.Key).ToDictionary(g => g.Key, g => g.First().Value);

    [GeneratedRegex("""\b[Tt](?:\.Html\(|\[)\s*"([^"]+)"\s*[\],)]""")]
    private static partial Regex Said();

    [GeneratedRegex(@"@\*.*?\*@", RegexOptions.Singleline)]
    private static partial Regex Comments();

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"[\u4e00-\u9fff] +[0-9{]|[0-9}] +[\u4e00-\u9fff]")]
    private static partial Regex TypedSpace();
}
