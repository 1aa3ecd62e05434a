namespace Yinong.Modules.Training;

/// <summary>How a question is answered. The numbers are kept in the database.</summary>
public enum QuestionKind : short { Single = 1, Multiple, Truth, Matching, Short }

/// <summary>An option; of a matching question the left side with its match, of a short answer a point that the marker looks for.</summary>
public sealed record OptionDraft(string Text, bool IsRight, string? Match = null);

/// <summary>A question as people and files bring it, before it is in the bank.</summary>
public sealed record QuestionDraft(string? Code, string Topic, QuestionKind Kind, int Difficulty, string Text, IReadOnlyList<OptionDraft> Options, string? Explanation, string? Source);
