using Yinong.Modules.Stations.Import;
using Yinong.Modules.Training.Pages;
using Yinong.Platform.Problems;

namespace Yinong.Modules.Training;

/// <summary>
/// Questions in a spreadsheet: our own export, or the sheets that people have, with a column for each option and the letters of the right ones. A row that is
/// wrong is reported with the number that the spreadsheet shows and does not stop the others from being looked at.
/// </summary>
static class QuestionSheet
{
    const int RowsLookedAt = 30, MostErrors = 1000;

    /// <summary>Whether a file of this name is a spreadsheet; a text file is GIFT.</summary>
    public static bool IsSheet(string fileName) => Path.GetExtension(fileName).ToLowerInvariant() is ".csv" or ".tsv" or ".xlsx" or ".xls" or ".et" or ".xlsm" or ".xltm" or ".xlsb";

    /// <summary>Reads the sheet with the best headings.</summary>
    /// <param name="reader">The file.</param>
    /// <param name="topic">Code of the topic of rows that name none.</param>
    /// <param name="isText">Text guards what a spreadsheet would take for a formula with an apostrophe.</param>
    public static GiftFile Read(SheetReader reader, string topic, bool isText)
    {
        var best = Enumerable.Range(0, reader.Sheets.Count).Select(sheet => (Sheet: sheet, Head: FindHead(reader, sheet))).MaxBy(s => s.Head.Known);
        if (best.Head.Known < 2) throw SheetProblems.HeadingsMissing();
        List<QuestionDraft> questions = [];
        List<GiftError> errors = [];
        foreach (var row in reader.Rows(best.Sheet).Where(r => r.Number > best.Head.Row))
        {
            try
            {
                questions.Add(QuestionCheck.Tidy(Draft(new(row, best.Head.Fields, isText), topic)));
            }
            catch (Problem problem)
            {
                errors.Add(new(row.Number, errors.Count < MostErrors ? problem : GiftProblems.TooManyErrors(MostErrors)));
                if (errors.Count > MostErrors) break;
            }
        }
        return new(questions, errors);
    }

    static QuestionDraft Draft(SheetCells cells, string topic)
    {
        if (cells.Find("text").Length == 0) throw SheetProblems.TextMissing();
        var kind = SheetWords.KindOf(cells.Find("kind")) ?? throw TrainingProblems.UnknownKind();
        var difficulty = cells.Find("difficulty") is { Length: > 0 } word ? SheetWords.DifficultyOf(word) ?? throw TrainingProblems.WrongDifficulty() : 2;
        return new(Blank(cells.Find("code")), TopicOf(cells.Find("topic"), topic), kind, difficulty, cells.Find("text"), Options(kind, cells), Blank(cells.Find("explanation")), Blank(cells.Find("source")));
    }

    static IReadOnlyList<OptionDraft> Options(QuestionKind kind, SheetCells cells)
    {
        var (lines, answer) = (OptionLines.Read(kind, cells.Find("options")), cells.Find("answer"));
        if (kind is QuestionKind.Short) return lines.Count > 0 ? lines : OptionLines.Read(kind, answer.Replace('；', '\n').Replace(';', '\n'));
        if (lines.Count == 0) lines = kind is QuestionKind.Matching ? OptionLines.Read(kind, string.Join('\n', cells.Options())) : [.. cells.Options().Select(o => new OptionDraft(o, false))];
        if (kind is QuestionKind.Matching || lines.Any(o => o.IsRight)) return lines;
        if (kind is QuestionKind.Truth && SheetWords.TruthOf(answer) is { } isTrue) return TruthOptions.Of(isTrue);
        var right = Letters(answer, lines.Count);
        return [.. lines.Select((o, i) => o with { IsRight = right.Contains(i) })];
    }

    static HashSet<int> Letters(string answer, int options)
    {
        var letters = CellText.Half(answer).ToUpperInvariant().Where(c => !char.IsWhiteSpace(c) && c is not (',' or '，' or '、' or ';' or '；' or '/')).ToList();
        if (letters.Count == 0 || letters.Exists(c => c < 'A' || c - 'A' >= options)) throw SheetProblems.AnswerUnknown(options);
        return [.. letters.Select(c => c - 'A')];
    }

    static string TopicOf(string words, string otherwise) =>
        words.Length == 0 ? otherwise : QuestionFile.Shipped.Topics.FirstOrDefault(t => words == t.Zh || words == t.En || words == t.Code)?.Code ?? words;

    static (int Row, int Known, Dictionary<string, int> Fields) FindHead(SheetReader reader, int sheet)
    {
        (int Row, int Known, Dictionary<string, int> Fields) best = (0, 0, []);
        foreach (var row in reader.Rows(sheet).Take(RowsLookedAt))
        {
            // A heading that stands there twice means its first column.
            var fields = row.Cells.Select((cell, at) => (Field: SheetWords.FieldOf(cell ?? ""), At: at)).Where(f => f.Field is not null).GroupBy(f => f.Field!).ToDictionary(g => g.Key, g => g.First().At);
            if (fields.ContainsKey("text") && fields.Count > best.Known) best = (row.Number, fields.Count, fields);
        }
        return best;
    }

    static string? Blank(string text) => text.Length == 0 ? null : text;

    /// <summary>A row by the names of its columns.</summary>
    readonly record struct SheetCells(SheetRow Row, Dictionary<string, int> Fields, bool IsText)
    {
        public string Find(string field) => Fields.TryGetValue(field, out var at) ? Unguarded(Row.Text(at)).Trim() : "";

        public IEnumerable<string> Options()
        {
            for (var i = 0; i <= QuestionCheck.MostOptions; i++)
                if (Find($"option:{i}") is { Length: > 0 } option) yield return option;
        }

        string Unguarded(string text) => IsText && text is ['\'', '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠' or '\'', ..] ? text[1..] : text;
    }
}
