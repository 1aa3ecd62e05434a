using System.Text.RegularExpressions;

namespace Yinong.Browser;

/// <summary>For whom a page is made: decides the widths it is walked at and how large a target must be on a phone.</summary>
public enum Side
{
    /// <summary>Farmers: phone first, targets of 48 px.</summary>
    Public,

    /// <summary>The officer's phone: the same, and only on a phone.</summary>
    Phone,

    /// <summary>The back office: wide first, targets of 24 px, still whole on a phone.</summary>
    Desk,
}

/// <summary>A page of the product that is walked.</summary>
/// <param name="Name">Of its pictures in artifacts/shots.</param>
/// <param name="Path">Address; names in braces stand for the numbers of the walk (<c>WalkedLives</c>).</param>
/// <param name="Side">For whom it is made.</param>
/// <param name="Account">Name of the demonstration account that looks; null: anybody.</param>
/// <param name="Status">The answer, when it is not 200.</param>
/// <param name="Island">Shows what only the phone itself knows, so it says something else without script.</param>
/// <param name="Sends">The form that is sent as it stands, empty or wrong: the page is walked as it comes back.</param>
/// <param name="Again">A further state of a page that is walked whole already: looked at where it is narrowest, and not once more without script.</param>
/// <param name="Prints">It is also looked at as it goes to the printer.</param>
public sealed record PageToWalk(string Name, string Path, Side Side, string? Account = null, int Status = 200, bool Island = false, string? Sends = null, bool Again = false, bool Prints = false)
{
    /// <summary>Whether it is walked at both widths and without script.</summary>
    public bool Whole => !Again && Sends is null;

    public override string ToString() => Name;
}

/// <summary>Every page that people see, with the states in which it looks different. A new page gets its line here; the walk does the rest.</summary>
public static partial class Pages
{
    const string Form = "main form[method=post]";

    static readonly string Wanted = Environment.GetEnvironmentVariable("YINONG_WALK") ?? "";

    /// <summary>All of them; while you work on some, those whose names match <c>YINONG_WALK</c>, e.g. <c>YINONG_WALK='^station'</c>.</summary>
    public static IReadOnlyList<PageToWalk> All { get; } =
        [.. new[] { Open, Entry, Cockpits, Programme, Stations, Moves, Officers, Training, Learning, Records, Keeping, Phone, Refused }.SelectMany(pages => pages).Where(page => Regex.IsMatch(page.Name, Wanted))];

