namespace Yinong.Tests.Support;

/// <summary>The checkout that the tests run in: its root, its sources, its documents.</summary>
public static class Repository
{
    static readonly string[] NotSource = ["bin", "obj", "node_modules", "built", "artifacts", "data", ".git", "TestResults"];

    public static readonly string Root = FindRoot();

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    public static string Read(params string[] parts) => File.ReadAllText(Path(parts));

    /// <summary>Files below the folders (relative to the root) with one of the endings, as relative paths with forward slashes.</summary>
    public static IEnumerable<string> Files(string[] folders, params string[] endings) =>
        from folder in folders
        where Directory.Exists(Path(folder))
        from file in Walk(Path(folder))
        where endings.Any(e => file.EndsWith(e, StringComparison.Ordinal))
        orderby file
        select System.IO.Path.GetRelativePath(Root, file).Replace('\\', '/');

    /// <summary>True when the run is asked to write the generated documents anew instead of comparing them.</summary>
    public static bool UpdatesDocs => Environment.GetEnvironmentVariable("YINONG_UPDATE_DOCS") == "1";

    /// <summary>Compares a generated document with the one in the repository, or writes it when <see cref="UpdatesDocs"/>.</summary>
    public static void AssertCurrent(string expected, params string[] parts)
    {
        var path = Path(parts);
        if (UpdatesDocs) File.WriteAllText(path, expected);
        Assert.True(File.Exists(path), $"{string.Join('/', parts)} is missing: YINONG_UPDATE_DOCS=1 writes it.");
        Assert.True(expected == File.ReadAllText(path), $"{string.Join('/', parts)} differs from what the code says: YINONG_UPDATE_DOCS=1 writes it anew.");
    }

    static IEnumerable<string> Walk(string folder) =>
        Directory.EnumerateFiles(folder).Concat(
            Directory.EnumerateDirectories(folder).Where(d => !NotSource.Contains(System.IO.Path.GetFileName(d))).SelectMany(Walk));

    static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Yinong.slnx"))) return folder.FullName;
        throw new InvalidOperationException("The tests run inside the checkout: Yinong.slnx was not found above them.");
    }
}
