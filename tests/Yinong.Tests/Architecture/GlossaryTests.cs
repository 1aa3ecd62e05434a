using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Tests.Support;

namespace Yinong.Tests.Architecture;

/// <summary>Modules, entities and tables speak the words of docs/glossary.md and no others.</summary>
public partial class GlossaryTests
{
    static readonly HashSet<string> Words = [.. GlossaryWords()];

    [Fact]
    public void Modules_are_words_of_the_glossary() => AssertKnown(Directory.EnumerateDirectories(Repository.Path("src", "Yinong", "Modules")).Select(d => Path.GetFileName(d)!));

    [Fact]
    public async Task Entities_and_tables_are_words_of_the_glossary()
    {
        await using var database = await TestDatabase.CreateEmptyAsync();
        await using AppDb db = database.Open();
        // Entities of libraries bring their own names; their tables have ours.
        AssertKnown(db.Model.GetEntityTypes().SelectMany(e => IsOurs(e.ClrType) ? new[] { e.ClrType.Name, e.GetTableName()! } : [e.GetTableName()!]));
    }

    [Fact]
    public void An_unknown_word_is_found() => Assert.Equal(["Kiosk in ServiceKiosk"], Unknown("ServiceKiosk"));

    static bool IsOurs(Type type) => type.Namespace?.StartsWith("Yinong", StringComparison.Ordinal) == true;

    static void AssertKnown(IEnumerable<string> names) => Findings.AssertNone(names.SelectMany(Unknown).Distinct());

    static IEnumerable<string> Unknown(string name) =>
        Words.Contains(Singular(name)) ? [] : Humps().Matches(name).Select(m => m.Value).Where(part => !Words.Contains(Singular(part))).Select(part => $"{part} in {name}");

    /// <summary>Words of the column "in code": whole names and the words that they are made of.</summary>
    static IEnumerable<string> GlossaryWords() =>
        from line in File.ReadLines(Repository.Path("docs", "glossary.md"))
        let cells = line.Split('|')
        where cells.Length > 3 && !cells[2].Contains("---", StringComparison.Ordinal)
        from name in Names().Matches(cells[2]).Select(m => m.Value)
        from word in Humps().Matches(name).Select(m => m.Value).Append(name)
        select Singular(word);

    static string Singular(string word)
    {
        word = word.ToLowerInvariant();
        return word switch
        {
            _ when word.EndsWith("ies", StringComparison.Ordinal) => word[..^3] + "y",
            _ when word.EndsWith("ss", StringComparison.Ordinal) => word,
            _ when word.EndsWith('s') => word[..^1],
            _ => word,
        };
    }

    [GeneratedRegex("[A-Za-z-]+")]
    private static partial Regex Names();

    [GeneratedRegex("[A-Z]?[a-z]+|[A-Z]+(?![a-z])")]
    private static partial Regex Humps();
}
