using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Yinong.Modules.Training;

/// <summary>A topic of the bank.</summary>
public sealed record QuestionTopic(string Code, string Zh, string En)
{
    public string Name(bool english) => english ? En : Zh;
}

/// <summary>The starting bank of data-sources/questions, compiled into the program: topics, and questions that were reviewed before they were shipped.</summary>
public sealed class QuestionFile
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter<QuestionKind>(JsonNamingPolicy.KebabCaseLower) } };

    static readonly Lazy<QuestionFile> Loaded = new(Load);

    QuestionFile(FileShape shape, string fingerprint)
    {
        (Topics, Fingerprint) = (shape.Topics, fingerprint);
        Questions = [.. shape.Questions.Select(q => new QuestionDraft(q.Code, q.Topic, q.Kind, q.Difficulty, q.Text, [.. q.Options.Select(o => new OptionDraft(o.Text, o.Right, o.Match))], q.Explanation, q.Source))];
    }

    public static QuestionFile Shipped => Loaded.Value;

    public IReadOnlyList<QuestionTopic> Topics { get; }

    public IReadOnlyList<QuestionDraft> Questions { get; }

    /// <summary>Hash of the file: a changed file is installed once more.</summary>
    public string Fingerprint { get; }

    public QuestionTopic? FindTopic(string? code) => Topics.FirstOrDefault(t => t.Code == code);

    static QuestionFile Load()
    {
        using var stream = typeof(QuestionFile).Assembly.GetManifestResourceStream("data-sources/questions/questions.json") ?? throw new InvalidDataException("questions.json is not compiled in.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return new(JsonSerializer.Deserialize<FileShape>(bytes.ToArray(), Json)!, Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray())));
    }

    sealed record FileShape(QuestionTopic[] Topics, FileQuestion[] Questions);

    sealed record FileQuestion(string Code, string Topic, QuestionKind Kind, int Difficulty, string Text, FileOption[] Options, string? Explanation, string? Source);

    sealed record FileOption(string Text, bool Right = false, string? Match = null);
}
