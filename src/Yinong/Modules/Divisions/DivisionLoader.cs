using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Microsoft.Data.Sqlite;
using Npgsql;
using SQLitePCL;
using Yinong.Platform.Database;

namespace Yinong.Modules.Divisions;

/// <summary>
/// Puts the product's own list into an empty database, once: afterwards the row of <see cref="InstalledList"/> says which list is there and nothing is
/// read again. Later lists come through the reviewed import.
/// </summary>
/// <param name="database">Where to.</param>
/// <param name="store">Gets the list handed over, so that nobody reads it back from the table.</param>
public sealed class DivisionLoader(SqlDatabase database, DivisionStore store)
{
    const int Step = 20_000;

    // "PGCOPY\n\377\r\n\0", no flags, no extension.
    static ReadOnlySpan<byte> Signature => [0x50, 0x47, 0x43, 0x4F, 0x50, 0x59, 0x0A, 0xFF, 0x0D, 0x0A, 0x00, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>Whether a list is there already.</summary>
    public async Task<bool> IsInstalledAsync(CancellationToken cancel = default) => await InstalledList.FindAsync(database, cancel) is not null;

    /// <summary>Loads the standard edition unless a list is installed. All or nothing.</summary>
    /// <param name="provinces">Only these provinces (two digits each), for tests and for an installation of one province; null: the whole nation.</param>
    /// <param name="progress">Units written so far, of how many.</param>
    /// <param name="cancel">Stops; nothing stays.</param>
    /// <returns>Whether it had to load.</returns>
    public async Task<bool> InstallAsync(IReadOnlyCollection<string>? provinces = null, IProgress<(int Done, int Of)>? progress = null, CancellationToken cancel = default)
    {
        if (await InstalledList.FindAsync(database, cancel) is not null) return false;
        var edition = DivisionManifest.Read().Standard;
        var revision = Guid.CreateVersion7().ToString("N");
        var list = CompactList.Read(edition, provinces ?? [], revision);
        var installed = new InstalledList(edition.AsOf, list.Count, revision, $"{edition.Source.Title}（{edition.Source.Publisher}）", edition.Year, [.. provinces ?? []]);
        var done = database.Engine == Engine.Postgres
            ? await CopyAsync(list, installed, progress, cancel)
            : await InsertAsync(list, installed, progress, cancel);
        if (done) store.Offer(list);
        return done;
    }

    // The table is emptied in the same transaction, so COPY may write frozen rows without a log of its own, and the key is made from the finished rows.
    async Task<bool> CopyAsync(DivisionList list, InstalledList installed, IProgress<(int, int)>? progress, CancellationToken cancel)
    {
        await using var connection = await database.Postgres.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        // Two nodes may start at once over an empty database: the second waits here and then finds the list.
        await RunAsync(connection, transaction, "lock table divisions in access exclusive mode", cancel);
        if (await InstalledList.FindAsync(connection, transaction, cancel) is not null) return false;
        await RunAsync(connection, transaction, "truncate divisions", cancel);
        await RunAsync(connection, transaction, "alter table divisions drop constraint divisions_pkey", cancel);
        await using (var copy = await connection.BeginRawBinaryCopyAsync("copy divisions (code, name, kind) from stdin (format binary, freeze)", cancel))
            await WriteRowsAsync(copy, list, progress, cancel);
        await RunAsync(connection, transaction, "alter table divisions add primary key (code)", cancel);
        await installed.InsertAsync(connection, transaction, cancel);
        await transaction.CommitAsync(cancel);
        progress?.Report((list.Count, list.Count));
        return true;
    }

    // COPY's own binary form, written straight: the driver's importer looks up a converter for every value.
    static async Task WriteRowsAsync(NpgsqlRawCopyStream copy, DivisionList list, IProgress<(int, int)>? progress, CancellationToken cancel)
    {
        var rows = new ArrayBufferWriter<byte>(1 << 20);
        rows.Write(Signature);
        for (var unit = 0; unit < list.Count; unit++)
        {
            WriteRow(rows, list, unit);
            if (rows.WrittenCount < 1_000_000) continue;
            await copy.WriteAsync(rows.WrittenMemory, cancel);
            rows.ResetWrittenCount();
            Tell(progress, unit, list.Count, cancel);
        }
        rows.Write<byte>([0xFF, 0xFF]);
        await copy.WriteAsync(rows.WrittenMemory, cancel);
    }

    static void WriteRow(ArrayBufferWriter<byte> rows, DivisionList list, int unit)
    {
        var code = list.CodeAt(unit);
        var name = list.NameAt(unit);
        var room = rows.GetSpan(24 + 3 * name.Length);
        var length = Encoding.UTF8.GetBytes(name, room[18..]);
        BinaryPrimitives.WriteInt16BigEndian(room, 3);
        BinaryPrimitives.WriteInt32BigEndian(room[2..], 8);
        BinaryPrimitives.WriteInt64BigEndian(room[6..], code.Value);
        BinaryPrimitives.WriteInt32BigEndian(room[14..], length);
        BinaryPrimitives.WriteInt32BigEndian(room[(18 + length)..], 2);
        BinaryPrimitives.WriteInt16BigEndian(room[(22 + length)..], (short)VillageKinds.Of(code));
        rows.Advance(24 + length);
    }

    async Task<bool> InsertAsync(DivisionList list, InstalledList installed, IProgress<(int, int)>? progress, CancellationToken cancel)
    {
        await using var connection = (SqliteConnection)await database.OpenAsync(cancel);
        await using var transaction = connection.BeginTransaction();
        if (await InstalledList.FindAsync(connection, transaction, cancel) is not null) return false;
        InsertRows(connection.Handle!, list, progress, cancel);
        await installed.InsertAsync(connection, transaction, cancel);
        await transaction.CommitAsync(cancel);
        progress?.Report((list.Count, list.Count));
        return true;
    }

    // The statement is stepped by hand: the driver's command costs more per row than the row.
    static void InsertRows(sqlite3 handle, DivisionList list, IProgress<(int, int)>? progress, CancellationToken cancel)
    {
        Check(handle, raw.sqlite3_prepare_v2(handle, "insert into divisions (code, name, kind) values (?, ?, ?)", out var insert));
        using (insert)
        {
            Span<byte> name = stackalloc byte[400];
            for (var unit = 0; unit < list.Count; unit++)
            {
                var code = list.CodeAt(unit);
                var length = Encoding.UTF8.GetBytes(list.NameAt(unit), name);
                Check(handle, raw.sqlite3_bind_int64(insert, 1, code.Value));
                Check(handle, raw.sqlite3_bind_text(insert, 2, name[..length]));
                Check(handle, raw.sqlite3_bind_int(insert, 3, (int)VillageKinds.Of(code)));
                Check(handle, raw.sqlite3_step(insert));
                Check(handle, raw.sqlite3_reset(insert));
                if (unit % Step == 0) Tell(progress, unit, list.Count, cancel);
            }
        }
    }

    static void Check(sqlite3 handle, int result)
    {
        if (result is not (raw.SQLITE_OK or raw.SQLITE_DONE)) throw new SqliteException(raw.sqlite3_errmsg(handle).utf8_to_string(), result);
    }

    static void Tell(IProgress<(int, int)>? progress, int done, int of, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        progress?.Report((done, of));
    }

    static async Task RunAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection, transaction);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