    /// <summary>For anybody.</summary>
    static IEnumerable<PageToWalk> Open =>
    [
        new("home", "/", Side.Public),
        new("find", "/find", Side.Public),
        new("find-province", "/find?in=37", Side.Public),
        new("find-county", "/find?in=370102", Side.Public, Again: true),
        new("find-name", "/find?q=姚家", Side.Public),
        new("find-nothing", "/find?q=不存在的村", Side.Public, Again: true),
        new("progress", "/progress", Side.Public, Prints: true),
        new("progress-province", "/progress?in=37", Side.Public),
        new("docs", "/docs", Side.Public),
        new("docs-problems", "/docs/problems", Side.Public),
        new("openness", "/about/openness", Side.Public),
        new("accessibility", "/about/accessibility", Side.Public),
        new("privacy", "/about/privacy", Side.Public),
        new("station-public", "/s/{station}", Side.Public, Prints: true),
        new("station-public-rectifying", "/s/{rectifying}", Side.Public, Again: true),
        new("station-public-suspended", "/s/{suspended}", Side.Public, Again: true),
        new("station-public-exited", "/s/{exited}", Side.Public, Again: true),
        new("station-public-merged", "/s/{merged}", Side.Public, Again: true),
        new("station-public-uncertified", "/s/{uncertified-station}", Side.Public, Again: true),
        new("station-slip", "/s/370102011201B019", Side.Public, Status: 404),
        new("report-send", "/s/{station}/report", Side.Public),
        new("report-send-errors", "/s/{station}/report", Side.Public, Sends: Form),
        new("report-receipt", "/s/{station}/reports/WALKED2222", Side.Public),
        new("report-receipt-answered", "/s/{station}/reports/WALKED3333", Side.Public, Again: true),
        new("apply", "/apply", Side.Public),
        new("apply-errors", "/apply", Side.Public, Sends: Form),
        new("apply-receipt", "/apply/WALKED4444", Side.Public),
        new("publicity", "/publicity", Side.Public),
        new("publicity-nobody", "/publicity?in=4419", Side.Public, Again: true),
        new("publicity-one", "/publicity/{publicized}", Side.Public),
        new("publicity-one-errors", "/publicity/{publicized}", Side.Public, Sends: Form),
        new("publicity-receipt", "/publicity/objections/WALKED5555", Side.Public),
        new("plaque", "/s/{station}/plaque", Side.Public, Prints: true),
        new("plaque-marked", "/s/{station}?m={mark}", Side.Public, Prints: true),
        new("plaque-forged", "/s/{station}?m=abc", Side.Public, Again: true),
        new("verify", "/verify", Side.Public),
        new("verify-genuine", "/verify?m={mark}", Side.Public, Again: true),
        new("verify-superseded", "/verify?m={old-mark}", Side.Public, Again: true),
        new("verify-forged", "/verify?m=abc", Side.Public, Again: true),
        new("certificate-suspended", "/c/{resting}", Side.Public, Again: true),
        new("certificate-ask", "/c", Side.Public),
        new("certificate", "/c/{certificate}", Side.Public, Prints: true),
        new("certificate-expired", "/c/{expired}", Side.Public, Again: true),
        new("certificate-revoked", "/c/{revoked}", Side.Public, Again: true),
        new("certificate-wrong", "/c/XXY-37-2018-999999-W", Side.Public, Status: 404, Again: true),
        new("divisions-open", "/divisions", Side.Public),
        new("divisions-open-town", "/divisions?division=370102011", Side.Public),
        new("divisions-open-village", "/divisions?division=370102011201", Side.Public, Again: true),
        new("divisions-open-search", "/divisions?search=姚家", Side.Public),
        new("divisions-open-nothing", "/divisions?search=不存在的地方", Side.Public, Again: true),
    ];

    /// <summary>The way in, and the own account.</summary>
    static IEnumerable<PageToWalk> Entry =>
    [
        new("sign-in", "/sign-in", Side.Public),
        new("sign-in-totp", "/sign-in/totp", Side.Public, "two-factor"),
        new("sign-in-recovery", "/sign-in/totp?recovery=true", Side.Public, "two-factor", Again: true),
        new("sign-out", "/sign-out", Side.Public, "ministry"),
        new("setup", "/setup?token={setup}", Side.Public),
        new("setup-errors", "/setup?token={setup}", Side.Public, Sends: Form),
        new("setup-spent", "/setup?token=spent", Side.Public, Status: 404, Again: true),
        new("account", "/account", Side.Desk, "ministry"),
        new("account-password", "/account/password", Side.Desk, "ministry"),
        new("account-password-errors", "/account/password", Side.Desk, "ministry", Sends: Form),
        new("account-two-factor", "/account/two-factor", Side.Desk, "ministry"),
        new("account-passkeys", "/account/passkeys", Side.Desk, "ministry"),
    ];

    /// <summary>The same page at every level, and the services behind it.</summary>
    static IEnumerable<PageToWalk> Cockpits =>
    [
        new("cockpit", "/cockpit", Side.Desk, "ministry", Prints: true),
        new("cockpit-cohort", "/cockpit?cohort=C", Side.Desk, "ministry", Again: true),
        new("cockpit-province", "/cockpit", Side.Desk, "province-37"),
        new("cockpit-city", "/cockpit", Side.Desk, "city-3701", Again: true),
        new("cockpit-county", "/cockpit", Side.Desk, "county-370102"),
        new("cockpit-town", "/cockpit", Side.Desk, "town-370102011"),
        new("cockpit-village", "/cockpit?division=370102011201", Side.Desk, "county-370102"),
        new("cockpit-village-without", "/cockpit?division=370102011202", Side.Desk, "county-370102", Again: true),
        new("tasks", "/tasks", Side.Desk, "county-370102"),
        new("tasks-nothing", "/tasks", Side.Desk, "ministry"),
        new("services", "/services", Side.Desk, "ministry"),
        new("services-county", "/services?from=2018-01-01&to=2018-10-31", Side.Desk, "county-370102", Prints: true),
        new("services-nothing", "/services?from=2018-05-01&to=2018-05-31", Side.Desk, "county-370102", Again: true),
    ];

