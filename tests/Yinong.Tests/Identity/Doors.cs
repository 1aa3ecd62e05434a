namespace Yinong.Tests.Identity;

/// <summary>What a way to change something is aimed at, and so what must stop it.</summary>
public enum Aim
{
    /// <summary>A row that the address names: out of reach it is not found.</summary>
    Row,

    /// <summary>A place that a field or the address names: out of reach it is refused.</summary>
    Place,

    /// <summary>Only what belongs to the one who is signed in: no address leads to somebody else's.</summary>
    Own,

    /// <summary>The whole installation: the permission alone decides.</summary>
    Whole,

    /// <summary>Anybody, before signing in.</summary>
    Open,
}

/// <summary>A way to change something, with a call that is right in everything but whose row it is.</summary>
/// <param name="Way">Route and handler, as the program has them.</param>
/// <param name="Aim">What it is aimed at.</param>
/// <param name="Table">Whose keys the address takes.</param>
/// <param name="Address">The address, with the parts in braces to be filled in from the row that is tried.</param>
/// <param name="Role">Who may, where the row lies.</param>
/// <param name="Fields">The form; a single field named <c>json</c> is the body.</param>
public sealed record Door(string Way, Aim Aim, string? Table = null, string? Address = null, string? Role = null, params (string Name, string Value)[] Fields)
{
    public override string ToString() => Way;
}

/// <summary>
/// Every way to change something in the whole program. The list is compared with the running program, so a handler that is not in it is a failed test:
/// whoever adds one says here what it is aimed at, and it is tried from its first day.
/// </summary>
public static class Doors
{
    const string Security = "security-administrator", County = "county-manager", Officer = "officer", Today = "2018-10-31";

    static readonly (string, string)[] Because = [("Act.Reason", "试一试能不能改")];

    static readonly Modules.Training.QuestionDraft Shipped = Modules.Training.QuestionFile.Shipped.Questions[0];

    static readonly (string, string)[] Question = [("Input.Topic", Shipped.Topic), ("Input.Kind", "Single"), ("Input.Difficulty", "1"), ("Input.Text", "试一试这道题{n}"), ("Input.Options", "*甲\n乙")];

    static readonly (string, string)[] Applicant =
    [
        ("Input.Place", "{place}"), ("Input.Name", "新申请人"), ("Input.Phone", "13800006127"), ("Input.Identity", "{identity}"), ("Input.Schooling", "junior"), ("Input.LivesInVillage", "true"), ("Input.HasConflict", "false"),
    ];

    public static IReadOnlyList<Door> All { get; } = [.. Accounts(), .. Registers(), .. Officers(), .. Training(), .. LearningDoors.All, .. HoldingDoors.All, .. Desk(), .. Rest(), .. Own()];

    static Door[] Accounts() =>
    [
        // Accounts, clients, organisations.
        new("/accounts/new", Aim.Place, null, "/accounts/new", Security, ("Input.UserName", "new-{n}"), ("Input.Name", "新来的"), ("Post.Role", "officer"), ("Post.Division", "{place}"), ("Post.Reason", "试一试")),
        new("/accounts/{id:int}?handler=Grant", Aim.Row, "accounts", "/accounts/{key}?handler=Grant", Security, ("Post.Role", "officer"), ("Post.Division", "{place}"), ("Post.Reason", "试一试")),
        new("/accounts/{id:int}?handler=Revoke", Aim.Row, "accounts", "/accounts/{key}?handler=Revoke&post={post}", Security, ("reason", "试一试")),
        new("/accounts/{id:int}?handler=Close", Aim.Row, "accounts", "/accounts/{key}?handler=Close", Security, Because),
        new("/accounts/{id:int}?handler=Open", Aim.Row, "accounts", "/accounts/{key}?handler=Open", Security, Because),
        new("/accounts/{id:int}?handler=Unlock", Aim.Row, "accounts", "/accounts/{key}?handler=Unlock", Security, Because),
        new("/accounts/{id:int}?handler=Reset", Aim.Row, "accounts", "/accounts/{key}?handler=Reset", Security, Because),
        new("/clients", Aim.Place, null, "/clients", "system-administrator", ("Input.Name", "新客户端"), ("Input.Scope", "stations:read"), ("Input.Division", "{place}")),
        new("/clients?handler=Disable", Aim.Row, "clients", "/clients?handler=Disable&id={key}", "system-administrator", ("reason", "试一试")),
        new("/organisations", Aim.Place, null, "/organisations", Security, ("Input.Name", "新单位{n}"), ("Input.Kind", "2"), ("Input.Division", "{place}")),
        new("/organisations?handler=Close", Aim.Row, "organisations", "/organisations?handler=Close&id={key}", Security, ("reason", "试一试")),
    ];

