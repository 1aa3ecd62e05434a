namespace Yinong.Modules.Training;

/// <summary>The two options of a true-or-false question, always in this order.</summary>
public static class TruthOptions
{
    public const string True = "对";

    public const string False = "错";

    public static IReadOnlyList<OptionDraft> Of(bool isTrue) => [new(True, isTrue), new(False, !isTrue)];
}
