namespace Yinong.Modules.Identity;

/// <summary>
/// Every right there is. The codes are also the OAuth scopes of API clients. Which role holds which is data (roles.json, docs/permissions.md);
/// how far a right reaches is the division of the post.
/// </summary>
public static class Permission
{
    /// <summary>One's own password, second factor and sessions; everybody who has signed in holds it, no role needs to name it.</summary>
    public const string AccountSelf = "account:self";

    public const string StatisticsRead = "statistics:read";
    public const string StationsRead = "stations:read";

    /// <summary>Apply for stations, edit what is not yet filed.</summary>
    public const string StationsApply = "stations:apply";

    /// <summary>The county's steps: plan, visit, approve, accept.</summary>
    public const string StationsReview = "stations:review";

    /// <summary>The city's confirmation.</summary>
    public const string StationsConfirm = "stations:confirm";

    /// <summary>The province's filing, which gives the number.</summary>
    public const string StationsFile = "stations:file";

    /// <summary>Construction and opening, by the operator.</summary>
    public const string StationsBuild = "stations:build";

    /// <summary>Warn, order rectification, suspend, close.</summary>
    public const string StationsSupervise = "stations:supervise";

    /// <summary>Issue the signed marks of plaques and signs.</summary>
    public const string PlaquesIssue = "plaques:issue";

    public const string OfficersRead = "officers:read";
    public const string OfficersWrite = "officers:write";

    /// <summary>Send an application in for somebody; the operator's part in choosing an officer.</summary>
    public const string OfficersPropose = "officers:propose";

    /// <summary>Set the rule of a province for choosing and keeping officers.</summary>
    public const string OfficersRule = "officers:rule";

    /// <summary>Decide on an appeal against a dismissal.</summary>
    public const string OfficersAppeal = "officers:appeal";

    public const string CertificatesIssue = "certificates:issue";

    /// <summary>Write and approve questions and courses, make and close examinations.</summary>
    public const string TrainingWrite = "training:write";

    /// <summary>Mark the short answers of papers.</summary>
    public const string TrainingMark = "training:mark";

    /// <summary>Hold classes and keep their rolls.</summary>
    public const string TrainingTeach = "training:teach";

    /// <summary>See a phone number or a full name unmasked; every look is audited with a reason.</summary>
    public const string PersonalRead = "personal:read";

    public const string CatalogueWrite = "catalogue:write";

    /// <summary>The officer's own desk.</summary>
    public const string DeskUse = "desk:use";

    public const string ServiceRecordsRead = "service-records:read";
    public const string ServiceRecordsWrite = "service-records:write";
    public const string ProgrammeRead = "programme:read";

    /// <summary>Set own targets (self-run provinces) and break targets down.</summary>
    public const string ProgrammeWrite = "programme:write";

    public const string DivisionsImport = "divisions:import";
    public const string AccountsRead = "accounts:read";

    /// <summary>Create accounts and grant posts; only what one holds oneself, only inside one's own reach.</summary>
    public const string AccountsGrant = "accounts:grant";

    /// <summary>Rotate and revoke the keys that sign marks; for the whole nation only.</summary>
    public const string MarkKeysManage = "mark-keys:manage";

    public const string ClientsManage = "clients:manage";
    public const string AuditRead = "audit:read";
}
