using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;
using OpenIddict.Validation;
using Yinong.Database;
using Yinong.Platform.Jobs;

namespace Yinong.Modules.Identity.OAuth;

/// <summary>A key of the authorization server, as it stands in the database: encrypted with the data-protection keys.</summary>
public sealed class OAuthKey
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary><c>sign</c> (ECDSA P-256) or <c>encrypt</c> (AES-256).</summary>
    public required string Purpose { get; init; }

    public required string Material { get; init; }

    public DateTime CreatedAt { get; init; }

    /// <summary>After this nothing it made is taken any more.</summary>
    public DateTime RetiresAt { get; init; }
}

/// <summary>
/// The keys of the authorization server: shared by all processes over the database, made on first use, a new pair each quarter. A new pair is
/// known everywhere before it is used, and an old one is taken long after the last token made with it has expired.
/// </summary>
public sealed class OAuthKeys : IConfigureOptions<OpenIddictServerOptions>
{
    const string Topic = "oauth-keys", Sign = "sign", Encrypt = "encrypt";

    static readonly TimeSpan Rotation = TimeSpan.FromDays(90), Life = TimeSpan.FromDays(270), Publication = TimeSpan.FromMinutes(5);

    readonly IServiceScopeFactory _scopes;
    readonly TimeProvider _time;
    readonly IDataProtector _protector;
    readonly Lock _making = new();
    readonly ReloadSignal _server = new(), _validation = new();
    DateTime _readAt;

    public OAuthKeys(IServiceScopeFactory scopes, IDataProtectionProvider protection, ChangeFeed changes, TimeProvider time)
    {
        (_scopes, _time) = (scopes, time);
        _protector = protection.CreateProtector("Yinong.Identity.OAuthKeys.v1");
        changes.On(Topic, _ => ReadAnew());
    }

    /// <summary>For the options of the authorization server.</summary>
    internal IOptionsChangeTokenSource<OpenIddictServerOptions> OfServer => new Source<OpenIddictServerOptions>(_server);

    /// <summary>For the options of the check of its tokens.</summary>
    internal IOptionsChangeTokenSource<OpenIddictValidationOptions> OfValidation => new Source<OpenIddictValidationOptions>(_validation);

    public void Configure(OpenIddictServerOptions options)
    {
        _readAt = Now; // before they are read: what is read a moment later is not older than this
        var keys = Load();
        if (keys.Count == 0)
        {
            Make();
            keys = Load();
        }
        foreach (var key in keys)
        {
            var material = _protector.Unprotect(Convert.FromBase64String(key.Material));
            if (key.Purpose == Encrypt)
            {
                options.EncryptionCredentials.Add(new(new SymmetricSecurityKey(material) { KeyId = key.Id.ToString("N") },
                    SecurityAlgorithms.Aes256KW, SecurityAlgorithms.Aes256CbcHmacSha512));
                continue;
            }
            var ecdsa = ECDsa.Create();
            ecdsa.ImportPkcs8PrivateKey(material, out _);
            options.SigningCredentials.Add(new(new ECDsaSecurityKey(ecdsa) { KeyId = key.Id.ToString("N") }, SecurityAlgorithms.EcdsaSha256));
        }
    }

    /// <summary>Makes a new pair when the newest is a quarter old, and takes a made one into use once every process knows it. Called by the upkeep.</summary>
    public void Rotate()
    {
        lock (_making)
        {
            var keys = Load();
            if (keys.Count == 0 || keys.Max(k => k.CreatedAt) < Now - Rotation) Make();
            else if (_readAt < keys[0].CreatedAt + Publication) ReadAnew();
        }
    }

    // The validation copies the keys of the server's options, so it has to come second: the other way round it would refuse what the new key signs.
    // Not on the thread that tells: whoever hears of it makes the options anew, and may fail at it.
    void ReadAnew() => _ = Task.Run(() =>
    {
        try
        {
            _server.Give();
        }
        finally
        {
            _validation.Give();
        }
    });

    DateTime Now => _time.GetUtcNow().UtcDateTime;

    // The first of each purpose is the one in use: the newest that every process has had time to hear of.
    List<OAuthKey> Load()
    {
        using var scope = _scopes.CreateScope();
        var now = Now;
        var keys = scope.ServiceProvider.GetRequiredService<AppDb>().OAuthKeys.AsNoTracking().Where(k => k.RetiresAt > now).ToList();
        return [.. keys.OrderBy(k => k.CreatedAt > now - Publication).ThenByDescending(k => k.CreatedAt)];
    }

    void Make()
    {
        using var scope = _scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        db.AddRange(New(Sign, ecdsa.ExportPkcs8PrivateKey()), New(Encrypt, RandomNumberGenerator.GetBytes(32)));
        // Told by the table only, to this process too: the first key of an installation is made while the options that need it are.
        db.Add(new Change { Topic = Topic, Key = "all", At = Now });
        db.SaveChanges();
    }

    OAuthKey New(string purpose, byte[] material) => new()
    {
        Purpose = purpose,
        Material = Convert.ToBase64String(_protector.Protect(material)),
        CreatedAt = Now,
        RetiresAt = Now + Life,
    };

    /// <summary>Tells options that they have to be made anew.</summary>
    sealed class ReloadSignal
    {
        CancellationTokenSource _next = new();

        public IChangeToken Token => new CancellationChangeToken(Volatile.Read(ref _next).Token);

        public void Give() => Interlocked.Exchange(ref _next, new()).Cancel();
    }

    sealed class Source<T>(ReloadSignal signal) : IOptionsChangeTokenSource<T>
    {
        public string Name => Options.DefaultName;

        public IChangeToken GetChangeToken() => signal.Token;
    }
}
