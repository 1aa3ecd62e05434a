namespace Yinong.Modules.Officers.Personal;

/// <summary>A key for personal data, as it stands in the database: encrypted with the data-protection keys, shared by all processes over the database.</summary>
public sealed class PersonalKey
{
    /// <summary>Stands in everything that was encrypted with it.</summary>
    public int Id { get; set; }

    /// <summary><c>encrypt</c> or <c>index</c>. There is one of <c>index</c> for ever: with another one nobody would be found.</summary>
    public required string Purpose { get; set; }

    /// <summary>1, 2, 3 … within the purpose; the newest one encrypts, each opens what it closed.</summary>
    public short Edition { get; set; }

    public required string Algorithm { get; set; }

    public required string Material { get; set; }

    public DateTime CreatedAt { get; set; }
}
