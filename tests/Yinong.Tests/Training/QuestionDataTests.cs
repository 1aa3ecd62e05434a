using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Yinong.Modules.Training;
using Yinong.Tests.Support;

namespace Yinong.Tests.Training;

/// <summary>The starting stock of examination questions is well-formed, spread as it says, and names its sources.</summary>
public sealed partial class QuestionDataTests
{
    const string Folder = "data-sources/questions";

    static readonly Stock Data = Load();
    static readonly string Readme = Repository.Read(Folder, "README.md");

    [Fact]
    public void Codes_are_unique_and_in_order()
    {
        Assert.All(Data.Questions, q => Assert.Matches("^Q[0-9]{3}$", q.Code));
        Assert.Equal(Data.Questions.Select(q => q.Code).Distinct().Order(StringComparer.Ordinal), Data.Questions.Select(q => q.Code));
    }

    [Fact]
    public void Each_kind_is_well_formed() => Findings.AssertNone(Data.Questions.Where(q => !IsWellFormed(q)).Select(q => $"{q.Code} {q.Kind}: {string.Join(' ', q.Options)}"));

    [Theory]
    [InlineData(QuestionKind.Single, 55)]
    [InlineData(QuestionKind.Multiple, 18)]
    [InlineData(QuestionKind.Truth, 17)]
    [InlineData(QuestionKind.Matching, 6)]
    [InlineData(QuestionKind.Short, 4)]
    public void The_kinds_are_mixed(QuestionKind kind, int percent) => Assert.InRange(Share(q => q.Kind == kind), percent - 2, percent + 2);

    [Theory]
    [InlineData(1, 40)]
    [InlineData(2, 40)]
    [InlineData(3, 20)]
    public void Easy_and_hard_ones_are_mixed(int difficulty, int percent) => Assert.InRange(Share(q => q.Difficulty == difficulty), percent - 4, percent + 4);

    [Fact]
    public void Every_topic_has_enough_questions()
    {
        Assert.InRange(Data.Questions.Count, 125, 999);
        Assert.InRange(Data.Topics.Count, 8, 10);
        Assert.All(Data.Topics, t => Assert.True(Data.Questions.Count(q => q.Topic == t.Code) >= 10 && t.Zh.Length > 0 && t.En.Length > 0, t.Code));
        Findings.AssertNone(Data.Questions.Where(q => Data.Topics.All(t => t.Code != q.Topic)).Select(q => $"{q.Code}: no topic {q.Topic}"));
    }

    [Fact]
    public void Every_source_is_of_a_known_form_and_named_on_the_page() => Findings.AssertNone(
        from q in Data.Questions
        from source in q.Source.Split('；')
        where !KnownSource().IsMatch(source) || !IsNamed(source)
        select $"{q.Code}: {source}");

    [Fact]
    public void A_source_nobody_knows_is_seen()
    {
        Assert.All(new[] { "S-34", "S-00", "somebody", "《消防法》", "domain 4.3", "docs/../secret" }, s => Assert.DoesNotMatch(KnownSource(), s));
        Assert.False(IsNamed("F99"));
        Assert.False(IsNamed("《刑法》第一条"));
        Assert.False(IsNamed("docs/none.md"));
    }

    [Fact]
    public void The_right_one_stands_as_often_in_each_place()
    {
        var single = Data.Questions.Where(q => q.Kind == QuestionKind.Single).ToList();
        Assert.All(Enumerable.Range(0, 4), place => Assert.InRange(100.0 * single.Count(q => q.Options[place].Right) / single.Count, 20, 30));
        var truth = Data.Questions.Where(q => q.Kind == QuestionKind.Truth).ToList();
        Assert.InRange(100.0 * truth.Count(q => q.Options[0].Right) / truth.Count, 40, 60);
    }

    [Fact]
    public void Lengths_give_nothing_away()
    {
        var chosen = Data.Questions.Where(q => q.Kind is QuestionKind.Single or QuestionKind.Multiple).ToList();
        Findings.AssertNone(chosen.Where(q => q.Options.Max(o => o.Text.Length) > 2 * q.Options.Min(o => o.Text.Length) + 2).Select(q => $"{q.Code}: {string.Join(' ', q.Options)}"));
        var single = chosen.Where(q => q.Kind == QuestionKind.Single).ToList();
        var longest = single.Count(q => q.Options.Where(o => o.Right).Max(o => o.Text.Length) > q.Options.Where(o => !o.Right).Max(o => o.Text.Length));
        Assert.InRange(100.0 * longest / single.Count, 0, 30);
    }

    [Fact]
    public void No_text_stands_twice()
    {
        Findings.AssertNone(Data.Questions.GroupBy(q => q.Text).Where(g => g.Count() > 1).Select(g => $"{string.Join(' ', g.Select(q => q.Code))}: {g.Key}"));
        Findings.AssertNone(Data.Questions.Where(q => q.Options.DistinctBy(o => o.Text).Count() < q.Options.Count || q.Options.Where(o => o.Match is not null).GroupBy(o => o.Match).Any(g => g.Count() > 1)).Select(q => q.Code));
    }