    static Door[] Registers() =>
    [
        // Stations and officers.
        new("/stations/new", Aim.Place, null, "/stations/new", County, ("Input.As", "planned"), ("Input.Name", "新站点"), ("Input.Division", "{place}"), ("Input.Type", "standard"), ("Input.HostClass", "village-committee"), ("Input.On", Today)),
        new("/stations/{key}/edit", Aim.Row, "stations", "/stations/{key}/edit", County, ("Input.Name", "改了名的站点"), ("Input.HostClass", "village-committee"), ("Input.Address", "村口{n}号"), ("Input.Version", "{version}")),
        new("/stations/{key}/move/{to}", Aim.Row, "stations", "/stations/{key}/move/warned", County, ("Input.On", Today), ("Input.ReasonCode", "silent"), ("Input.Reason", "试一试"), ("Input.Version", "{version}")),
        new("/stations/{key}/plaques", Aim.Row, "stations", "/stations/{key}/plaques", County, ("Input.Serial", "1")),
        new("/rechecks", Aim.Whole, null, "/rechecks", "province-manager", ("Input.Size", "1"), ("Input.From", "2018-01-01"), ("Input.To", Today), ("Input.Seed", "door-{n}")),
        new("/rechecks/{id:int}", Aim.Row, "rechecks", "/rechecks/{key}", "province-manager", ("Input.Item", "{recheck-item}"), ("Input.Result", "Failed"), ("Input.Note", "门锁着，没有人"), ("Input.Version", "{version}")),
        new("/stations/{key}/hand-over", Aim.Row, "stations", "/stations/{key}/hand-over", County, ("Input.Kind", "Exit"), ("Input.Reason", "自愿退出了")),
        new("/hand-overs/{id:int}", Aim.Row, "hand-overs", "/hand-overs/{key}", County, ("Input.Line", "{hand-over-line}"), ("Input.Note", "收到"), ("Input.Version", "{version}")),
        new("/hand-overs/{id:int}?handler=Recount", Aim.Row, "hand-overs", "/hand-overs/{key}?handler=Recount", County),
        new("/hand-overs/{id:int}?handler=Withdraw", Aim.Row, "hand-overs", "/hand-overs/{key}?handler=Withdraw", County),
        new("/stations/misplaced", Aim.Row, "misplaced", "/stations/misplaced", County, ("Input.Station", "{key}"), ("Input.Place", "{place}"), ("Input.Why", "民函1号"), ("Input.Version", "{version}")),
        new("/siting", Aim.Place, null, "/siting", County, ("Input.County", "{place}"), ("Input.RadiusMetres", "3000"), ("Input.Sites", "1"), ("Input.PoorWeight", "200")),
        new("/siting/{id:int}", Aim.Row, "sitings", "/siting/{key}", County, ("Input.Type", "standard"), ("Input.HostClass", "shop"), ("Input.Version", "{version}")),
        new("/siting/{id:int}?handler=Stop", Aim.Row, "sitings-running", "/siting/{key}?handler=Stop", County),
        new("/siting/villages", Aim.Place, null, "/siting/villages", County, ("Input.Code", "{place}"), ("Input.Population", "90{d}"), ("Input.AsOf", Today), ("Input.Source", "年报")),
        new("/siting/villages?handler=Upload", Aim.Own, null, "/siting/villages?handler=Upload", County),
        new("/s/{number}/report", Aim.Open, null, "/s/{station}/report", null, ("Input.Kind", "not-open"), ("Input.Text", "去过两次都锁着门"), ("Input.Contact", "13800006127")),
        new("/reports/{id:int}", Aim.Row, "reports", "/reports/{key}", County, ("Input.Outcome", "Confirmed"), ("Input.Finding", "去看过，确实没开门"), ("Input.Version", "{version}")),
        new("/reports/{id:int}?handler=Reveal", Aim.Row, "reports", "/reports/{key}?handler=Reveal", County, ("Input.Why", "回访反映人")),
        new("/stations/{key}/acceptance?handler=Save", Aim.Row, "stations", "/stations/{key}/acceptance?handler=Save", County, ("Input.Answers[place-area]", "42")),
        new("/stations/{key}/acceptance?handler=Submit", Aim.Row, "stations", "/stations/{key}/acceptance?handler=Submit", County, [.. Stations.SixHaves.GivenInspections.GoodAnswers]),
        new("/stations/{key}/acceptance?handler=Confirm", Aim.Row, "stations", "/stations/{key}/acceptance?handler=Confirm", County),
        new("/stations/{key}/acceptance?handler=Return", Aim.Row, "stations", "/stations/{key}/acceptance?handler=Return", County, ("Input.Reason", "照片不清楚")),
        new("/stations/{key}/acceptance/{item}?handler=Upload", Aim.Row, "stations", "/stations/{key}/acceptance/place-photo?handler=Upload", County),
        new("/stations/{key}/acceptance/{item}?handler=Remove", Aim.Row, "stations", "/stations/{key}/acceptance/place-photo?handler=Remove&id=1", County),
        new("/stations/checklist/edit", Aim.Place, null, "/stations/checklist/edit?division={place}", "province-manager", ("Input.Source", "试〔2018〕{n}号"), ("Input.EffectiveFrom", Today), ("Input.Minimums[place-area]", "40")),
        new("/stations/import", Aim.Own, null, "/stations/import", County),
        new("/stations/import/{id:int}?handler=Sheet", Aim.Row, "imports", "/stations/import/{key}?handler=Sheet", County, ("number", "0")),
        new("/stations/import/{id:int}?handler=Check", Aim.Row, "imports", "/stations/import/{key}?handler=Check", County, ("Input.As", "planned"), ("Input.On", Today), ("Input.Fields[0]", "name"), ("Input.Fields[1]", "division")),
        new("/stations/import/{id:int}?handler=Write", Aim.Row, "imports", "/stations/import/{key}?handler=Write", County),
        new("/stations/import/{id:int}?handler=Stop", Aim.Row, "imports", "/stations/import/{key}?handler=Stop", County),
        new("/stations/import/{id:int}?handler=Fix", Aim.Row, "imports", "/stations/import/{key}?handler=Fix", County),
        new("/stations/import/{id:int}?handler=Withdraw", Aim.Row, "imports", "/stations/import/{key}?handler=Withdraw", County),
        new("/stations/import/{id:int}/rows/{row:int}", Aim.Row, "imports", "/stations/import/{key}/rows/3", County, ("Cells[name]", "改了名的站{n}")),
        new("/officers/new", Aim.Place, null, "/officers/new", County, ("Input.Name", "新信息员"), ("Input.Division", "{place}"), ("Input.Phone", "13800006127")),
        new("/officers/{number}?handler=Reveal", Aim.Row, "officers", "/officers/{key}?handler=Reveal", County, ("Input.Why", "回访村民投诉")),
        new("/officers/{number}/edit", Aim.Row, "officers", "/officers/{key}/edit", County, ("Input.Name", "改了名"), ("Input.Division", "{place}"), ("Input.Version", "{version}")),
        new("/officers/{number}/certificates/new", Aim.Row, "officers", "/officers/{key}/certificates/new", County, ("Input.Kind", "training"), ("Input.ValidFrom", Today), ("Input.ValidTo", "2021-10-30"), ("Input.Issuer", "县农业农村局"), ("Input.PaperBody", "县农广校"), ("Input.PaperNumber", "2018-6"), ("Input.PaperOn", "2018-06-01")),
        new("/officers/{number}/certificates/{certificate}/revoke", Aim.Row, "officers", "/officers/{key}/certificates/{card}/revoke", County, ("Input.On", Today), ("Input.ReasonCode", "falsified-records"), ("Input.Reason", "试一试")),
        new("/officers/{number}/certificates/{certificate}/suspend", Aim.Row, "officers", "/officers/{key}/certificates/{card}/suspend", County, ("Input.From", Today), ("Input.ReasonCode", "silent")),
        new("/officers/{number}/certificates/{certificate}/resume", Aim.Row, "officers", "/officers/{key}/certificates/{card}/resume", County, ("Input.On", Today), ("Input.Why", "试一试恢复")),
        new("/officers/{number}/certificates/{certificate}/papers", Aim.Row, "officers", "/officers/{key}/certificates/{card}/papers", County, ("Input.Serial", "1")),
        new("/officers/{number}/postings/{id:int}/end", Aim.Row, "officers", "/officers/{key}/postings/{posting}/end", County, ("Input.LastDay", Today), ("Input.ReasonCode", "left-village"), ("Input.Reason", "试一试")),
        new("/officers/{number}/post", Aim.Row, "officers", "/officers/{key}/post", County, ("Input.Station", "{other}"), ("Input.From", Today)),
    ];

