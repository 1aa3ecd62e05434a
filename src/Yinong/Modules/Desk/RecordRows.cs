using System.Data.Common;
using Yinong.Database;
using Yinong.Modules.Catalogue;
using Yinong.Platform.Database;

namespace Yinong.Modules.Desk;

/// <summary>Reads service records from plain SQL on either engine: the columns and their order stand here once.</summary>
sealed class RecordRows(Engine engine)
{
    /// <summary>The columns of the table <c>service_records r</c>, in the order that <see cref="Read"/> takes them.</summary>
    public const string Columns = """
        r.id, r.station_id, r.officer_id, r.item_id, r.item_version, r.kind, r.division, r.person_times, r.is_group, r.channel, r.served_at, r.recorded_at,
        r.amount_fen, r.provider, r.order_number, r.confirmation, r.confirmation_reference, r.outcome, r.note
        """;

    bool Postgres => engine == Engine.Postgres;

    public ServiceRecord Read(DbDataReader row) => new()
    {
        Id = GuidAt(row, 0),
        StationId = row.GetInt32(1),
        OfficerId = row.GetInt32(2),
        ItemId = row.GetInt32(3),
        ItemVersion = row.GetInt16(4),
        Kind = (ServiceKind)row.GetInt16(5),
        Division = row.GetInt64(6),
        PersonTimes = row.GetInt32(7),
        IsGroup = row.GetBoolean(8),
        Channel = (Channel)row.GetInt16(9),
        ServedAt = InstantAt(row, 10),
        RecordedAt = InstantAt(row, 11),
        AmountFen = row.IsDBNull(12) ? null : row.GetInt64(12),
        Provider = TextAt(row, 13),
        OrderNumber = TextAt(row, 14),
        Confirmation = (ConfirmationMethod)row.GetInt16(15),
        ConfirmationReference = TextAt(row, 16),
        Outcome = (Outcome)row.GetInt16(17),
        Note = TextAt(row, 18),
    };

    public Guid GuidAt(DbDataReader row, int column) => Postgres ? row.GetGuid(column) : new Guid((byte[])row.GetValue(column), bigEndian: true);

    DateTime InstantAt(DbDataReader row, int column) => Postgres ? row.GetDateTime(column) : ModelConventions.FromMicros(row.GetInt64(column));

    static string? TextAt(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