    static IEnumerable<PageToWalk> Programme =>
    [
        new("targets", "/programme", Side.Desk, "ministry", Prints: true),
        new("targets-province", "/programme?division=37", Side.Desk, "province-37"),
        new("targets-city", "/programme?division=3701", Side.Desk, "province-37", Again: true),
        new("target-set", "/programme/target?division=37", Side.Desk, "province-37"),
        new("target-set-errors", "/programme/target?division=37", Side.Desk, "province-37", Sends: Form),
        new("target-break-down", "/programme/break-down?division=37", Side.Desk, "province-37"),
        new("target-break-down-errors", "/programme/break-down?division=37", Side.Desk, "province-37", Sends: Form),
        new("blind-spots", "/programme/blind-spots?division=37", Side.Desk, "province-37"),
        new("rosters", "/programme/rosters", Side.Desk, "ministry"),
    ];

    static IEnumerable<PageToWalk> Stations =>
    [
        new("stations", "/stations", Side.Desk, "county-370102", Prints: true),
        new("stations-nation", "/stations", Side.Desk, "ministry", Again: true),
        new("stations-nothing", "/stations?view=poor&q=无此站", Side.Desk, "county-370102"),
        new("station", "/stations/{station}", Side.Desk, "county-370102", Prints: true),
        new("station-planned", "/stations/{planned}", Side.Desk, "county-370102"),
        new("station-rectifying", "/stations/{rectifying}", Side.Desk, "county-370102"),
        new("station-overdue", "/stations/{overdue}", Side.Desk, "county-370102", Again: true),
        new("station-suspended", "/stations/{suspended}", Side.Desk, "county-370102", Again: true),
        new("station-merged", "/stations/{merged}", Side.Desk, "county-370102"),
        new("station-exited", "/stations/{exited}", Side.Desk, "auditor", Again: true),
        new("rechecks", "/rechecks", Side.Desk, "province-37"),
        new("recheck-errors", "/rechecks/{recheck}", Side.Desk, "province-37", Sends: "main form[method=post]"),
        new("rechecks-nothing", "/rechecks?before=1", Side.Desk, "county-370102", Again: true),
        new("recheck", "/rechecks/{recheck}", Side.Desk, "province-37"),
        new("reports", "/reports", Side.Desk, "county-370102"),
        new("reports-answered", "/reports?state=answered", Side.Desk, "county-370102", Again: true),
        new("reports-nothing", "/reports?state=answered&after=20181113-1", Side.Desk, "county-370102", Again: true),
        new("report", "/reports/{report}", Side.Desk, "county-370102"),
        new("report-errors", "/reports/{report}", Side.Desk, "county-370102", Sends: Form),
        new("report-answered", "/reports/{report-answered}", Side.Desk, "county-370102", Again: true),
        new("station-edit", "/stations/{station}/edit", Side.Desk, "county-370102"),
        new("station-order", "/stations/{station}/move/rectifying", Side.Desk, "county-370102"),
        new("station-order-errors", "/stations/{station}/move/rectifying", Side.Desk, "county-370102", Sends: Form),
        new("station-restore", "/stations/{rectifying}/move/operating", Side.Desk, "county-370102", Again: true),
        new("station-exit-too-early", "/stations/{suspended}/move/exited", Side.Desk, "county-370102", Status: 409, Again: true),
        new("station-new", "/stations/new", Side.Desk, "county-370102"),
        new("station-new-errors", "/stations/new", Side.Desk, "county-370102", Sends: Form),
        new("stations-lost", "/stations?view=lost-criteria", Side.Desk, "county-370102", Again: true),
        new("station-inspected", "/stations/{inspected}", Side.Desk, "county-370102", Prints: true),
        new("acceptance", "/stations/{building}/acceptance", Side.Desk, "county-370102"),
        new("acceptance-second", "/stations/{filled}/acceptance", Side.Desk, "county-370102"),
        new("acceptance-done", "/stations/{inspected}/acceptance", Side.Desk, "county-370102", Prints: true),
        new("acceptance-never", "/stations/{suspended}/acceptance", Side.Desk, "auditor", Again: true),
        new("acceptance-photos", "/stations/{building}/acceptance/place-photo", Side.Desk, "county-370102"),
        new("acceptance-photos-errors", "/stations/{building}/acceptance/place-photo", Side.Desk, "county-370102", Sends: Form),
        new("acceptance-documents", "/stations/{building}/acceptance/upkeep-contract", Side.Desk, "county-370102", Again: true),
        new("acceptance-none-yet", "/stations/{building}/move/accepted", Side.Desk, "county-370102", Status: 409, Again: true),
        new("checklist", "/stations/checklist", Side.Desk, "county-370102", Prints: true),
        new("checklist-nation", "/stations/checklist", Side.Desk, "ministry", Again: true),
        new("checklist-edit", "/stations/checklist/edit?division=37", Side.Desk, "province-37"),
        new("checklist-edit-errors", "/stations/checklist/edit?division=37", Side.Desk, "province-37", Sends: Form),
        new("import", "/stations/import", Side.Desk, "county-370102"),
        new("import-errors", "/stations/import", Side.Desk, "county-370102", Sends: "main form[enctype]"),
        new("import-mapping", "/stations/import/{import-mapping}", Side.Desk, "county-370102"),
        new("import-checked", "/stations/import/{import-checked}", Side.Desk, "county-370102", Prints: true),
        new("import-written", "/stations/import/{import-written}", Side.Desk, "county-370102"),
        new("import-row", "/stations/import/{import-checked}/rows/3", Side.Desk, "county-370102"),
        new("import-columns", "/stations/import/{import-checked}?columns=true", Side.Desk, "county-370102", Again: true),
        new("import-again", "/stations/import/{import-checked}?again=true", Side.Desk, "county-370102", Again: true),
    ];

