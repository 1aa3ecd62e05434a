using System.Data.Common;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Platform.Database;

namespace Yinong.Modules.Desk;

/// <summary>A record as it is listed.</summary>
/// <param name="Record">As written.</param>
/// <param name="StationNumber">Number of the station.</param>
/// <param name="OfficerNumber">Number of the officer.</param>
/// <param name="Counts">False when it was corrected or taken back.</param>
/// <param name="ReplacedBy">The record that stands in its place.</param>
public sealed record ListedRecord(ServiceRecord Record, string StationNumber, string OfficerNumber, bool Counts, Guid? ReplacedBy);

/// <summary>Lists of records of a place or station, in plain SQL: the order of an index, keyset paging, never a sum of pages.</summary>
public sealed class RecordList(SqlDatabase database)
{
    // What belongs to a record is looked up row by row: joined, it would be planned for all the records there are instead of for one page.
    const string Columns = $"""
        select {RecordRows.Columns},
          (select s.number from stations s where s.id = r.station_id),
          (select o.number from officers o where o.id = r.officer_id),
          (select c.record_id from service_record_corrections c where c.record_id = r.id),
          (select c.replaced_by from service_record_corrections c where c.record_id = r.id)
        from service_records r
        """;

    const string OfVillage = Columns + """

        where r.division = $1 and ($2 = 0 or r.station_id = $2) and r.served_at >= $3 and r.served_at < $4 and (r.served_at, r.id) < ($5, $6)
        order by r.served_at desc, r.id desc limit $7
        """;

    const string OfArea = Columns + """

        where r.division >= $1 and r.division <= $8 and ($2 = 0 or r.station_id = $2) and r.served_at >= $3 and r.served_at < $4 and (r.served_at, r.id) < ($5, $6)
        order by r.served_at desc, r.id desc limit $7
        """;

    // The fewer conditions, the better PostgreSQL guesses when it plans once for all: with more of them it would sort the whole area.
    const string NewestEntry = Columns + """

        where r.division >= $1 and r.division <= $8 and r.id < $6
        order by r.id desc limit $7
        """;

    const string NewestOfStation = Columns + """

        where r.division >= $1 and r.division <= $8 and r.station_id = $2 and r.id < $6
        order by r.id desc limit $7
        """;

    const string NewestOfAll = Columns + """

        where r.id < $6
        order by r.id desc limit $7
        """;

    const string ByPlace = Columns + """

        where r.division >= $9 and r.division <= $8 and ($2 = 0 or r.station_id = $2) and r.served_at >= $3 and r.served_at < $4
          and (r.division, r.served_at, r.id) > ($9, $5, $6)
        order by r.division, r.served_at, r.id limit $7
        """;

    readonly RecordRows _rows = new(database.Engine);

    static readonly Guid Highest = new("ffffffff-ffff-ffff-ffff-ffffffffffff");

    /// <summary>One page, and where the next begins (null: this was the last).</summary>
    public async Task<(List<ListedRecord> Records, RecordCursor? Next)> PageAsync(RecordQuestion question, CancellationToken cancel = default)
    {
        var page = new List<ListedRecord>(question.Limit);
        await using var connection = await database.OpenAsync(cancel);
        await using var command = connection.CreateCommand();
        Ask(command, question);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel)) page.Add(Read(reader));
        var more = page.Count > question.Limit;
        if (more) page.RemoveAt(question.Limit);
        var last = more ? page[^1].Record : null;
        return (page, last is null ? null : new RecordCursor(question.Order, last.Division, last.ServedAt, last.Id));
    }

    void Ask(DbCommand command, RecordQuestion question)
    {
        var (from, until, order) = (question.FromUtc, question.UntilUtc, question.Order);
        var start = order == RecordOrder.ByPlace
            ? new RecordCursor(order, question.Division.From, DateTime.UnixEpoch, Guid.Empty)
            : new RecordCursor(order, 0, until, Highest);
        var after = question.After?.Order == order ? question.After : start;
        // The mark comes back from outside: it says where to go on, never how far one may look.
        if (order == RecordOrder.ByPlace && !question.Division.Contains(new DivisionCode(after.Division))) throw DeskProblems.CursorInvalid();
        command.CommandText = order switch
        {
            RecordOrder.OfVillage => OfVillage,
            RecordOrder.OfArea => OfArea,
            RecordOrder.NewestEntry when question.StationId is not null => NewestOfStation,
            RecordOrder.NewestEntry when question.Division == DivisionCode.Nation => NewestOfAll,
            RecordOrder.NewestEntry => NewestEntry,
            _ => ByPlace,
        };
        command.AddPositional(question.Division.From, question.StationId ?? 0, database.Stored(from), database.Stored(until), database.Stored(after.ServedAt), Id(after.Id), question.Limit + 1);
        if (order != RecordOrder.OfVillage) command.AddPositional(question.Division.To);
        if (order == RecordOrder.ByPlace) command.AddPositional(after.Division);
    }


    object Id(Guid id) => database.Engine == Engine.Postgres ? id : id.ToByteArray(bigEndian: true);

    ListedRecord Read(DbDataReader row) =>
        new(_rows.Read(row), row.GetString(19), row.GetString(20), row.IsDBNull(21), row.IsDBNull(22) ? null : _rows.GuidAt(row, 22));
}
