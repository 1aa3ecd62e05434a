using Yinong.Web;

namespace Yinong.Modules.Marks;

/// <summary>A public key of the marks.</summary>
/// <param name="Code">Stands in the marks that it signed.</param>
/// <param name="Algorithm">p256, ed25519 or sm2.</param>
/// <param name="PublicKey">SubjectPublicKeyInfo in base64: the lines between BEGIN and END of a PEM file.</param>
/// <param name="From">UTC instant from which it signs.</param>
/// <param name="To">UTC instant from which it signs no more; null: it signs today.</param>
/// <param name="RevokedFrom">Marks issued on this day or later are forged; null: it was never in wrong hands.</param>
public sealed record MarkKeyAnswer(string Code, string Algorithm, string PublicKey, DateTime From, DateTime? To, DateOnly? RevokedFrom);

static class MarksApi
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/api/v1/mark-keys", KeysAsync).WithTags("marks").AllowAnonymous().Produces<MarkKeyAnswer[]>().Produces(304)
            .WithSummary("The public keys that verify the marks of plaques and certificates, the newest first; for anybody.");

    static async Task KeysAsync(HttpContext context, MarkKeyring keys) => await TaggedAnswer.JsonAsync(context, (await keys.AllAsync(context.RequestAborted)).Select(Answer).ToArray());

    public static MarkKeyAnswer Answer(MarkKey key) => new(key.Code, key.Algorithm, key.PublicKey, key.CreatedAt, key.RetiredAt ?? key.RevokedAt, key.RevokedFrom);
}
