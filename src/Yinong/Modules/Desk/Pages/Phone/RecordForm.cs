using Yinong.Modules.Catalogue;

namespace Yinong.Modules.Desk.Pages.Phone;

/// <summary>What the fields of a record need to be drawn; the same for a new one and for a correction.</summary>
/// <param name="Input">What has been filled in.</param>
/// <param name="Items">What can be chosen, in this order.</param>
/// <param name="Stations">At which stations, when there are several.</param>
/// <param name="Now">By the programme clock, UTC.</param>
/// <param name="Limits">What may be said at most.</param>
/// <param name="Open">Whether the fields that may stay empty are shown at once.</param>
/// <param name="AllKinds">The items are of all kinds and come as a list to choose from, not as tiles.</param>
public sealed record RecordForm(RecordInput Input, IReadOnlyList<DeskItem> Items, IReadOnlyList<DeskStation> Stations, DateTime Now, DeskLimits Limits, bool Open, bool AllKinds = false)
{
    /// <summary>Buying, selling and paying have a provider and an order number.</summary>
    public bool HasProvider => Items.Any(i => i.Kind is ServiceKind.Convenience or ServiceKind.Commerce);
}
