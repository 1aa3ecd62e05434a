using Yinong.Platform.Problems;

namespace Yinong.Modules.Divisions.Import;

/// <summary>A unit as the file says it.</summary>
/// <param name="Code">Its place.</param>
/// <param name="Name">Its name.</param>
/// <param name="Class">Urban-rural class, or null.</param>
/// <param name="Line">Where it stands, from 1; 0 for a county that the file leaves out between a city and its towns.</param>
public readonly record struct FileUnit(DivisionCode Code, string Name, short? Class, int Line);

/// <summary>Something wrong in a line.</summary>
/// <param name="Line">From 1; 0: the file as a whole.</param>
/// <param name="Field">code, name, class, or empty for the whole line.</param>
/// <param name="Problem">What, and how to mend it.</param>
public sealed record FileFault(int Line, string Field, Problem Problem);

/// <summary>A later list, read and checked in itself.</summary>
/// <param name="Name">Name of the file.</param>
/// <param name="Sha256">Of the text.</param>
/// <param name="Units">In the order of the codes; only complete when there is no fault.</param>
/// <param name="Faults">In the order of the lines.</param>
/// <param name="HasClasses">Whether the file has a column of urban-rural classes.</param>
/// <param name="Text">The text, to write the faults beside its lines.</param>
public sealed record DivisionFile(string Name, string Sha256, IReadOnlyList<FileUnit> Units, IReadOnlyList<FileFault> Faults, bool HasClasses, ReadOnlyMemory<byte> Text)
{
    /// <summary>Reads a file. Faults of lines are in the result; what is no list at all throws a <see cref="Problem"/>.</summary>
    public static async Task<DivisionFile> ReadAsync(Stream stream, string name, CancellationToken cancel = default)
    {
        var text = await FileBytes.ReadAsync(stream, name, cancel);
        return DivisionFileReader.Read(text, Path.GetFileName(name));
    }

    /// <summary>The provinces it speaks of.</summary>
    public IReadOnlyList<DivisionCode> Provinces => [.. Units.Where(u => u.Code.Level == DivisionLevel.Province).Select(u => u.Code)];
}