    static IEnumerable<PageToWalk> Officers =>
    [
        new("officers", "/officers", Side.Desk, "county-370102"),
        new("applications", "/officers/applications", Side.Desk, "county-370102"),
        new("applications-nothing", "/officers/applications?view=closed", Side.Desk, "county-370102", Again: true),
        new("application", "/officers/applications/{application}", Side.Desk, "county-370102"),
        new("application-errors", "/officers/applications/{publicized}", Side.Desk, "county-370102", Sends: "main form[action*='Step']"),
        new("application-objection", "/officers/applications/{publicized}", Side.Desk, "county-370102", Again: true),
        new("application-new", "/officers/applications/new", Side.Desk, "county-370102"),
        new("application-new-errors", "/officers/applications/new", Side.Desk, "county-370102", Sends: Form),
        new("officer-rules", "/officers/rules", Side.Desk, "county-370102"),
        new("officer-rules-edit", "/officers/rules/edit?division=37", Side.Desk, "province-37"),
        new("officer-rules-edit-errors", "/officers/rules/edit?division=37", Side.Desk, "province-37", Sends: Form),
        new("officer-standing", "/officers/{officer}/standing", Side.Desk, "county-370102"),
        new("officer-standing-leaving", "/officers/{leaving}/standing", Side.Desk, "county-370102", Again: true),
        new("officer-suspend", "/officers/{officer}/move/suspend", Side.Desk, "county-370102"),
        new("officer-suspend-errors", "/officers/{officer}/move/suspend", Side.Desk, "county-370102", Sends: Form),
        new("officer-leave", "/officers/{officer}/leave", Side.Desk, "county-370102"),
        new("officer-renew", "/officers/{leaving}/postings/{ending}/renew", Side.Desk, "county-370102"),
        new("officer-resignation", "/officers/{resigning}/resignation", Side.Desk, "county-370102"),
        new("officer-hand-over", "/officers/handovers/{hand-over}", Side.Desk, "county-370102"),
        new("officer-assessments", "/officers/assessments", Side.Desk, "county-370102"),
        new("officer-assessment", "/officers/{officer}/assessments/2018", Side.Desk, "county-370102"),
        new("officers-term-ending", "/officers?view=term-ending", Side.Desk, "county-370102", Again: true),
        new("officers-uncertified", "/officers?view=uncertified", Side.Desk, "county-370102", Again: true),
        new("officers-nobody", "/officers?view=reserve&q=无此人", Side.Desk, "county-370102"),
        new("officer", "/officers/{officer}", Side.Desk, "county-370102", Prints: true),
        new("officer-uncertified", "/officers/{uncertified}", Side.Desk, "county-370102", Again: true),
        new("officer-read", "/officers/{officer}", Side.Desk, "auditor", Again: true),
        new("officer-reveal-errors", "/officers/{officer}", Side.Desk, "county-370102", Sends: Form),
        new("officer-new", "/officers/new", Side.Desk, "county-370102"),
        new("officer-new-errors", "/officers/new", Side.Desk, "county-370102", Sends: Form),
        new("officer-edit", "/officers/{officer}/edit", Side.Desk, "county-370102"),
        new("officer-post", "/officers/{officer}/post", Side.Desk, "county-370102"),
        new("officer-post-errors", "/officers/{officer}/post", Side.Desk, "county-370102", Sends: Form),
        new("officer-issue", "/officers/{officer}/certificates/new", Side.Desk, "county-370102"),
        new("officer-revoke", "/officers/{officer}/certificates/{certificate}/revoke", Side.Desk, "county-370102"),
        new("officer-revoke-errors", "/officers/{officer}/certificates/{certificate}/revoke", Side.Desk, "county-370102", Sends: Form),
        new("officer-resting", "/officers/{resting-officer}", Side.Desk, "county-370102", Again: true),
        new("officer-papers", "/officers/{officer}/certificates/{certificate}/papers", Side.Desk, "county-370102"),
        new("certificate-suspend", "/officers/{officer}/certificates/{certificate}/suspend", Side.Desk, "county-370102"),
        new("certificate-suspend-errors", "/officers/{officer}/certificates/{certificate}/suspend", Side.Desk, "county-370102", Sends: Form),
        new("officer-resume", "/officers/{resting-officer}/certificates/{resting}/resume", Side.Desk, "county-370102"),
        new("officer-resume-errors", "/officers/{resting-officer}/certificates/{resting}/resume", Side.Desk, "county-370102", Sends: Form),
        new("officer-end", "/officers/{officer}/postings/{posting}/end", Side.Desk, "county-370102"),
        new("officer-end-errors", "/officers/{officer}/postings/{posting}/end", Side.Desk, "county-370102", Sends: Form),
    ];

