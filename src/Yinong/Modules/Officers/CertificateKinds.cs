namespace Yinong.Modules.Officers;

/// <summary>The kinds of certificate.</summary>
public static class CertificateKinds
{
    /// <summary>上岗证: the right to serve.</summary>
    public const string Duty = "duty";

    /// <summary>合格证: passed a training.</summary>
    public const string Training = "training";
}

/// <summary>The outer spelling of the statuses.</summary>
public static class CertificateStatuses
{
    public static string Word(this CertificateStatus status) => status switch
    {
        CertificateStatus.Valid => "valid",
        CertificateStatus.NotYet => "not-yet",
        CertificateStatus.Expired => "expired",
        CertificateStatus.Suspended => "suspended",
        _ => "revoked",
    };
}
