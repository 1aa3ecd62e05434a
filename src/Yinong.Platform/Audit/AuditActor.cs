namespace Yinong.Platform.Audit;

/// <summary>Who acts in this request or command; filled by the web middleware or by the command.</summary>
public sealed class AuditActor
{
    public string Actor { get; set; } = "system";

    public string? Post { get; set; }

    public string? Origin { get; set; }
}