    static IEnumerable<PageToWalk> Training =>
    [
        new("training", "/training", Side.Desk, "county-370102"),
        new("training-read", "/training", Side.Desk, "auditor", Again: true),
        new("training-exam", "/training/exams/{exam}", Side.Desk, "county-370102"),
        new("training-exam-nobody", "/training/exams/{exam}?state=failed", Side.Desk, "county-370102", Again: true),
        new("training-exam-new", "/training/exams/new", Side.Desk, "county-370102"),
        new("training-exam-new-errors", "/training/exams/new", Side.Desk, "county-370102", Sends: Form),
        new("training-questions", "/training/questions", Side.Desk, "county-370102"),
        new("training-questions-nothing", "/training/questions?q=没有这样的题", Side.Desk, "county-370102", Again: true),
        new("training-import", "/training/questions/import", Side.Desk, "county-370102"),
        new("training-import-errors", "/training/questions/import", Side.Desk, "county-370102", Sends: Form),
        new("training-question", "/training/questions/{question}", Side.Desk, "county-370102"),
        new("training-question-retire-errors", "/training/questions/{question}", Side.Desk, "county-370102", Sends: "main form[action*=Retire]"),
        new("training-question-new", "/training/questions/new", Side.Desk, "county-370102"),
        new("training-question-new-errors", "/training/questions/new", Side.Desk, "county-370102", Sends: Form),
        new("training-question-edit", "/training/questions/{question}/edit", Side.Desk, "county-370102"),
        new("training-marking", "/training/marking", Side.Desk, "county-370102"),
        new("training-marking-paper", "/training/marking/{waiting-paper}", Side.Desk, "county-370102"),
        new("training-marking-paper-errors", "/training/marking/{waiting-paper}", Side.Desk, "county-370102", Sends: Form),
        new("exam-list", "/exams", Side.Phone, "officer-1"),
        new("exam-begin", "/exams/{open-exam}", Side.Phone, "officer-1"),
        new("exam-overview", "/exams/sitting/{running-paper}", Side.Phone, "officer-1"),
        new("exam-single", "/exams/sitting/{running-paper}/1", Side.Phone, "officer-1"),
        new("exam-multiple", "/exams/sitting/{running-paper}/2", Side.Phone, "officer-1", Again: true),
        new("exam-matching", "/exams/sitting/{running-paper}/4", Side.Phone, "officer-1", Again: true),
        new("exam-short", "/exams/sitting/{running-paper}/5", Side.Phone, "officer-1", Again: true),
        new("exam-passed", "/exams/sitting/{passed-paper}", Side.Phone, "officer-1"),
        new("exam-waiting", "/exams/sitting/{waiting-paper}", Side.Phone, "officer-1", Again: true),
    ];

