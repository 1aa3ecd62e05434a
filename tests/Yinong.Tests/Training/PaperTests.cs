using CsCheck;
using Yinong.Modules.Divisions;
using Yinong.Modules.Training;
using Yinong.Platform.Problems;

namespace Yinong.Tests.Training;

/// <summary>The draw and the marks as laws over any bank, blueprint, seed and answer.</summary>
public class PaperTests
{
    static readonly string[] Topics = ["甲", "乙", "丙"];

    static readonly Gen<BankQuestion[]> Bank = Gen.Select(Gen.Int[0, 2], Gen.Int[1, 3], Gen.Int[1, 5], Gen.Int[2, 6])
        .Select((topic, difficulty, kind, options) => (topic, difficulty, kind, options)).Array[0, 60]
        .Select(all => all.Select((q, i) => Make(i + 1, Topics[q.topic], (QuestionKind)q.kind, q.difficulty, q.options)).ToArray());

    /// <summary>A bank with a blueprint that it can fill.</summary>
    static readonly Gen<(BankQuestion[] Bank, BlueprintLine[] Lines, long Seed)> Fillable =
        from bank in Bank
        from share in Gen.Double[0, 1]
        from seed in Gen.Long
        select (bank, bank.GroupBy(q => (q.Topic, q.Difficulty)).Select(g => new BlueprintLine(g.Key.Topic, g.Key.Difficulty, (int)Math.Ceiling(g.Count() * share))).Where(l => l.Count > 0).ToArray(), seed);

    [Fact]
    public void The_same_seed_draws_the_same_paper_and_every_paper_satisfies_its_blueprint() => Fillable.Sample(given =>
    {
        var paper = PaperDraw.Draw(given.Bank, given.Lines, given.Seed);
        Assert.Equal(paper, PaperDraw.Draw(given.Bank, given.Lines, given.Seed));
        Assert.Equal(paper.Count, paper.Distinct().Count());
        var drawn = paper.Select(id => given.Bank.Single(q => q.Id == id)).ToList();
        Assert.Equal(given.Lines.Sum(l => l.Count), drawn.Count);
        Assert.All(given.Lines, line => Assert.Equal(line.Count, drawn.Count(q => q.Topic == line.Topic && q.Difficulty == line.Difficulty)));
        Assert.Equal(drawn.Select(q => q.Kind).Order(), drawn.Select(q => q.Kind));
    });

    [Fact]
    public void A_blueprint_that_the_bank_cannot_fill_is_refused() => Fillable.Where(g => g.Lines.Length > 0).Sample(given =>
    {
        var have = given.Bank.Count(q => q.Topic == given.Lines[0].Topic && q.Difficulty == given.Lines[0].Difficulty);
        var problem = Assert.Throws<Problem>(() => PaperDraw.Draw(given.Bank, [given.Lines[0] with { Count = have + 1 }], given.Seed));
        Assert.Equal("exam.too-few-questions", problem.Code);
        Assert.Contains($"只有{have}道", problem.Zh, StringComparison.Ordinal);
    });

    [Fact]
    public void Options_are_shuffled_by_the_seed_and_none_is_lost() => Gen.Select(Gen.Long, Gen.Int[1, 5], Gen.Int[2, 20]).Sample((seed, kind, count) =>
    {
        var question = Make(7, "甲", (QuestionKind)kind, 1, count);
        var order = PaperDraw.OptionOrder(question, seed);
        Assert.Equal(order, PaperDraw.OptionOrder(question, seed));
        Assert.Equal(Enumerable.Range(0, question.Options.Count), order.Order());
        if (question.Kind is QuestionKind.Truth) Assert.Equal([0, 1], order);
    });

    /// <summary>Written down once: a changed generator would draw other papers from old seeds.</summary>
    [Fact]
    public void The_generator_stays_what_it_is()
    {
        var dice = new SeededDice(0);
        Assert.Equal([0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F], new[] { dice.Next(), dice.Next(), dice.Next() });
    }

    [Fact]
    public void No_place_of_a_shuffle_is_favoured()
    {
        var counts = new int[4];
        for (var seed = 0; seed < 4000; seed++) counts[Array.IndexOf(PaperDraw.OptionOrder(Make(3, "甲", QuestionKind.Single, 1, 4), seed), 0)]++;
        Assert.All(counts, n => Assert.InRange(n, 880, 1120));
    }

    [Fact]
    public void Exactly_the_right_options_give_the_points_and_nothing_else_does() => Gen.Select(Gen.Int[1, 3], Gen.Int[2, 8], Gen.Int[0, 255], Gen.Int[1, 20]).Sample((kind, count, chosen, each) =>
    {
        var question = Make(1, "甲", (QuestionKind)kind, 1, count);
        var places = Enumerable.Range(0, question.Options.Count).Where(i => (chosen & (1 << i)) != 0).ToList();
        var right = question.Options.Select((o, i) => (o, i)).Where(x => x.o.IsRight).Select(x => x.i);
        Assert.Equal(places.SequenceEqual(right) ? each : 0, Marking.PointsOf(question, Marking.Write(places.Select(p => (int?)p)), each));
    });

    [Fact]
    public void Pairs_are_paid_one_by_one() => Gen.Select(Gen.Int[2, 8], Gen.Int[1, 20], Gen.Long, Gen.Int[0, 8]).Sample((count, each, seed, open) =>
    {
        var question = Make(1, "甲", QuestionKind.Matching, 1, count);
        var chosen = PaperDraw.OptionOrder(question, seed).Select((at, i) => i < open ? (int?)null : at).ToArray();
        var right = chosen.Select((at, i) => at == i).Count(r => r);
        Assert.Equal(each * right / count, Marking.PointsOf(question, Marking.Write(chosen), each));
    });

    [Fact]
    public void A_short_answer_waits_for_a_person_and_an_empty_one_does_not()
    {
        var question = Make(1, "甲", QuestionKind.Short, 1, 1);
        Assert.Null(Marking.PointsOf(question, "写了", 5));
        Assert.Equal((0, 0), (Marking.PointsOf(question, "", 5), Marking.PointsOf(question, null, 5)));
    }

    [Fact]
    public void The_shipped_questions_are_what_a_question_must_be()
    {
        Assert.NotEmpty(QuestionFile.Shipped.Questions);
        Assert.All(QuestionFile.Shipped.Questions, q => Assert.Equal(q.Text, QuestionCheck.Tidy(q).Text));
        Assert.Equal(QuestionFile.Shipped.Questions.Count, QuestionFile.Shipped.Questions.Select(q => q.Code).Distinct().Count());
    }

    static BankQuestion Make(int id, string topic, QuestionKind kind, int difficulty, int options) => new(id, DivisionCode.Nation, topic, kind, difficulty, true, $"题{id}", kind switch
    {
        QuestionKind.Truth => [new("对", true), new("错", false)],
        QuestionKind.Single => [.. Enumerable.Range(0, options).Select(i => new OptionDraft($"项{i}", i == options / 2))],
        QuestionKind.Multiple => [.. Enumerable.Range(0, options).Select(i => new OptionDraft($"项{i}", i % 2 == 0))],
        QuestionKind.Matching => [.. Enumerable.Range(0, options).Select(i => new OptionDraft($"左{i}", true, $"右{i}"))],
        _ => [new("要点", true)],
    }, null, null);
}
