using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Yinong.Tests.Support;

namespace Yinong.Tests.Architecture;

/// <summary>Files and methods stay small enough to be read in one go.</summary>
public class SizeTests
{
    const int FileLimit = 400;
    const int MethodLimit = 60;

    static readonly string[] Code = ["src", "tests", "bench", "scripts", "deploy"];

    [Fact]
    public void Files_stay_small() =>
        Findings.AssertNone(Repository.Files(Code, ".cs", ".cshtml", ".razor", ".sql", ".js", ".mjs", ".ts", ".scss", ".css", ".sh")
            .Select(file => (file, lines: File.ReadLines(Repository.Path(file)).Count()))
            .Where(f => f.lines > FileLimit)
            .Select(f => $"{f.file} has {f.lines} lines, {FileLimit} are allowed"));

    [Fact]
    public void Methods_stay_small() => Findings.AssertNone(Repository.Files(Code, ".cs").SelectMany(LongMethods));

    [Theory]
    [InlineData("src/Yinong/Program.cs", 40)]
    [InlineData("yinong", 80)]
    public void Ways_in_stay_short(string file, int limit) => Assert.InRange(File.ReadLines(Repository.Path(file)).Count(), 1, limit);

    [Fact]
    public void A_long_method_is_seen()
    {
        var body = string.Concat(Enumerable.Repeat("    x++;\n", MethodLimit));
        Assert.Single(LongMethods("T.cs", $"class T {{\n  void Long(int x)\n  {{\n{body}  }}\n  void Short() {{ }}\n}}"));
    }

    static IEnumerable<string> LongMethods(string file) => LongMethods(file, File.ReadAllText(Repository.Path(file)));

    static IEnumerable<string> LongMethods(string file, string text) =>
        from method in CSharpSyntaxTree.ParseText(text).GetRoot().DescendantNodes()
        where method is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax or PropertyDeclarationSyntax
        let span = method.SyntaxTree.GetLineSpan(method.Span)
        let lines = span.EndLinePosition.Line - span.StartLinePosition.Line + 1
        where lines > MethodLimit
        select $"{file}({span.StartLinePosition.Line + 1}): {lines} lines, {MethodLimit} are allowed";
}
