using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Yinong.Tests.Support;

namespace Yinong.Tests.Architecture;

/// <summary>
/// Chinese text that people read stands in pages, annotations and problem catalogues, where it can be found and translated; never in a service.
/// </summary>
public partial class TextTests
{
    /// <summary>Files whose Chinese is not wording but matter, with the reason.</summary>
    internal static readonly Dictionary<string, string> Matter = new()
    {
        ["src/Yinong/Web/Show.cs"] = "how numbers, days and lists are written in Chinese",
        ["src/Yinong/Modules/Divisions/DivisionLoader.cs"] = "brackets in the names of the list",
        ["src/Yinong/Modules/Divisions/Import/FileHeadings.cs"] = "headings that people write over the columns of a list",
        ["src/Yinong/Modules/Divisions/Import/Successors.cs"] = "words that end the names of units",
        ["src/Yinong/Modules/Divisions/DivisionTree.cs"] = "names in the list that are no places of their own",
        ["src/Yinong/Modules/Training/TruthOptions.cs"] = "the two options of a true-or-false question",
        ["src/Yinong/Modules/Marks/SheetBrand.cs"] = "words on official papers, which are Chinese",
        ["src/Yinong/Modules/Stations/Plaques/PlaqueSheets.cs"] = "words on plaque and sign, which are Chinese",
        ["src/Yinong/Modules/Officers/CertificateSheets.cs"] = "words on certificate and card, which are Chinese",
        ["src/Yinong/Modules/Stations/Hosting/OpeningPlan.cs"] = "a week in the words that stations' hours are kept and typed in",
        ["src/Yinong/Modules/Portal/StationFinder.cs"] = "words that people type after the name of a village",
    };

    /// <summary>Proper names, which are the same in every language.</summary>
    static readonly string[] Names = ["益农", "信息进村入户", "行政区划"];

    [Fact]
    public void Services_speak_no_Chinese() =>
        Findings.AssertNone(Repository.Files(["src"], ".cs")
            .Where(file => !MaySpeak(file))
            .SelectMany(file => ChineseLiterals(File.ReadAllText(Repository.Path(file))).Select(text => $"{file}: {text}")));

    [Fact]
    public void The_list_of_exceptions_is_current() => Findings.AssertNone(Matter.Keys.Where(file => !File.Exists(Repository.Path(file))));

    [Fact]
    public void A_Chinese_literal_is_seen()
    {
        Assert.Single(ChineseLiterals("class T { string A = \"甲\"; [Display(Name = \"乙\")] string B = \"b\"; } // 丙"));
        Assert.Single(ChineseLiterals("class T { string A(int n) => $\"共{n}\"; }"));
    }

    /// <summary>What draws pages (page models, tag helpers, menus, everything in Web) and what says no.</summary>
    internal static bool MaySpeak(string file) => Matter.ContainsKey(file) || Drawers().IsMatch(file);

    static IEnumerable<string> ChineseLiterals(string source) =>
        CSharpSyntaxTree.ParseText(source).GetRoot().DescendantTokens()
            .Where(token => token.IsKind(SyntaxKind.StringLiteralToken) || token.IsKind(SyntaxKind.InterpolatedStringTextToken) ||
                token.IsKind(SyntaxKind.SingleLineRawStringLiteralToken) || token.IsKind(SyntaxKind.MultiLineRawStringLiteralToken))
            .Where(token => Names.Aggregate(token.ValueText, (text, name) => text.Replace(name, "", StringComparison.Ordinal)).Any(c => c is >= '\u3000' and <= '\u9fff' or >= '\uff00' and <= '\uffef'))
            .Where(token => !token.Parent!.AncestorsAndSelf().OfType<AttributeSyntax>().Any())
            .Select(token => token.ValueText);

    [GeneratedRegex(@"^src/Yinong/Web/|/Pages/|(\.cshtml|TagHelpers?|Module|Problems?)\.cs$")]
    private static partial Regex Drawers();
}
