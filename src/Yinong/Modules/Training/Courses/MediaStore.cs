using Yinong.Platform.Files;
using Yinong.Platform.Texts;

namespace Yinong.Modules.Training.Courses;

/// <summary>How large sound and film may be (<c>YINONG_AUDIO_MEGABYTES</c>, <c>YINONG_VIDEO_MEGABYTES</c>).</summary>
public sealed record MediaLimits(int AudioMegabytes, int VideoMegabytes)
{
    /// <summary>What the address itself takes, whatever the settings say.</summary>
    public const long Door = 520L * 1024 * 1024;

    public static MediaLimits From(IConfiguration configuration) => new(Whole(configuration, "YINONG_AUDIO_MEGABYTES", 30, 200), Whole(configuration, "YINONG_VIDEO_MEGABYTES", 200, 500));

    static int Whole(IConfiguration configuration, string name, int otherwise, int most) => configuration[name] switch
    {
        null or "" => otherwise,
        var text when int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most => number,
        _ => throw new FormatException($"{name} must be a whole number from 1 to {most}."),
    };
}

/// <summary>
/// Takes a file of a lesson in: looks at what it really is and keeps it under its hash. Pictures are made anew, so that nothing of the camera or of a sender's
/// trick is in them, and a small one beside; sound and film are kept as they came, a smaller variant is sent with them.
/// </summary>
public sealed class MediaStore(ContentStore files, FileLimits pictures, MediaLimits limits)
{
    const int Mega = 1024 * 1024;

    /// <summary>Keeps a file, and a smaller variant when one was sent; the row is not yet a lesson's.</summary>
    public async Task<LessonFile> TakeAsync(IFormFile sent, IFormFile? smaller, CancellationToken cancel = default)
    {
        await using var content = sent.OpenReadStream();
        var name = NameOf(sent.FileName);
        if (content.Length == 0) throw CourseProblems.BrokenMedia(name);
        if (MediaTypes.Find(content) is not { } type) return await TakePictureAsync(content, name, smaller, cancel);
        Check(content, name, type);
        (string Type, string Hash, long Bytes)? small = smaller is null ? null : await TakeSmallerAsync(smaller, type, content.Length, cancel);
        content.Position = 0;
        return new() { Kind = type.Kind, FileName = name, ContentType = type.ContentType, Hash = await files.SaveAsync(content, cancel), Bytes = content.Length, SmallType = small?.Type, SmallHash = small?.Hash, SmallBytes = small?.Bytes, Actor = "" };
    }

    /// <summary>Opens what is served; null: there is none.</summary>
    public async Task<Stream?> OpenAsync(LessonFile file, bool small, CancellationToken cancel = default) => small && file.SmallHash is null ? null : await files.OpenAsync(small ? file.SmallHash! : file.Hash, cancel: cancel);

    async Task<LessonFile> TakePictureAsync(Stream content, string name, IFormFile? smaller, CancellationToken cancel)
    {
        if (smaller is not null) throw CourseProblems.OtherKind(NameOf(smaller.FileName));
        if (content.Length > pictures.PhotoBytes) throw CourseProblems.TooLarge(name, pictures.PhotoBytes / Mega);
        content.Position = 0;
        var photo = await ReadAsync(await FileLimits.ReadAsync(content, name, pictures.PhotoBytes, cancel), name, cancel);
        var small = Photo.Smaller(photo.View, TrainingRules.SlideSide, TrainingRules.SlideQuality);
        var worth = small.Length < photo.View.Length;
        return new()
        {
            Kind = LessonFileKind.Picture, FileName = name, ContentType = Photo.ServedType, Hash = await files.SaveAsync(photo.View, cancel), Bytes = photo.View.Length, Actor = "",
            SmallType = worth ? Photo.ServedType : null, SmallHash = worth ? await files.SaveAsync(small, cancel) : null, SmallBytes = worth ? small.Length : null,
        };
    }

    // What is neither sound nor film nor a picture is told all the kinds that are taken.
    async Task<Photo> ReadAsync(byte[] content, string name, CancellationToken cancel)
    {
        try
        {
            return await Photo.ReadAsync(content, name, pictures.PhotoPixels, cancel);
        }
        catch (Platform.Problems.Problem problem) when (problem.Code is "file.not-a-photo")
        {
            throw CourseProblems.NotMedia(name);
        }
        catch (Platform.Problems.Problem problem)
        {
            throw CourseProblems.Field("File", problem.Code, problem.Zh, problem.En);
        }
    }

    async Task<(string Type, string Hash, long Bytes)> TakeSmallerAsync(IFormFile sent, MediaType of, long than, CancellationToken cancel)
    {
        await using var content = sent.OpenReadStream();
        var name = NameOf(sent.FileName);
        if (MediaTypes.Find(content) is not { } type || type.Kind != of.Kind) throw CourseProblems.OtherKind(name);
        Check(content, name, type);
        if (content.Length >= than) throw CourseProblems.NotSmaller(name);
        content.Position = 0;
        return (type.ContentType, await files.SaveAsync(content, cancel), content.Length);
    }

    void Check(Stream content, string name, MediaType type)
    {
        var most = type.Kind is LessonFileKind.Audio ? limits.AudioMegabytes : limits.VideoMegabytes;
        if (content.Length > (long)most * Mega) throw CourseProblems.TooLarge(name, most);
    }

    static string NameOf(string fileName)
    {
        var name = new string([.. fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..].Where(c => !char.IsControl(c))]).Trim();
        return name.Length == 0 ? "file" : PlainText.Whole(name).Cut(80);
    }
}
