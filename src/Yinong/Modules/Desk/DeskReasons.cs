namespace Yinong.Modules.Desk;

/// <summary>Reasons of corrections that nobody typed; pages put them into words.</summary>
public static class DeskReasons
{
    /// <summary>Taken back within the undo window (<see cref="RecordCorrections.UndoAsync"/>).</summary>
    public const string Undone = "undo";

    /// <summary>Taken back on the phone within the undo window, while the record or the news of it was still on its way.</summary>
    public const string UndoneOffline = "undo-offline";
}