    static Door[] Officers() =>
    [
        // The life of an officer before, on and off the post.
        new("/apply", Aim.Open, null, "/apply", null, Applicant),
        new("/apply/{receipt:length(10)}?handler=Withdraw", Aim.Open, null, "/apply/XXXXXXXXXX?handler=Withdraw"),
        new("/publicity/{id:int}", Aim.Open, null, "/publicity/{public}", null, ("Input.Text", "他不住在本村，大家都知道")),
        new("/officers/applications/new", Aim.Place, null, "/officers/applications/new", County, Applicant),
        new("/officers/applications/{id:int}?handler=Step", Aim.Row, "applications", "/officers/applications/{key}?handler=Step", County, ("Input.Act", "Publicize"), ("Input.Reason", "试一试能不能改"), ("Input.Version", "1")),
        new("/officers/applications/{id:int}?handler=Objection", Aim.Row, "publicized", "/officers/applications/{key}?handler=Objection&objection={objection}", County, ("Input.Outcome", "Unfounded"), ("Input.Finding", "去村里问过，住在本村")),
        new("/officers/applications/{id:int}?handler=Reveal", Aim.Row, "applications", "/officers/applications/{key}?handler=Reveal", County, ("Input.What", "identity"), ("Input.Why", "核对身份证原件")),
        new("/officers/rules/edit", Aim.Place, null, "/officers/rules/edit?division={place}", "province-manager", ("Input.Source", "试〔2018〕{n}号"), ("Input.EffectiveFrom", Today), ("Input.Values[term-years]", "2")),
        new("/officers/{number}/move/{act}", Aim.Row, "officers", "/officers/{key}/move/warn", County, ("Input.On", Today), ("Input.ReasonCode", "silent"), ("Input.Reason", "试一试")),
        new("/officers/{number}/leave", Aim.Row, "officers", "/officers/{key}/leave", County, ("Input.From", "2018-12-01"), ("Input.To", "2018-12-03"), ("Input.Note", "家里有事")),
        new("/officers/{number}/leave?handler=Decide", Aim.Row, "officers", "/officers/{key}/leave?handler=Decide&id={asked}", County, ("granted", "true"), ("Input.Reason", "试一试能不能改")),
        new("/officers/{number}/leave?handler=Return", Aim.Row, "officers", "/officers/{key}/leave?handler=Return&id={leave}", County),
        new("/officers/{number}/assessments/{year:int}", Aim.Row, "served", "/officers/{key}/assessments/2018", County, ("Input.Result", "Qualified"), ("Input.Reason", "试一试能不能改")),
        new("/officers/{number}/postings/{id:int}/renew", Aim.Row, "leaving", "/officers/{key}/postings/{ending}/renew", County),
        new("/officers/{number}/resignation", Aim.Row, "resigning", "/officers/{key}/resignation", County, ("Input.LastDay", Today)),
        new("/officers/handovers/{id:int}", Aim.Row, "handovers", "/officers/handovers/{key}", County, ("Input.Remark", "钥匙已交")),
        new("/officers/{number}/standing?handler=Reveal", Aim.Row, "leaving", "/officers/{key}/standing?handler=Reveal", County, ("Input.Why", "核对身份证原件")),
        new("/officers/{number}/standing?handler=Account", Aim.Row, "leaving", "/officers/{key}/standing?handler=Account", County, ("Input.UserName", "{username}")),
        new("/desk/post?handler=Appeal", Aim.Own, null, "/desk/post?handler=Appeal", Officer, ("Input.Words", "没有这样的事")),
        new("/desk/post?handler=Resign", Aim.Own, null, "/desk/post?handler=Resign", Officer, ("Input.Words", "要去外地照顾家人")),
        new("/desk/post?handler=Leave", Aim.Own, null, "/desk/post?handler=Leave", Officer, ("Input.From", "2018-12-01"), ("Input.To", "2018-12-03"), ("Input.Note", "家里有事")),
        new("/desk/post?handler=Sign", Aim.Own, null, "/desk/post?handler=Sign&id=1", Officer),
    ];

