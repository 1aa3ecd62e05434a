namespace Yinong.Modules.Divisions;

/// <summary>
/// A row that belongs to a place. The reach filter of <c>AppDb</c> applies to every such entity: rows outside the viewer's range do not exist for him.
/// The value is copied when the row is written, so history survives mergers.
/// </summary>
public interface IInDivision
{
    /// <summary><see cref="DivisionCode.Value"/> of the place.</summary>
    long Division { get; }
}
