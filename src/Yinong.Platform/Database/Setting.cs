namespace Yinong.Platform.Database;

/// <summary>A small fact of the installation, e.g. the hash of the set-up link.</summary>
public sealed class Setting
{
    public required string Name { get; init; }

    public required string Value { get; set; }
}
