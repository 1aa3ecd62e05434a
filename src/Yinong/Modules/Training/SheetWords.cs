using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Yinong.Modules.Stations.Import;

namespace Yinong.Modules.Training;

/// <summary>A column of a spreadsheet with questions.</summary>
public sealed record SheetField(string Field, string Name, string NameEn, string[] Words);

/// <summary>The words of people's spreadsheets (sheet-words.json) and what they mean.</summary>
static class SheetWords
{
    static readonly WordsFile File = Load();

    static readonly FrozenDictionary<string, string> Heads = File.Fields.SelectMany(f => f.Words.Select(w => (Word: Plain(w), f.Field))).ToFrozenDictionary(w => w.Word, w => w.Field);

    static readonly FrozenDictionary<string, QuestionKind> Kinds = File.Kinds.SelectMany(k => k.Value.Select(w => (Word: Plain(w), Kind: Enum.Parse<QuestionKind>(k.Key, ignoreCase: true)))).ToFrozenDictionary(w => w.Word, w => w.Kind);

    static readonly FrozenDictionary<string, int> Difficulties = File.Difficulties.SelectMany(d => d.Value.Select(w => (Word: Plain(w), Level: int.Parse(d.Key, CultureInfo.InvariantCulture)))).ToFrozenDictionary(w => w.Word, w => w.Level);

    static readonly FrozenSet<string> Right = File.Right.Select(Plain).ToFrozenSet(), Wrong = File.Wrong.Select(Plain).ToFrozenSet();

    public static IReadOnlyList<SheetField> Fields => File.Fields;

    /// <summary>The field that a heading means; <c>option:0</c> for the column of the first option; null: none.</summary>
    public static string? FieldOf(string heading)
    {
        var plain = Plain(heading);
        if (Heads.GetValueOrDefault(plain) is { } field) return field;
        var letter = File.OptionWords.Aggregate(plain, (rest, word) => rest.Replace(word, "", StringComparison.Ordinal));
        return letter is [>= 'a' and <= 't' and var c] ? $"option:{c - 'a'}" : null;
    }

    public static QuestionKind? KindOf(string word) => Kinds.TryGetValue(Plain(word), out var kind) ? kind : null;

    public static int? DifficultyOf(string word) => Difficulties.TryGetValue(Plain(word), out var level) ? level : null;

    /// <summary>Right or wrong; null: neither.</summary>
    public static bool? TruthOf(string word) => Right.Contains(Plain(word)) ? true : Wrong.Contains(Plain(word)) ? false : null;

    static string Plain(string text) => string.Concat(CellText.Half(text).Where(c => !File.HeadNoise.Contains(c, StringComparison.Ordinal))).ToLowerInvariant();

    static WordsFile Load()
    {
        using var file = typeof(SheetWords).Assembly.GetManifestResourceStream("data-sources/questions/sheet-words.json") ?? throw new InvalidDataException("sheet-words.json is not compiled in.");
        return JsonSerializer.Deserialize<WordsFile>(file, JsonSerializerOptions.Web)!;
    }

    sealed record WordsFile(SheetField[] Fields, Dictionary<string, string[]> Kinds, Dictionary<string, string[]> Difficulties, string[] Right, string[] Wrong, string[] OptionWords, string HeadNoise);
}