    static Door[] Training() =>
    [
        // The question bank, examinations, and the officer's own papers.
        new("/training/questions/new", Aim.Own, null, "/training/questions/new", County, Question),
        new("/training/questions/import", Aim.Own, null, "/training/questions/import", County),
        new("/training/questions/{id:int}/edit", Aim.Row, "questions", "/training/questions/{key}/edit", County, [.. Question, ("Input.Version", "{version}")]),
        new("/training/questions/{id:int}?handler=Approve", Aim.Row, "questions", "/training/questions/{key}?handler=Approve", County, ("version", "{version}")),
        new("/training/questions/{id:int}?handler=Retire", Aim.Row, "questions", "/training/questions/{key}?handler=Retire", County, ("Input.Reason", "试一试"), ("version", "{version}")),
        new("/training/exams/new", Aim.Place, null, "/training/exams/new", County, ("Input.Name", "新考试{n}"), ("Input.Division", "{place}"), ($"Input.Cells[{Shipped.Topic}-{Shipped.Difficulty}]", "1"), ("Input.Minutes", "30"),
            ("Input.PointsEach", "5"), ("Input.PassMark", "5"), ("Input.Attempts", "2"), ("Input.RestDays", "0"), ("Input.OpenFrom", Today), ("Input.OpenTo", "2018-12-31"), ("Input.CertificateKind", "duty"), ("Input.ValidMonths", "24")),
        new("/training/exams/{id:int}?handler=Stop", Aim.Row, "exams", "/training/exams/{key}?handler=Stop", County),
        new("/training/exams/{id:int}?handler=Issue", Aim.Row, "exams", "/training/exams/{key}?handler=Issue&sitting={passed}", County),
        new("/training/marking/{id:guid}", Aim.Row, "waiting", "/training/marking/{key}", County, ("Input.Points[0]", "3")),
        new("/exams/{id:int}", Aim.Row, "open", "/exams/{key}", Officer),
        new("/exams/sitting/{id:guid}/{place:int}", Aim.Row, "running", "/exams/sitting/{key}/1", Officer, ("Input.Choice", "0"), ("Input.Flagged", "false"), ("go", "on")),
        new("/exams/sitting/{id:guid}?handler=Submit", Aim.Row, "running", "/exams/sitting/{key}?handler=Submit", Officer),
    ];