    /// <summary>Courses, hours, classes and farmers' training.</summary>
    static IEnumerable<PageToWalk> Learning =>
    [
        new("courses", "/training/courses", Side.Desk, "county-370102"),
        new("course", "/training/courses/{course}", Side.Desk, "county-370102"),
        new("course-draft", "/training/courses/{course-draft}", Side.Desk, "county-370102", Again: true),
        new("course-edit", "/training/courses/edit", Side.Desk, "county-370102"),
        new("course-edit-errors", "/training/courses/edit", Side.Desk, "county-370102", Sends: Form),
        new("lesson-edit", "/training/courses/{course-draft}/lessons/{lesson}", Side.Desk, "county-370102"),
        new("lesson-edit-errors", "/training/courses/{course-draft}/lessons", Side.Desk, "county-370102", Sends: Form),
        new("hours", "/training/hours", Side.Desk, "province-37"),
        new("hours-errors", "/training/hours", Side.Desk, "province-37", Sends: Form),
        new("refreshers", "/training/refreshers", Side.Desk, "county-370102"),
        new("training-bodies", "/training/bodies", Side.Desk, "county-370102"),
        new("training-bodies-errors", "/training/bodies", Side.Desk, "county-370102", Sends: "main form[action='/training/bodies']"),
        new("training-classes", "/training/classes", Side.Desk, "county-370102"),
        new("training-class", "/training/classes/{class}", Side.Desk, "county-370102"),
        new("training-class-new", "/training/classes/new", Side.Desk, "county-370102"),
        new("training-class-new-errors", "/training/classes/new", Side.Desk, "county-370102", Sends: Form),
        new("training-unit", "/training/classes/{class}/units/1", Side.Desk, "county-370102"),
        new("training-unit-errors", "/training/classes/{class}/units/1", Side.Desk, "county-370102", Sends: Form),
        new("training-sheet", "/training/classes/{class}/sheet", Side.Desk, "county-370102", Prints: true),
        new("farmers", "/training/farmers", Side.Desk, "county-370102"),
        new("farmers-nothing", "/training/farmers?state=cancelled", Side.Desk, "county-370102", Again: true),
        new("farmers-one", "/training/farmers/{session}", Side.Desk, "county-370102"),
        new("learn", "/learn/K02", Side.Public),
        new("session", "/t/{session}", Side.Public),
        new("session-errors", "/t/{session}", Side.Public, Sends: Form),
        new("learning", "/desk/learn", Side.Phone, "officer-1"),
        new("learning-course", "/desk/learn/courses/{course}", Side.Phone, "officer-1"),
        new("learning-lesson", "/desk/learn/courses/{course}/1", Side.Phone, "officer-1"),
        new("learning-class", "/desk/learn/classes/{class}", Side.Phone, "officer-1"),
        new("sessions", "/desk/sessions", Side.Phone, "officer-1"),
        new("sessions-new", "/desk/sessions/new", Side.Phone, "officer-1"),
        new("sessions-new-errors", "/desk/sessions/new", Side.Phone, "officer-1", Sends: Form),
        new("sessions-one", "/desk/sessions/{session}", Side.Phone, "officer-1"),
    ];

    static IEnumerable<PageToWalk> Records =>
    [
        new("records", "/records", Side.Desk, "county-370102", Prints: true),
        new("records-station", "/records?station={station}", Side.Desk, "county-370102", Again: true),
        new("records-nothing", "/records?from=2018-01-01&to=2018-01-31", Side.Desk, "county-370102", Again: true),
        new("record", "/records/{record}", Side.Desk, "county-370102", Prints: true),
        new("record-withdrawn", "/records/{withdrawn}", Side.Desk, "county-370102", Again: true),
    ];

