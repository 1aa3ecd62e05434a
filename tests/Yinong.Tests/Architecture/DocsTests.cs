using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Yinong.Tests.Support;

namespace Yinong.Tests.Architecture;

/// <summary>What docs/ says is what the code says. Generated pages are written anew by <c>YINONG_UPDATE_DOCS=1</c>.</summary>
public partial class DocsTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task The_OpenApi_document_is_current() =>
        Repository.AssertCurrent(await app.Machine().GetStringAsync("/openapi/v1.json") + "\n", "docs", "openapi.json");

    [Fact]
    public void Every_package_stands_with_version_and_licence_in_its_decision()
    {
        var listed = Rows().Matches(Repository.Read("docs", "decisions", "0002-libraries.md")).Select(m => $"{m.Groups[1].Value} {m.Groups[2].Value}");
        var used = XDocument.Load(Repository.Path("Directory.Packages.props")).Descendants("PackageVersion").Select(p => $"{p.Attribute("Include")!.Value} {p.Attribute("Version")!.Value}")
            .Concat(Repository.Files(["src", "data-sources", "tests", "bench"], "package.json").SelectMany(NpmPackages));
        Findings.AssertSame(used, listed, "used, but not in docs/decisions/0002-libraries.md", "in docs/decisions/0002-libraries.md, but not used");
    }

    [Fact]
    public void Every_pinned_package_is_used()
    {
        var projects = string.Concat(Repository.Files(["src", "tests", "bench"], ".csproj", ".props").Append("Directory.Build.props").Select(f => Repository.Read(f)));
        Findings.AssertNone(XDocument.Load(Repository.Path("Directory.Packages.props")).Descendants("PackageVersion").Select(p => p.Attribute("Include")!.Value).Where(p => !projects.Contains($"\"{p}\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void Links_between_documents_lead_somewhere() =>
        Findings.AssertNone(
            from file in Repository.Files(["docs", "data-sources", "deploy"], ".md").Concat(Directory.EnumerateFiles(Repository.Root, "*.md").Select(f => Path.GetFileName(f)))
            from link in Links().Matches(Repository.Read(file)).Select(m => m.Groups[1].Value.Split('#')[0])
            where link.Length > 0 && !link.Contains("://", StringComparison.Ordinal)
            where !Path.Exists(Path.Combine(Path.GetDirectoryName(Repository.Path(file))!, link))
            select $"{file} → {link}");

    [Fact]
    public void Decisions_are_short_and_numbered()
    {
        var files = Directory.EnumerateFiles(Repository.Path("docs", "decisions"), "0*.md").Order().ToList();
        Assert.Equal(Enumerable.Range(1, files.Count), files.Select(f => int.Parse(Path.GetFileName(f)[..4], CultureInfo.InvariantCulture)));
        Assert.All(files.Where(f => !f.Contains("0002", StringComparison.Ordinal)), f => Assert.InRange(File.ReadLines(f).Count(), 5, 40));
    }

    static IEnumerable<string> NpmPackages(string file)
    {
        using var json = System.Text.Json.JsonDocument.Parse(Repository.Read(file));
        return [.. new[] { "dependencies", "devDependencies" }
            .Where(kind => json.RootElement.TryGetProperty(kind, out _))
            .SelectMany(kind => json.RootElement.GetProperty(kind).EnumerateObject())
            // An alias is written "npm:name@version".
            .Select(p => p.Value.GetString()!.Split("npm:") is [_, var alias] ? alias.Replace('@', ' ') : $"{p.Name} {p.Value.GetString()}")];
    }

    [GeneratedRegex(@"^\| ([@\w./-]+) \| (\d[^ |]*) \| [^|]+ \| [^|]+ \|\r?$", RegexOptions.Multiline)]
    private static partial Regex Rows();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Links();
}
