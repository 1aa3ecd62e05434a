using CsCheck;
using Yinong.Modules.Training;

namespace Yinong.Tests.Training;

/// <summary>Questions go out in GIFT and come back as they were; what others wrote is read as Moodle reads it.</summary>
public sealed class GiftTests
{
    /// <summary>Characters and pieces that mean something in GIFT, HTML or our comments, among ordinary ones.</summary>
    static readonly string[] Pieces = ["~", "=", "#", "{", "}", ":", "\\", "\\n", "\n", "\n\n", "->", "->", "%50%", "%", "[html]", "[plain]", "[", "]", "//", "/", "$CATEGORY:", "::", "####", "{T}",
        "<br>", "<b>", "&amp;", "&", "_____", "\"", "'", "\t", "  ", "益农", "信息社", "a", "b", "1", "é", "\u00a0", "\u2028", "😀", "T", "FALSE"];

    static readonly Gen<string> Words = One(Pieces).Array[1, 9].Select(p => string.Concat(p).Trim()).Where(t => t.Length > 0);
    static readonly Gen<string?> Perhaps = Gen.OneOf(Words.Select(w => (string?)w), Gen.Const((string?)null));
    static readonly Gen<string> Topic = Gen.OneOf(One("services", "", "红线", "a/b", "//x", "$course$"), Words.Where(w => !w.Contains('\n', StringComparison.Ordinal)));

    static readonly Gen<(QuestionKind Kind, IReadOnlyList<OptionDraft> Options)> Answers = Gen.OneOf(
        Gen.Select(Words.Array[2, 6], Gen.Int[0, 5], (texts, right) => (QuestionKind.Single, Options(texts.Select((t, i) => new OptionDraft(t, i == right % texts.Length))))),
        Gen.Select(Words.Array[2, 7], Gen.Int[1, 127], (texts, right) => (QuestionKind.Multiple, Options(texts.Select((t, i) => new OptionDraft(t, i == 0 || (right >> i & 1) == 1))))),
        Gen.Bool.Select(truth => (QuestionKind.Truth, TruthOptions.Of(truth))),
        Gen.Select(Words, Words).Array[2, 5].Select(pairs => (QuestionKind.Matching, Options(pairs.Select(p => new OptionDraft(p.Item1, true, p.Item2))))),
        Words.Array[0, 4].Select(points => (QuestionKind.Short, Options(points.Select(p => new OptionDraft(p, true))))));

    static readonly Gen<QuestionDraft> Draft =
        from head in Gen.Select(Perhaps, Topic, Gen.Int[1, 3], Words)
        from answers in Answers
        from tail in Gen.Select(Perhaps, Perhaps)
        select new QuestionDraft(head.Item1, head.Item2, answers.Kind, head.Item3, head.Item4, answers.Options, tail.Item1, tail.Item2);

    [Fact]
    public void What_is_written_reads_back() => Draft.Array[0, 5].Sample(drafts =>
    {
        var text = Gift.Write(drafts);
        var file = Gift.Read(text);
        Assert.True(file.Errors.Count == 0, $"{file.Errors.FirstOrDefault()?.Problem.En}\n{text}");
        Assert.True(drafts.Length == file.Questions.Count, text);
        for (var i = 0; i < drafts.Length; i++) Same(drafts[i], file.Questions[i], text);
    }, iter: 5_000);

    [Fact]
    public void Any_text_is_read_or_refused_and_never_dies() =>
        Gen.OneOf(Gen.String[0, 200], One([.. Pieces, "{", "}", "=", "~", "{=a ~b}", "{#1}", "\r\n", "\r"]).Array[0, 40].Select(string.Concat)).Sample(text =>
        {
            var file = Gift.Read(text);
            Assert.All(file.Errors, e => Assert.True(e.Line >= 1 && e.Problem.Zh.Length > 0 && e.Problem.En.Length > 0));
            Assert.All(file.Questions, q => Assert.NotEmpty(q.Text));
        }, iter: 20_000);

    [Fact]
    public void A_file_of_Moodle_is_read() => Assert.Equal(
        """
        Q1 [geo] Single 2 Which is right? | +five -four | It is five.
         [geo] Single 2 Grant is _____ in Grant's tomb. | -buried +entombed | Nobody is buried there.
        Q3 [geo] Multiple 2 Who are they? | -nobody +Grant +his wife |
        Q4 [history] Truth 2 The sun rises in the east. | +对 -错 | Look out in the morning.
        Q5 [history] Truth 2 2 + 2 = 5 {sic}: | -对 +错 |
        Q6 [history] Matching 2 Match the capital. | +Canada>Ottawa +Italy>Rome |
        Q7 [history] Short 2 Who is there? | +Grant +Ulysses S. Grant | quite
        7 [history] Short 3 Tell it in your own words. | | Two points.
        """,
        string.Join('\n', Gift.Read(Sample).Questions.Select(Line)));

    [Fact]
    public void A_file_of_Moodle_has_no_faults() => Assert.Empty(Gift.Read(Sample).Errors);

    [Fact]
    public void Html_becomes_plain_text() => Assert.Equal(
        " [] Single 2 What is\n5 < 6 & more? | -a b +c d<e | Because\nof it.",
        Line(Gift.Read("[html]<p>What is<br/>5 &lt; 6 &amp\\; more?</p>{~a <i>b</i> =[plain]c d<e ####<p>Because</p>of\nit.}".Replace("\\;", ";", StringComparison.Ordinal)).Questions.Single()));

