using Yinong.Platform.Database;

namespace Yinong.Modules.Desk;

/// <summary>The columns of <c>service_records</c> for those who write many at once, and a record in their order.</summary>
static class RecordTable
{
    public const string Name = "service_records";

    public static string[] Columns { get; } =
    [
        "id", "station_id", "officer_id", "item_id", "item_version", "kind", "division", "person_times", "is_group", "channel", "served_at", "recorded_at",
        "amount_fen", "provider", "order_number", "confirmation", "confirmation_reference", "outcome", "note",
    ];

    public static void Add(BulkRows to, ServiceRecord record)
    {
        to.Add(record.Id);
        to.Add(record.StationId);
        to.Add(record.OfficerId);
        to.Add(record.ItemId);
        to.Add(record.ItemVersion);
        to.Add((short)record.Kind);
        to.Add(record.Division);
        to.Add(record.PersonTimes);
        to.Add(record.IsGroup);
        to.Add((short)record.Channel);
        to.Add(record.ServedAt);
        to.Add(record.RecordedAt);
        to.Add(record.AmountFen);
        to.Add(record.Provider);
        to.Add(record.OrderNumber);
        to.Add((short)record.Confirmation);
        to.Add(record.ConfirmationReference);
        to.Add((short)record.Outcome);
        to.Add(record.Note);
        to.EndRow();
    }
}
