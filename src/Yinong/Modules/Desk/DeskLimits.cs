namespace Yinong.Modules.Desk;

/// <summary>
/// What a record may say at most; from appsettings section <c>Desk</c>, so that a province can set its own. Defaults are [design]: wide enough for
/// every real service, narrow enough that 亿 for 万 is noticed (domain P6).
/// </summary>
public sealed class DeskLimits
{
    /// <summary>Records in one call (contract).</summary>
    public int MostInCall { get; set; } = 5000;

    /// <summary>Bytes of one call.</summary>
    public int MostBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>Headcount of a group event.</summary>
    public int MostInGroup { get; set; } = 10_000;

    /// <summary>Person-times of a record that is not a group event.</summary>
    public int MostPersons { get; set; } = 100;

    /// <summary>Money of one service, fen (1,000,000 yuan).</summary>
    public long MostFen { get; set; } = 100_000_000;

    /// <summary>No station served before the pilot began (domain §2, F20).</summary>
    public DateOnly Earliest { get; set; } = new(2014, 1, 1);

    /// <summary>How far a device's clock may run ahead, minutes.</summary>
    public int ClockAheadMinutes { get; set; } = 5;

    /// <summary>How long an officer may take a record back without a reason, minutes.</summary>
    public int UndoMinutes { get; set; } = 5;

    /// <summary>How many days before a certificate or a posting ends the officer is told.</summary>
    public int NoticeDays { get; set; } = 60;

    /// <summary>Over how many days back an officer's own use decides the order of items.</summary>
    public int OwnUseDays { get; set; } = 90;

    /// <summary>Rows of one export; a spreadsheet takes 1,048,576.</summary>
    public int MostExported { get; set; } = 1_000_000;

    public int MostText { get; set; } = 80;

    public int MostReference { get; set; } = 120;

    public int MostNote { get; set; } = 500;
}
