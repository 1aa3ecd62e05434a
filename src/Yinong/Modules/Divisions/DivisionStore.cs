using System.Data.Common;
using Yinong.Platform.Database;
using Yinong.Web;

namespace Yinong.Modules.Divisions;

/// <summary>
/// Brings the arrays of the tree into memory: from a file under <c>YINONG_DATA</c> that is kept per revision, else from the table. Singleton.
/// </summary>
public sealed class DivisionStore(SqlDatabase database, YinongSettings settings, ILogger<DivisionStore> log)
{
    volatile DivisionList? _made;

    string Folder => Path.Combine(settings.DataFolder, "cache");

    string FileOf(string revision) => Path.Combine(Folder, $"divisions-{revision}.bin");

    /// <summary>Takes over what this process has just written into the table, so that nobody reads it back.</summary>
    internal void Offer(DivisionList list) => _made = list;

    internal async Task<DivisionList> ReadAsync(CancellationToken cancel = default)
    {
        if (await InstalledList.FindAsync(database, cancel) is not { } installed) return DivisionList.Empty;
        if (_made is { } made && made.Revision == installed.Revision)
        {
            _made = null;
            return made;
        }
        return TryReadFile(installed.Revision) ?? await ReadTableAsync(installed.Revision, cancel);
    }

    DivisionList? TryReadFile(string revision)
    {
        try
        {
            using var file = new FileStream(FileOf(revision), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
            return DivisionListFile.TryRead(file, revision);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Keeps a list beside the database, unless it is there, and drops the files of older revisions. A full disk is no reason not to start.</summary>
    internal void Keep(DivisionList list)
    {
        if (list.Count == 0 || File.Exists(FileOf(list.Revision))) return;
        try
        {
            Directory.CreateDirectory(Folder);
            var file = FileOf(list.Revision);
            var unfinished = file + ".new";
            using (var stream = File.Create(unfinished)) DivisionListFile.Write(stream, list);
            File.Move(unfinished, file, overwrite: true);
            foreach (var old in Directory.EnumerateFiles(Folder, "divisions-*.bin"))
                if (old != file) File.Delete(old);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.LogWarning(e, "The copy of the division list could not be written under {Folder}; every start will read the table.", Folder);
        }
    }

    async Task<DivisionList> ReadTableAsync(string revision, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        var codes = new List<long>(700_000);
        var starts = new List<int>(700_000) { 0 };
        var names = new List<char>(5_000_000);
        await using (var rows = await Query(connection, "select code, name from divisions order by code").ExecuteReaderAsync(cancel))
        {
            while (rows.Read())
            {
                codes.Add(rows.GetInt64(0));
                names.AddRange(rows.GetString(1).AsSpan());
                starts.Add(names.Count);
            }
        }
        var marks = new Marks([.. codes]);
        await using (var rows = await Query(connection, """
            select code, urban_rural, valid_from, valid_to, succeeded_by from divisions
            where urban_rural is not null or valid_from is not null or valid_to is not null or succeeded_by is not null
            """).ExecuteReaderAsync(cancel))
        {
            while (rows.Read()) marks.Add(rows);
        }
        return marks.Finish([.. starts], [.. names], revision);
    }

    static DbCommand Query(DbConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }

    /// <summary>What only some units have.</summary>
    sealed class Marks(long[] codes)
    {
        readonly Dictionary<long, long> _successors = [];
        int[]? _from;
        int[]? _to;
        byte[]? _classes;

        public void Add(DbDataReader row)
        {
            var unit = Array.BinarySearch(codes, row.GetInt64(0));
            if (unit < 0) return;
            if (!row.IsDBNull(1)) (_classes ??= new byte[codes.Length])[unit] = (byte)row.GetInt16(1);
            if (!row.IsDBNull(2)) (_from ??= new int[codes.Length])[unit] = row.GetFieldValue<DateOnly>(2).DayNumber;
            if (!row.IsDBNull(3)) (_to ??= Open(codes.Length))[unit] = row.GetFieldValue<DateOnly>(3).DayNumber;
            if (!row.IsDBNull(4)) _successors[codes[unit]] = row.GetInt64(4);
        }

        public DivisionList Finish(int[] starts, char[] names, string revision) => new(codes, starts, names, _from, _to, _classes, _successors, revision);

        static int[] Open(int length)
        {
            var days = new int[length];
            Array.Fill(days, int.MaxValue);
            return days;
        }
    }
}