    static Door[] Desk() =>
    [
        // The desk.
        new("/desk/record/{kind}", Aim.Own, null, "/desk/record/public", Officer, ("Input.Item", "P-0101"), ("Input.Count", "1"), ("Input.Station", "{station}")),
        new("/desk/records/{id:guid}", Aim.Row, "records", "/desk/records/{key}", Officer, ("Reason", "写错了"), ("Input.Item", "P-0101"), ("Input.Count", "2")),
        new("/desk/records/{id:guid}?handler=Withdraw", Aim.Row, "records", "/desk/records/{key}?handler=Withdraw", Officer, ("Reason", "写错了")),
        new("/desk/records/{id:guid}?handler=Undo", Aim.Row, "records", "/desk/records/{key}?handler=Undo", Officer),
        new("/desk/me?handler=Station", Aim.Own, null, "/desk/me?handler=Station", Officer, ("station", "{station}")),
        new("POST /desk/outbox", Aim.Own, null, "/desk/outbox", Officer, ("json", """[{"id":"{guid}","station":"{station}","officer":"{officer}","item":"P-0101","personTimes":1,"servedAt":"2018-10-30T10:12:00+08:00"}]""")),
        new("POST /desk/outbox/undo", Aim.Row, "records", "/desk/outbox/undo", Officer, ("json", """{"id":"{key}","takenBackAt":"2018-10-31T09:00:00+08:00"}""")),
        new("POST /api/v1/service-records", Aim.Own, null, "/api/v1/service-records", null, ("json", """[{"id":"{guid}","station":"{station}","officer":"{officer}","item":"P-0101","personTimes":1,"servedAt":"2018-10-30T10:12:00+08:00"}]""")),
        new("POST /api/v1/service-records/{id:guid}/correction", Aim.Row, "records", "/api/v1/service-records/{key}/correction", null, ("json", """{"reason":"写错了"}""")),
    ];

