using System.Globalization;
using Yinong.Database;
using Yinong.Platform.Audit;

namespace Yinong.Modules.Desk;

/// <summary>The audit entry of a group of records: how many, when recorded, and their fingerprint (<see cref="RecordDigest"/>).</summary>
public static class RecordAudit
{
    public const string Action = "service-records.written";

    /// <param name="actor">Who sent them.</param>
    /// <param name="post">The sender's post.</param>
    /// <param name="origin">The sender's address.</param>
    /// <param name="at">Real time, UTC.</param>
    /// <param name="recordedAt">The instant that the records of the group carry.</param>
    /// <param name="digest">Their fingerprint.</param>
    public static AuditEntry Entry(string actor, string? post, string? origin, DateTime at, DateTime recordedAt, RecordDigest digest) => new()
    {
        At = at,
        Action = Action,
        Actor = actor,
        Post = post,
        Origin = origin,
        Subject = string.Create(CultureInfo.InvariantCulture, $"service-records:{ModelConventions.Micros(recordedAt)}"),
        Details = string.Create(CultureInfo.InvariantCulture, $$"""{"count":{{digest.Count}},"sum":"{{digest}}"}"""),
    };
}
