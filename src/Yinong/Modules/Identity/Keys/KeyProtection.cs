using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;
using Yinong.Database;
using Yinong.Web;

namespace Yinong.Modules.Identity.Keys;

/// <summary>
/// The one secret of an installation that is a file: <c>keys/data-protection.pem</c> under <c>YINONG_DATA</c>, readable by its owner only, made at
/// the first start. It encrypts the data-protection keys in the database, and these encrypt everything else (cookies, keys of the authorization
/// server, second factors). Several web nodes share one file: copy it.
/// </summary>
static class KeyProtection
{
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static void Services(IServiceCollection services, YinongSettings settings)
    {
        var certificate = LoadOrMake(Path.Combine(settings.DataFolder, "keys", "data-protection.pem"));
        services.AddDataProtection().SetApplicationName("yinong").PersistKeysToDbContext<AppDb>().ProtectKeysWithCertificate(certificate);
    }

    static X509Certificate2 LoadOrMake(string file)
    {
        if (!File.Exists(file)) Make(file);
        return X509Certificate2.CreateFromPemFile(file);
    }

    static void Make(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        using var key = RSA.Create(3072);
        var request = new CertificateRequest("CN=Yinong data protection", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(9999, 12, 31, 0, 0, 0, TimeSpan.Zero));
        // Written aside and moved, so that two processes starting together end with the same file.
        var aside = $"{file}.{Environment.ProcessId}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        using (var writer = new StreamWriter(aside, options))
        {
            writer.WriteLine(certificate.ExportCertificatePem());
            writer.WriteLine(key.ExportPkcs8PrivateKeyPem());
        }
        try
        {
            File.Move(aside, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(aside);
        }
    }
}