    static Door[] Rest() =>
    [
        // Targets; the notice's own provinces and every other.
        new("/programme/target", Aim.Place, null, "/programme/target?division={place}", "province-manager", ("Input.Stations", "99{n}"), ("Input.Coverage", "100"), ("Input.Document", "试〔2018〕1号"), ("Input.DocumentDate", "2018-08-01")),
        new("/programme/break-down", Aim.Place, null, "/programme/break-down?division={place}", "province-manager", ("Input.Document", "试〔2018〕1号"), ("Input.DocumentDate", "2018-08-01")),

        // The whole installation.
        new("/mark-keys", Aim.Whole, null, "/mark-keys", Security),
        new("/mark-keys/{code}/revoke", Aim.Whole, null, "/mark-keys/00000000/revoke", Security, ("Input.From", Today), ("Input.Reason", "试一试作废")),
        new("/divisions/rebased", Aim.Whole, null, "/divisions/rebased", "system-administrator", ("Input.Unit", "370102"), ("Input.Successor", "370103"), ("Input.Why", "民函1号")),
        new("/catalogue/new", Aim.Whole, null, "/catalogue/new", "ministry-manager", ("Input.Code", "P-0{n}"), ("Input.Kind", "1"), ("Input.Name", "新事项"), ("Input.NameEn", "New item"), ("Input.Verdict", "1"), ("Input.FeeFen", "0"), ("Input.Source", "试一试"), ("Input.ValidFrom", Today)),
        new("/catalogue/{code}", Aim.Whole, null, "/catalogue/P-0101", "ministry-manager", ("Input.Name", "农技咨询"), ("Input.NameEn", "Farming advice"), ("Input.Verdict", "1"), ("Input.FeeFen", "0"), ("Input.Source", "试一试"), ("Input.ValidFrom", "2018-11-0{d}")),
        new("/divisions/review?handler=Upload", Aim.Whole, null, "/divisions/review?handler=Upload", "system-administrator"),
        new("/divisions/review?handler=Apply", Aim.Whole, null, "/divisions/review?handler=Apply&id=00000000000000000000000000000000", "system-administrator", ("Input.ValidFrom", "2019-01-01")),
        new("/divisions/review?handler=Drop", Aim.Whole, null, "/divisions/review?handler=Drop", "system-administrator"),
    ];

    static Door[] Own() =>
    [
        // One's own account.
        new("/account?handler=End", Aim.Own, null, "/account?handler=End&session={guid}", Officer),
        new("/account?handler=EndOthers", Aim.Own, null, "/account?handler=EndOthers", Officer),
        new("/account?handler=ChoosePost", Aim.Own, null, "/account?handler=ChoosePost&post=2000000000", Officer),
        new("/account/password", Aim.Own, null, "/account/password", Officer, ("Input.Current", "不是这个密码呀"), ("Input.Password", "七月流火 九月授衣 two"), ("Input.Again", "七月流火 九月授衣 two")),
        new("/account/two-factor?handler=On", Aim.Own, null, "/account/two-factor?handler=On", Officer, ("Input.Code", "000000")),
        new("/account/two-factor?handler=Codes", Aim.Own, null, "/account/two-factor?handler=Codes", Officer, ("Input.Password", "不是这个密码呀")),
        new("/account/two-factor?handler=Off", Aim.Own, null, "/account/two-factor?handler=Off", Officer, ("Input.Password", "不是这个密码呀")),
        new("/account/passkeys?handler=Remove", Aim.Own, null, "/account/passkeys?handler=Remove&id=AAAA", Officer),
        new("POST /account/passkeys/options", Aim.Own),
        new("POST /account/passkeys/register", Aim.Own, null, "/account/passkeys/register", Officer, ("json", "{}")),

        // Before anybody has signed in.
        new("/sign-in", Aim.Open, null, "/sign-in", null, ("Input.UserName", "nobody"), ("Input.Password", "nothing-nothing")),
        new("/sign-in/totp", Aim.Open, null, "/sign-in/totp", null, ("Code", "000000")),
        new("/sign-out", Aim.Open),
        new("/setup", Aim.Open, null, "/setup?token=x", null, ("Input.UserName", "first"), ("Input.Name", "第一个"), ("Input.Password", "春种一粒粟 秋收"), ("Input.Again", "春种一粒粟 秋收")),
        new("POST /sign-in/passkey", Aim.Open, null, "/sign-in/passkey", null, ("json", "{}")),
        new("POST /sign-in/passkey/options", Aim.Open),
        new("POST /api/v1/marks/verify", Aim.Open, null, "/api/v1/marks/verify", null, ("json", """{"text":"abc.def"}""")),
        new("POST /connect/token", Aim.Open, null, "/connect/token", null, ("grant_type", "client_credentials"), ("client_id", "nobody"), ("client_secret", "nothing")),
    ];
}
