using System.Security.Cryptography;
using System.Text.Json;

namespace Yinong.Modules.Training.Courses;

/// <summary>A course as it is shipped, with its lessons.</summary>
public sealed record ShippedCourse(string Code, string Topic, string Title, string Summary, bool ForFarmers, IReadOnlyList<ShippedLesson> Lessons);

/// <summary>A lesson as it is shipped; its paragraphs one by one, so that a line of the file is a line of thought.</summary>
public sealed record ShippedLesson(string Title, int Minutes, string Source, IReadOnlyList<string> Text);

/// <summary>The starting courses of data-sources/courses, compiled into the program.</summary>
public sealed class CourseFile
{
    static readonly Lazy<CourseFile> Loaded = new(Load);

    CourseFile(ShippedCourse[] courses, string fingerprint) => (Courses, Fingerprint) = (courses, fingerprint);

    public static CourseFile Shipped => Loaded.Value;

    public IReadOnlyList<ShippedCourse> Courses { get; }

    /// <summary>Hash of the file: a changed file is installed once more.</summary>
    public string Fingerprint { get; }

    static CourseFile Load()
    {
        using var stream = typeof(CourseFile).Assembly.GetManifestResourceStream("data-sources/courses/courses.json") ?? throw new InvalidDataException("courses.json is not compiled in.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return new(JsonSerializer.Deserialize<Shape>(bytes.ToArray(), JsonSerializerOptions.Web)!.Courses, Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray())));
    }

    sealed record Shape(ShippedCourse[] Courses);
}
