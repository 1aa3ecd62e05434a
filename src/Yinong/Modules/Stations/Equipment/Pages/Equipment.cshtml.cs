using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Numbers;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Stations.Equipment.Pages;

/// <summary>设备: what a station holds, whose money pays for its upkeep and until when; entered, changed and handed over here.</summary>
[Require(Permission.StationsRead)]
public sealed class EquipmentModel(AppDb db, EquipmentRegister register, EquipmentHandover handover, ProgrammeClock clock, Texts t) : Stations.Pages.StationPage(db)
{
    readonly AppDb _db = db;

    public IReadOnlyList<EquipmentCard> Cards { get; private set; } = [];

    public ILookup<int, EquipmentEvent> Events { get; private set; } = Array.Empty<EquipmentEvent>().ToLookup(e => e.CardId);

    public DateOnly Today => clock.Today;

    public bool MayKeep => register.MayKeep && !Station.State.IsEnd();

    /// <summary>Receipt of what was just handed over.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Receipt { get; set; }

    [BindProperty]
    public NewInput Input { get; set; } = new();

    [BindProperty]
    public ChangeInput Change { get; set; } = new();

    [BindProperty]
    public HandoverInput Over { get; set; } = new();

    public Task OnGetAsync(string key) => ReadAsync(key);

    public Task<IActionResult> OnPostAddAsync(string key) => DoAsync(key, "Input", () => register.AddAsync(Station, new(Input.Kind, Input.Model, Input.Serial, Input.AcquiredOn, Input.FundedBy, Input.UpkeepBy, Input.UpkeepUntil)));

    public Task<IActionResult> OnPostChangeAsync(string key, int id) => DoAsync(key, "Change", () => register.ChangeAsync(Station, id, new(Change.State, Change.UpkeepBy, Change.UpkeepUntil, Change.Reason, Change.Version)));

    public async Task<IActionResult> OnPostHandOverAsync(string key)
    {
        var receipt = "";
        var done = await DoAsync(key, "Over", async () =>
        {
            Station? to = null;
            if (!string.IsNullOrWhiteSpace(Over.To))
            {
                if (!StationNumber.TryParse(Over.To, out var number, out var fault, out var at)) throw StationProblems.WrongNumber(fault, NumberText.Tidy(Over.To), at, "To");
                to = await _db.Stations.AsNoTracking().FirstOrDefaultAsync(s => s.Number == number.Text) ?? throw EquipmentProblems.TakerUnfit();
            }
            receipt = await handover.HandOverAsync(Station, to, Over.Holder, Over.Reason);
        });
        return done is RedirectResult ? Redirect($"/stations/{Key}/equipment?receipt={receipt}") : done;
    }

    public string? NameOf(string kind) => EquipmentKinds.NameOf(kind, t.English);

    async Task<IActionResult> DoAsync(string key, string form, Func<Task> act)
    {
        await FindAsync(key);
        try
        {
            if (!ModelState.IsValid) throw EquipmentProblems.DayWrong(form == "Input" ? "AcquiredOn" : "UpkeepUntil");
            await act();
            return Redirect($"/stations/{Key}/equipment");
        }
        catch (Problem problem)
        {
            _db.ChangeTracker.Clear();
            await ReadAsync(key);
            this.Show(problem, t, form);
            return Page();
        }
    }

    async Task ReadAsync(string key)
    {
        await FindAsync(key);
        Cards = await register.ListAsync(Station.Id, HttpContext.RequestAborted);
        var ids = Cards.Select(c => c.Id).ToList();
        Events = (await _db.EquipmentEvents.AsNoTracking().Where(e => ids.Contains(e.CardId)).OrderByDescending(e => e.Id).ToListAsync(HttpContext.RequestAborted)).ToLookup(e => e.CardId);
        if (Receipt is not null && !await _db.EquipmentEvents.AnyAsync(e => e.Receipt == Receipt && e.FromStationId == Station.Id, HttpContext.RequestAborted)) Receipt = null;
    }

    /// <summary>What the form for a new piece asks.</summary>
    public sealed class NewInput
    {
        public string? Kind { get; set; }

        public string? Model { get; set; }

        public string? Serial { get; set; }

        public DateOnly? AcquiredOn { get; set; }

        public string? FundedBy { get; set; }

        public string? UpkeepBy { get; set; }

        public DateOnly? UpkeepUntil { get; set; }
    }

    /// <summary>What the form for a change asks.</summary>
    public sealed class ChangeInput
    {
        public EquipmentState? State { get; set; }

        public string? UpkeepBy { get; set; }

        public DateOnly? UpkeepUntil { get; set; }

        public string? Reason { get; set; }

        public long Version { get; set; }
    }

    /// <summary>What the form for handing over asks.</summary>
    public sealed class HandoverInput
    {
        public string? To { get; set; }

        public string? Holder { get; set; }

        public string? Reason { get; set; }
    }
}
