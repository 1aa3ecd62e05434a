using Yinong.Modules.Officers;
using Yinong.Web.Kit;

namespace Yinong.Web;

/// <summary>How the status of a certificate looks everywhere.</summary>
public static class CertificateLook
{
    public static Tone Tone(this CertificateStatus status) => status switch
    {
        CertificateStatus.Valid => Kit.Tone.Ok,
        CertificateStatus.NotYet => Kit.Tone.Info,
        CertificateStatus.Expired or CertificateStatus.Suspended => Kit.Tone.Warn,
        _ => Kit.Tone.Bad,
    };
}
