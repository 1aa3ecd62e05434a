namespace Yinong.Modules.Training;

/// <summary>One question as it stands in the file, with what the lines around it say about it.</summary>
sealed record GiftBlock(int Line, string Text, string Topic, GiftNotes Notes);

/// <summary>Cuts a file into its questions: a blank line ends one, <c>//</c> begins a comment, <c>$CATEGORY:</c> names the topic from here on.</summary>
static class GiftBlocks
{
    internal const string Comment = "//";
    internal const string Category = "$CATEGORY:";

    public static IEnumerable<GiftBlock> Of(string text)
    {
        var (topic, notes, start) = ("", GiftNotes.None, 0);
        List<string> lines = [];
        var number = 0;
        foreach (var line in GiftNotes.Lines(text.TrimStart('\ufeff')).Split('\n').Append(""))
        {
            number++;
            var words = line.AsSpan().TrimStart();
            if (words.StartsWith(Comment)) notes = notes.With(line);
            else if (words.IsEmpty)
            {
                if (lines.Count > 0) yield return new(start, string.Join('\n', lines), topic, notes);
                lines.Clear();
                notes = GiftNotes.None;
            }
            else if (lines.Count == 0 && words.StartsWith(Category)) topic = GiftNotes.ReadTopic(words[Category.Length..].ToString());
            else
            {
                if (lines.Count == 0) start = number;
                lines.Add(line);
            }
        }
    }
}
