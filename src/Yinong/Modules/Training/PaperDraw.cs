namespace Yinong.Modules.Training;

/// <summary>
/// Draws a paper by its blueprint and shuffles options, all from one seed: the same seed over the same bank gives the same paper on every machine and with
/// every later version, so a draw can be checked years afterwards.
/// </summary>
public static class PaperDraw
{
    /// <summary>Keys of the questions: of each line of the blueprint so many, single choice first and short answers last.</summary>
    /// <param name="bank">What may be drawn, in the order of keys.</param>
    /// <param name="blueprint">How many of what.</param>
    /// <param name="seed">Of this paper.</param>
    public static IReadOnlyList<int> Draw(IReadOnlyList<BankQuestion> bank, IReadOnlyList<BlueprintLine> blueprint, long seed)
    {
        var dice = new SeededDice((ulong)seed);
        var drawn = new List<BankQuestion>();
        foreach (var line in blueprint)
        {
            var from = bank.Where(q => q.Topic == line.Topic && q.Difficulty == line.Difficulty).ToArray();
            if (from.Length < line.Count) throw TrainingProblems.TooFewQuestions(line, from.Length);
            dice.Shuffle(from);
            drawn.AddRange(from[..line.Count]);
        }
        var paper = drawn.ToArray();
        dice.Shuffle(paper);
        return [.. paper.OrderBy(q => q.Kind).Select(q => q.Id)];
    }

    /// <summary>In which order the options (of a matching question the right-hand sides) are shown: the places they have in the bank.</summary>
    public static int[] OptionOrder(BankQuestion question, long seed)
    {
        var order = Enumerable.Range(0, question.Options.Count).ToArray();
        if (question.Kind is QuestionKind.Truth or QuestionKind.Short) return order;
        new SeededDice((ulong)seed ^ ((ulong)question.Id << 32)).Shuffle(order);
        return order;
    }
}

/// <summary>SplitMix64: small, and written down here because the library's own generator may change between versions.</summary>
public sealed class SeededDice(ulong seed)
{
    ulong _state = seed;

    public ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>0 … below; every number equally likely to within 2⁻⁶⁴ of a bank's size.</summary>
    public int Next(int below) => (int)Math.BigMul(Next(), (ulong)below, out _);

    public void Shuffle<T>(T[] items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var other = Next(i + 1);
            (items[i], items[other]) = (items[other], items[i]);
        }
    }
}
