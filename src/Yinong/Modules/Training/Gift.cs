using System.Text;
using Yinong.Platform.Problems;

namespace Yinong.Modules.Training;

/// <summary>
/// Questions in GIFT, the text format of Moodle. What GIFT has no place for travels in a comment above the question, which Moodle
/// skips: <c>// [difficulty:2] [source:S-12]</c>. The topic is the category, the code is the title.
/// </summary>
public static class Gift
{
    /// <summary>A file with more broken questions than this is none of questions; the rest of it is not looked at.</summary>
    const int MostErrors = 1000;

    /// <summary>Reads a whole file. A broken question is reported with its line and does not stop the others.</summary>
    public static GiftFile Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<QuestionDraft> questions = [];
        List<GiftError> errors = [];
        foreach (var block in GiftBlocks.Of(text))
        {
            if (errors.Count == MostErrors)
            {
                errors.Add(new(block.Line, GiftProblems.TooManyErrors(MostErrors)));
                break;
            }
            try
            {
                questions.Add(GiftReader.Read(block));
            }
            catch (Problem problem)
            {
                errors.Add(new(block.Line, problem));
            }
        }
        return new(questions, errors);
    }

    /// <summary>Writes questions so that <see cref="Read"/> and Moodle read them back.</summary>
    public static string Write(IEnumerable<QuestionDraft> questions)
    {
        ArgumentNullException.ThrowIfNull(questions);
        var text = new StringBuilder();
        var topic = "";
        foreach (var question in questions)
        {
            if (question.Topic != topic) text.Append("$CATEGORY: ").Append(GiftNotes.WriteTopic(topic = question.Topic)).Append("\n\n");
            GiftWriter.Write(text, question);
        }
        return text.ToString();
    }
}