    /// <summary>What administrators keep.</summary>
    static IEnumerable<PageToWalk> Keeping =>
    [
        new("accounts", "/accounts", Side.Desk, "security"),
        new("accounts-new", "/accounts/new", Side.Desk, "security"),
        new("accounts-new-errors", "/accounts/new", Side.Desk, "security", Sends: Form),
        new("accounts-one", "/accounts/{account}", Side.Desk, "security"),
        new("accounts-one-errors", "/accounts/{account}", Side.Desk, "security", Sends: "main form[action*=Grant]"),
        new("clients", "/clients", Side.Desk, "system"),
        new("clients-errors", "/clients", Side.Desk, "system", Sends: Form),
        new("organisations", "/organisations", Side.Desk, "province-37"),
        new("organisations-errors", "/organisations", Side.Desk, "province-37", Sends: Form),
        new("catalogue", "/catalogue", Side.Desk, "ministry"),
        new("catalogue-item", "/catalogue/P-0101", Side.Desk, "ministry"),
        new("catalogue-red-line", "/catalogue/C-0901", Side.Desk, "ministry"),
        new("catalogue-new", "/catalogue/new", Side.Desk, "ministry"),
        new("catalogue-new-errors", "/catalogue/new", Side.Desk, "ministry", Sends: Form),
        new("divisions", "/divisions", Side.Desk, "system"),
        new("divisions-search", "/divisions?search=姚家", Side.Desk, "system", Again: true),
        new("divisions-review", "/divisions/review", Side.Desk, "system"),
        new("divisions-review-errors", "/divisions/review", Side.Desk, "system", Sends: Form),
        new("divisions-review-changes", "/divisions/review?id={review}", Side.Desk, "system"),
        new("divisions-review-faults", "/divisions/review?id={faulty}", Side.Desk, "system"),
        new("audit", "/audit", Side.Desk, "auditor", Prints: true),
        new("audit-one", "/audit?action=account.created&subject=account:{account}", Side.Desk, "auditor", Again: true),
        new("audit-nothing", "/audit?action=nothing.like.it", Side.Desk, "auditor", Again: true),
    ];

    /// <summary>The officer's phone.</summary>
    static IEnumerable<PageToWalk> Phone =>
    [
        new("officer-home", "/desk", Side.Phone, "officer-1"),
        new("officer-record", "/desk/record", Side.Phone, "officer-1"),
        new("officer-record-public", "/desk/record/public", Side.Phone, "officer-1"),
        new("officer-record-commerce", "/desk/record/commerce", Side.Phone, "officer-1", Again: true),
        new("officer-record-errors", "/desk/record/public", Side.Phone, "officer-1", Sends: Form),
        new("officer-records", "/desk/records", Side.Phone, "officer-1"),
        new("officer-records-nothing", "/desk/records?day=2018-05-01", Side.Phone, "officer-1", Again: true),
        new("officer-one-record", "/desk/records/{record}", Side.Phone, "officer-1"),
        new("officer-one-record-withdrawn", "/desk/records/{withdrawn}", Side.Phone, "officer-1", Again: true),
        new("officer-todo", "/desk/todo", Side.Phone, "officer-1"),
        new("officer-outbox", "/desk/outbox", Side.Phone, "officer-1", Island: true),
        new("officer-offline", "/desk/offline", Side.Phone, "officer-1"),
        new("officer-me", "/desk/me", Side.Phone, "officer-1"),
        new("officer-own-post", "/desk/post", Side.Phone, "officer-1"),
        new("officer-own-post-errors", "/desk/post", Side.Phone, "officer-1", Sends: "main form[action*='Leave']"),
    ];

    /// <summary>What the answer is when it is no.</summary>
    static IEnumerable<PageToWalk> Refused =>
    [
        new("not-found", "/no-such-page", Side.Public, Status: 404),
        new("not-found-desk", "/no-such-page", Side.Desk, "county-370102", Status: 404, Again: true),
        new("out-of-reach", "/cockpit?division=37", Side.Desk, "county-370102", Status: 404, Again: true),
        new("forbidden", "/accounts", Side.Desk, "officer-1", Status: 403),
        new("mistyped", "/cockpit?division=37x", Side.Desk, "ministry", Status: 400, Again: true),
        new("no-such-step", "/stations/{exited}/move/operating", Side.Desk, "county-370102", Status: 409, Again: true),
        new("ended", "/stations/{exited}/edit", Side.Desk, "county-370102", Status: 409, Again: true),
    ];
}
