using Yinong.Platform.Problems;

namespace Yinong.Modules.Training;

/// <summary>What was read from a GIFT file: the good questions, and what is wrong with the others.</summary>
public sealed record GiftFile(IReadOnlyList<QuestionDraft> Questions, IReadOnlyList<GiftError> Errors);

/// <summary>Why a question of the file was not read.</summary>
/// <param name="Line">The line on which the question begins, counted from 1.</param>
/// <param name="Problem">What is wrong and how to mend it.</param>
public sealed record GiftError(int Line, Problem Problem);
