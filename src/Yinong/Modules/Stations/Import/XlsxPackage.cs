using System.IO.Compression;
using System.Xml;

namespace Yinong.Modules.Stations.Import;

/// <summary>The container of a workbook, looked at before anything of it is unpacked.</summary>
sealed class XlsxPackage : IDisposable
{
    // Small files may be packed tightly; what matters is what becomes of a large one.
    const long AlwaysAllowed = 16 * 1024 * 1024;

    readonly ZipArchive _zip;
    readonly Dictionary<string, ZipArchiveEntry> _parts = new(StringComparer.OrdinalIgnoreCase);
    readonly long _most;
    long _unpacked;

    public XlsxPackage(string path, ImportLimits limits)
    {
        try
        {
            _zip = ZipFile.OpenRead(path);
        }
        catch (InvalidDataException)
        {
            throw ImportProblems.Damaged();
        }
        _most = Math.Min(limits.MaxUnpackedBytes, Math.Max(AlwaysAllowed, new FileInfo(path).Length * limits.MaxPackRatio));
        try
        {
            Look(limits);
        }
        catch
        {
            _zip.Dispose();
            throw;
        }
    }

    void Look(ImportLimits limits)
    {
        if (_zip.Entries.Count > limits.MaxEntries) throw ImportProblems.Bomb();
        var declared = 0L;
        foreach (var entry in _zip.Entries)
        {
            var name = entry.FullName.Replace('\\', '/').TrimStart('/');
            if (name.Contains("vbaProject", StringComparison.OrdinalIgnoreCase) || name.Contains("macrosheets/", StringComparison.OrdinalIgnoreCase)) throw ImportProblems.Macros();
            if (name.StartsWith("xl/externalLinks/", StringComparison.OrdinalIgnoreCase)) throw ImportProblems.ExternalLinks();
            if (entry.IsEncrypted) throw ImportProblems.Locked();
            if ((declared += entry.Length) > _most) throw ImportProblems.Bomb();
            _parts.TryAdd(name, entry);
        }
        if (!Has("[Content_Types].xml") || !Has("xl/workbook.xml")) throw ImportProblems.NotWhatItSays(".xlsx", "ZIP");
    }

    public bool Has(string part) => _parts.ContainsKey(part);

    /// <summary>Opens a part; what is read counts towards the limit of the whole, whatever the container says of its length.</summary>
    public CountingStream Open(string part) =>
        _parts.TryGetValue(part, out var entry) ? new(entry.Open(), entry.Length, Count) : throw ImportProblems.Damaged();

    /// <summary>Targets of a part's relations by their ids.</summary>
    public Dictionary<string, string> Relations(string part)
    {
        var (folder, name) = (part[..(part.LastIndexOf('/') + 1)], part[(part.LastIndexOf('/') + 1)..]);
        var found = new Dictionary<string, string>();
        using var stream = Open($"{folder}_rels/{name}.rels");
        using var xml = Xml(stream);
        while (xml.Read())
        {
            if (xml is not { NodeType: XmlNodeType.Element, LocalName: "Relationship" } || xml.GetAttribute("Id") is not { } id || xml.GetAttribute("Target") is not { } target) continue;
            if (xml.GetAttribute("TargetMode") == "External") continue;
            found[id] = target.StartsWith('/') ? target[1..] : folder + target;
        }
        return found;
    }

    public static XmlReader Xml(Stream stream) => XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CheckCharacters = false });

    public void Dispose() => _zip.Dispose();

    void Count(int bytes)
    {
        if ((_unpacked += bytes) > 2 * _most) throw ImportProblems.Bomb();
    }
}

/// <summary>Counts what is read through it.</summary>
sealed class CountingStream(Stream inner, long length, Action<int> count) : Stream
{
    long _read;

    /// <summary>How much of it is read, from 0 to 1.</summary>
    public double Share => length == 0 ? 1 : Math.Min(1, (double)_read / length);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        _read += read;
        count(read);
        return read;
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}
