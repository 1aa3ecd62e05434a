using Microsoft.AspNetCore.Mvc;
using Yinong.Database;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Stations.Hosting.Pages;

/// <summary>证照、开门时间和电话: what the host shows and until when, when the station is open or closed for a while, its numbers and their last calls.</summary>
[Require(Permission.StationsRead)]
[RequestSizeLimit(MostBytes), RequestFormLimits(MultipartBodyLengthLimit = MostBytes)]
public sealed class HostingModel(AppDb db, HostingRegister register, HostingFacts facts, ProgrammeClock clock, Texts t) : Stations.Pages.StationPage(db)
{
    /// <summary>Of a form with its photo.</summary>
    public const int MostBytes = 16 * 1024 * 1024;

    readonly AppDb _db = db;

    public IReadOnlyList<StationLicence> Licences { get; private set; } = [];

    public OpeningPlan? Plan { get; private set; }

    public IReadOnlyList<StationClosure> Closures { get; private set; } = [];

    public IReadOnlyList<CheckedContact> Contacts { get; private set; } = [];

    public DateOnly Today => clock.Today;

    public bool MayKeep => register.MayKeep && !Station.State.IsEnd();

    public bool MayCheck => register.MayCheck && !Station.State.IsEnd();

    const int Week = 7;

    [BindProperty]
    public LicenceInput Licence { get; set; } = new();

    [BindProperty]
    public HoursInput Hours { get; set; } = new();

    [BindProperty]
    public ClosureInput Closure { get; set; } = new();

    [BindProperty]
    public ContactInput Contact { get; set; } = new();

    [BindProperty]
    public CheckInput Check { get; set; } = new();

    public async Task OnGetAsync(string key)
    {
        await ReadAsync(key);
        if (Plan is not null) Hours.Days = [.. Enumerable.Range(0, 7).Select(Plan.Shown)];
        Closure.FromDay = Closure.ToDay = Check.OnDay = Today;
    }

    public Task<IActionResult> OnPostLicenceAsync(string key) => DoAsync(key, nameof(Licence), async () =>
    {
        await using var content = Licence.Upload?.OpenReadStream();
        await register.AddLicenceAsync(Station, Licence.Kind, Licence.Number, Licence.ValidTo, content is null ? null : (content, Licence.Upload!.FileName));
    });

    public Task<IActionResult> OnPostEndLicenceAsync(string key, int id) => DoAsync(key, nameof(Licence), () => register.EndLicenceAsync(Station, id, Licence.EndReason));

    public Task<IActionResult> OnPostHoursAsync(string key) => DoAsync(key, nameof(Hours), () => register.SetHoursAsync(Station, OpeningPlan.Read(Hours.Days)));

    public Task<IActionResult> OnPostCloseAsync(string key) => DoAsync(key, nameof(Closure), () => register.CloseAsync(Station, Closure.FromDay, Closure.ToDay, Closure.Reason, Closure.Note));

    public Task<IActionResult> OnPostWithdrawAsync(string key, int id) => DoAsync(key, nameof(Closure), () => register.WithdrawClosureAsync(Station, id));

    public Task<IActionResult> OnPostContactAsync(string key) => DoAsync(key, nameof(Contact), () => register.AddContactAsync(Station, Contact.Kind, Contact.Number, Contact.IsPublic));

    public Task<IActionResult> OnPostEndContactAsync(string key, int id) => DoAsync(key, nameof(Contact), () => register.EndContactAsync(Station, id));

    public Task<IActionResult> OnPostCheckAsync(string key, int id) => DoAsync(key, nameof(Check), () => register.CheckContactAsync(Station, id, Check.OnDay, Check.Answered));

    async Task<IActionResult> DoAsync(string key, string form, Func<Task> act)
    {
        await FindAsync(key);
        try
        {
            if (!ModelState.IsValid) throw form switch { nameof(Licence) => HostingProblems.DayWrong(), nameof(Check) => HostingProblems.CheckDay(), _ => HostingProblems.ClosureDays(HostingLists.MostClosureDays) };
            await act();
            return Redirect($"/stations/{Key}/hosting");
        }
        catch (Problem problem)
        {
            _db.ChangeTracker.Clear();
            await ReadAsync(key);
            // What is no value of its field cannot be shown again as it was typed.
            if (!ModelState.IsValid) ModelState.Clear();
            Hours.Days = [.. Hours.Days.Concat(new string?[Week]).Take(Week)];
            this.Show(problem, t, form);
            return Page();
        }
    }

    async Task ReadAsync(string key)
    {
        var cancel = HttpContext.RequestAborted;
        await FindAsync(key);
        Licences = await facts.LicencesAsync(Station.Id, cancel);
        Plan = await facts.HoursAsync(Station.Id, cancel) is { } hours ? OpeningPlan.Parse(hours.Days) : null;
        Closures = await facts.ClosuresAsync(Station.Id, cancel);
        Contacts = await facts.ContactsAsync(Station.Id, cancel);
    }

    /// <summary>A licence.</summary>
    public sealed class LicenceInput
    {
        public string? Kind { get; set; }

        public string? Number { get; set; }

        public DateOnly? ValidTo { get; set; }

        public IFormFile? Upload { get; set; }

        public string? EndReason { get; set; }
    }

    /// <summary>The week, Monday first.</summary>
    public sealed class HoursInput
    {
        public List<string?> Days { get; set; } = [null, null, null, null, null, null, null];
    }

    /// <summary>A notice.</summary>
    public sealed class ClosureInput
    {
        public DateOnly? FromDay { get; set; }

        public DateOnly? ToDay { get; set; }

        public string? Reason { get; set; }

        public string? Note { get; set; }
    }

    /// <summary>A number.</summary>
    public sealed class ContactInput
    {
        public string? Kind { get; set; }

        public string? Number { get; set; }

        public bool IsPublic { get; set; } = true;
    }

    /// <summary>A call.</summary>
    public sealed class CheckInput
    {
        public DateOnly? OnDay { get; set; }

        public bool? Answered { get; set; }
    }
}