    [Fact]
    public void The_wording_is_plain() => Findings.AssertNone(
        from q in Data.Questions
        from text in q.Options.SelectMany(o => new[] { o.Text, o.Match ?? "" }).Append(q.Text).Append(q.Explanation)
        where Tricks().IsMatch(text) || text.Length > 100 || text.Trim() != text
        select $"{q.Code}: {text}");

    [Fact]
    public void Questions_and_explanations_are_sentences() => Findings.AssertNone(
        Data.Questions.Where(q => !(q.Text[^1] is '？' or '。') || q.Text.Length > 70 || q.Explanation.Length < 8 || q.Explanation[^1] != '。').Select(q => $"{q.Code}: {q.Text} {q.Explanation}"));

    [Fact]
    public void The_page_tells_the_numbers() =>
        Assert.Contains($"| questions | {string.Join(" | ", Enum.GetValues<QuestionKind>().Select(kind => Data.Questions.Count(q => q.Kind == kind)))} | {Data.Questions.Count} |", Readme, StringComparison.Ordinal);

    [Fact]
    public void All_of_them_go_through_Gift()
    {
        var drafts = Data.Questions.ConvertAll(Draft);
        var file = Gift.Read(Gift.Write(drafts));
        Assert.Empty(file.Errors);
        Assert.Equal(drafts.Select(JsonOf), file.Questions.Select(JsonOf));
    }

    static bool IsWellFormed(Question q)
    {
        var right = q.Options.Count(o => o.Right);
        var plain = q.Options.TrueForAll(o => o.Match is null && o.Text.Length > 0);
        return q.Difficulty is >= 1 and <= 3 && q.Kind switch
        {
            QuestionKind.Single => plain && q.Options.Count == 4 && right == 1,
            QuestionKind.Multiple => plain && q.Options.Count is >= 4 and <= 6 && right is >= 2 and <= 4 && right < q.Options.Count,
            QuestionKind.Truth => plain && right == 1 && q.Options.Select(o => o.Text).SequenceEqual([TruthOptions.True, TruthOptions.False]),
            QuestionKind.Matching => q.Options.Count is >= 3 and <= 6 && right == 0 && q.Options.TrueForAll(o => o is { Text.Length: > 0, Match.Length: > 0 }),
            QuestionKind.Short => plain && q.Options.Count is >= 2 and <= 6 && right == q.Options.Count,
            _ => false,
        };
    }

    /// <summary>A fact, a page and a law stand in a table of the README, a file stands in the project; the obligations are one family.</summary>
    static bool IsNamed(string source) => source[0] switch
    {
        'S' => true,
        '《' => Readme.Contains($"| {source[..(source.IndexOf('》', StringComparison.Ordinal) + 1)]} |", StringComparison.Ordinal),
        'd' => File.Exists(Repository.Path(source)),
        'F' => Readme.Contains($"| {source} |", StringComparison.Ordinal),
        _ => Readme.Contains($"| `{source}` |", StringComparison.Ordinal),
    };

    static double Share(Func<Question, bool> which) => 100.0 * Data.Questions.Count(which) / Data.Questions.Count;

    static QuestionDraft Draft(Question q) =>
        new(q.Code, q.Topic, q.Kind, q.Difficulty, q.Text, [.. q.Options.Select(o => new OptionDraft(o.Text, o.Right || q.Kind == QuestionKind.Matching, o.Match))], q.Explanation, q.Source);

    static string JsonOf(QuestionDraft draft) => JsonSerializer.Serialize(draft);

    static Stock Load() => JsonSerializer.Deserialize<Stock>(Repository.Read(Folder, "questions.json"), new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    })!;

    [GeneratedRegex(@"^(S-(0[1-9]|[12][0-9]|3[0-3])|F[0-9]{2}|W[0-9]{2}|农\w{0,2}发〔[0-9]{4}〕[0-9]+号|《\w+》第[一二三四五六七八九十百]+条|(docs|data-sources)/[a-z0-9-]+(/[a-z0-9-]+)*\.(md|json))$")]
    private static partial Regex KnownSource();

    /// <summary>All or none of the above, double negations, half-width marks in Chinese, a space typed between Chinese and digits.</summary>
    [GeneratedRegex(@"以上都|以上均|全部正确|都不对|不是不|并非不|[\u4e00-\u9fff][,;:?!()]|[\u4e00-\u9fff] +[0-9]|[0-9] +[\u4e00-\u9fff]")]
    private static partial Regex Tricks();

    sealed record Stock(string About, List<Topic> Topics, List<Question> Questions);

    sealed record Topic(string Code, string Zh, string En);

    sealed record Question(string Code, string Topic, QuestionKind Kind, int Difficulty, string Text, List<Option> Options, string Explanation, string Source);

    sealed record Option(string Text, bool Right = false, string? Match = null);
}
