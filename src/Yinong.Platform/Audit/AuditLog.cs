using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Yinong.Platform.Audit;

/// <summary>
/// Writes audit entries into the unit of work of the change itself, so that the change and its entry are saved together or not at all.
/// </summary>
public sealed class AuditLog(AuditActor actor, TimeProvider time)
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Adds an entry to <paramref name="db"/>; the caller saves.</summary>
    public void Record(DbContext db, string action, string subject, long division = 0, object? details = null, string? reason = null) =>
        db.Add(Entry(action, subject, division, details, reason));

    /// <summary>Makes the entry, for writers that save by plain SQL.</summary>
    public AuditEntry Entry(string action, string subject, long division = 0, object? details = null, string? reason = null) => new()
    {
        At = time.GetUtcNow().UtcDateTime,
        Action = action,
        Actor = actor.Actor,
        Post = actor.Post,
        Origin = actor.Origin,
        Subject = subject,
        Division = division,
        Reason = reason,
        Details = details is null ? null : JsonSerializer.Serialize(details, Json),
    };
}