    [Theory]
    [InlineData("::Q1:: text {#3:2}", "gift.numerical")]
    [InlineData("text without answers", "gift.answers-missing")]
    [InlineData("text {=a ~b", "gift.brace-open")]
    [InlineData("text =a ~b}", "gift.brace-stray")]
    [InlineData("text {=a ~b {c}}", "gift.brace-stray")]
    [InlineData("{=a ~b}", "gift.text-missing")]
    [InlineData("::Q1 text {=a ~b}", "gift.title-open")]
    [InlineData("text {~a ~b}", "gift.nothing-right")]
    [InlineData("text {=a =b ~c}", "gift.several-right")]
    [InlineData("text {~a}", "gift.options-too-few")]
    [InlineData("text {=a ~ ~c}", "gift.option-empty")]
    [InlineData("text {a ~b}", "gift.stray-words")]
    [InlineData("text {yes}", "gift.stray-words")]
    [InlineData("text {~%200%a ~b}", "gift.weight")]
    [InlineData("text {=a -> b}", "gift.pairs-too-few")]
    [InlineData("text {=a -> b =c}", "gift.arrow-missing")]
    [InlineData("text {=a -> b = -> c}", "gift.half-pair")]
    [InlineData("// [difficulty:9]\ntext {T}", "gift.difficulty")]
    public void A_broken_question_says_what_is_wrong_and_stops_no_other(string broken, string code)
    {
        var file = Gift.Read($"// head\n\nfirst {{T}}\n\n{broken}\n\nlast {{F}}\n");
        Assert.Equal(["first", "last"], file.Questions.Select(q => q.Text));
        var error = Assert.Single(file.Errors);
        Assert.Equal((code, broken.StartsWith("//", StringComparison.Ordinal) ? 6 : 5), (error.Problem.Code, error.Line));
    }

    [Fact]
    public void A_file_that_is_none_of_questions_is_given_up()
    {
        var file = Gift.Read(string.Concat(Enumerable.Repeat("no question\n\n", 5000)));
        Assert.Equal((1001, "gift.too-many-errors", 2001), (file.Errors.Count, file.Errors[^1].Problem.Code, file.Errors[^1].Line));
    }

    [Fact]
    public void Lines_may_end_as_in_Windows() => Assert.Equal(
        ["[] Truth 1 a | +对 -错 |", "[x] Truth 2 b\nc | -对 +错 |"],
        Gift.Read("\ufeff// [difficulty:1]\r\na {T}\r\n\r\n$CATEGORY: x\r\nb\r\nc {F}\r\n").Questions.Select(q => Line(q).Trim()));

    [Fact]
    public void What_Moodle_has_no_place_for_stands_in_a_comment() => Assert.Equal(
        "$CATEGORY: services\n\n// [difficulty:3] [source:S-12]\n::Q001::公益服务是什么\\: 甲\\=乙？{\n\t=核心\n\t~附加\n\t####见通知。\n}\n\n",
        Gift.Write([new("Q001", "services", QuestionKind.Single, 3, "公益服务是什么: 甲=乙？", [new("核心", true), new("附加", false)], "见通知。", "S-12")]));

    const string Sample =
        """
        // A comment of the file [difficulty:1]

        $CATEGORY: $course$/top/geo

        ::Q1:: Which is right? {
            =five # good
            ~four # wrong, it's five
            ####It is five.
        }

        Grant is {~buried#No one is =entombed#Nobody is buried there.} in Grant's tomb.

        //question: 3  name: Q3
        ::Q3:: Who are they? {
            ~%-100%nobody
            ~%50%Grant
            ~%50%his wife
        }

        $CATEGORY: history

        ::Q4::The sun rises in the east.{TRUE#Go to bed earlier.#Look out in the morning.}

        ::Q5::2 + 2 \= 5 \{sic\}\:{F}

        ::Q6::Match the capital. {
            =Canada -> Ottawa
            =Italy  ->  Rome
        }

        ::Q7:: Who is there? {=Grant =%50%Ulysses S. Grant#quite}

        // [id:7] [tag:x] [difficulty:3]
        ::Essay:: Tell it in your own words. { #### Two points. }
        """;

    static Gen<string> One(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    static IReadOnlyList<OptionDraft> Options(IEnumerable<OptionDraft> options) => [.. options];

    static string Line(QuestionDraft q) =>
        $"{q.Code} [{q.Topic}] {q.Kind} {q.Difficulty} {q.Text} | {string.Join(' ', q.Options.Select(o => $"{(o.IsRight ? '+' : '-')}{o.Text}{(o.Match is null ? "" : $">{o.Match}")}"))}{(q.Options.Count > 0 ? " " : "")}| {q.Explanation}".TrimEnd();

    static void Same(QuestionDraft wanted, QuestionDraft read, string text)
    {
        Assert.True(wanted.Options.SequenceEqual(read.Options), $"{string.Join('|', wanted.Options)}\n{string.Join('|', read.Options)}\n{text}");
        Assert.True(wanted with { Options = read.Options } == read, $"{wanted}\n{read}\n{text}");
    }
}
