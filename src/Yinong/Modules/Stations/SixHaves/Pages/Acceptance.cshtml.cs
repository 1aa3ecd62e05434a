using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Modules.Stations.HandOvers;
using Yinong.Modules.Stations.Photos;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Stations.SixHaves.Pages;

/// <summary>六有验收: one inspector fills in the checklist at the station, on a phone if need be; the second one confirms.</summary>
[Require(Permission.StationsRead)]
public sealed class AcceptanceModel(AppDb db, Inspectors inspectors, InspectionRegister register, ChecklistEditions editions, ProgrammeClock clock, PhotoNotesReader notes, StationRegister stations, Texts t) : Stations.Pages.StationPage(db)
{
    readonly AppDb _db = db;
    bool _moved;

    [BindProperty]
    public AcceptanceInput Input { get; set; } = new();

    /// <summary>Begin the next inspection although the last one is confirmed.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Again { get; set; }

    /// <summary>The newest inspection; null: none was begun.</summary>
    public InspectionView? Latest { get; private set; }

    /// <summary>The checklist of the form: of the open inspection, else the one in force today.</summary>
    public Checklist Checklist { get; private set; } = NationalChecklist.Current;

    /// <summary>What stands in the viewer's way; null: he may inspect.</summary>
    public Problem? Barred { get; private set; }

    /// <summary>Whether the viewer had a hand in the checklist that waits for the second inspector.</summary>
    public bool FilledByViewer { get; private set; }

    public IReadOnlyDictionary<string, string> Names { get; private set; } = new Dictionary<string, string>();

    public DateOnly Today => clock.Today;

    public bool IsOpen => Latest?.Inspection.State is InspectionState.Open;

    /// <summary>Whether the form is shown.</summary>
    public bool Fills => Barred is null && (IsOpen || Latest is null || Again && Latest.Inspection.State is InspectionState.Confirmed);

    /// <summary>Files of the open inspection.</summary>
    public IEnumerable<Evidence> FilesOf(ChecklistItem item) => IsOpen ? Latest!.Evidence[item.Code] : [];

    public string NameOf(string? who) => who is null ? Show.None : Names.Who(who, t);

    public async Task OnGetAsync(string key)
    {
        await ReadAsync(key);
        foreach (var item in Checklist.Items.Where(i => !i.IsFile))
        {
            var answer = IsOpen ? Latest!.Answers.GetValueOrDefault(item.Code) : null;
            Input.Answers[item.Code] = answer switch
            {
                { Yes: { } yes } => yes ? "yes" : "no",
                { ValueMilli: { } value } => InspectionNumbers.Write(InspectionNumbers.FromMilli(value)),
                _ => null,
            };
            Input.Notes[item.Code] = answer?.Note;
            (Input.Shown[item.Code], Input.ShownNotes[item.Code]) = (Input.Answers[item.Code], Input.Notes[item.Code]);
        }
    }

    public Task<IActionResult> OnPostSaveAsync(string key) => DoAsync(key, () => register.SaveAsync(Station, Typed()));

    public Task<IActionResult> OnPostSubmitAsync(string key) => DoAsync(key, async () =>
    {
        await register.SaveAsync(Station, Typed());
        await register.SubmitAsync(Station);
    });

    public Task<IActionResult> OnPostConfirmAsync(string key) => DoAsync(key, () => register.ConfirmAsync(Station));

    public Task<IActionResult> OnPostReturnAsync(string key) => DoAsync(key, () => register.ReturnAsync(Station, Input.Reason));

    /// <summary>The station stands where this photo was taken.</summary>
    public Task<IActionResult> OnPostLocateAsync(string key, int photo) => DoAsync(key, () => stations.LocateAsync(Station.Id, photo));

    /// <summary>Photos that can say where the station stands, for those who may say so.</summary>
    public IReadOnlyList<Evidence> Locating => Latest?.Inspection.State is InspectionState.Confirmed && !_moved && stations.MayEdit(Station) && !Station.State.IsEnd()
        ? [.. Latest.Evidence.SelectMany(e => e).Where(e => e.IsPhoto && e.LatitudeMicro is not null)] : [];

    async Task<IActionResult> DoAsync(string key, Func<Task> act)
    {
        await ReadAsync(key);
        if (ModelState.IsValid)
        {
            try
            {
                await act();
                return Redirect($"/stations/{Key}/acceptance");
            }
            catch (Problem problem)
            {
                this.Show(problem, t);
            }
        }
        Again = true;
        foreach (var item in Checklist.Items.Where(i => !i.IsFile))
        {
            Input.Answers.TryAdd(item.Code, null);
            Input.Notes.TryAdd(item.Code, null);
            Input.Shown.TryAdd(item.Code, null);
            Input.ShownNotes.TryAdd(item.Code, null);
        }
        return Page();
    }

    async Task ReadAsync(string key)
    {
        var cancel = HttpContext.RequestAborted;
        await FindAsync(key);
        try
        {
            await inspectors.CheckAsync(Station, cancel);
        }
        catch (Problem problem)
        {
            Barred = problem;
        }
        Latest = await _db.LatestInspectionAsync(Station.Id, cancel);
        Checklist = IsOpen ? Latest!.Checklist : await editions.InForceAsync(new DivisionCode(Station.Division), Today, cancel);
        if (Latest is not null)
        {
            _moved = await _db.HasMovedAfterAsync(Station.Id, Latest.Inspection.OnDate, cancel);
            Latest = Latest with { Notes = await notes.ReadAsync(Station, Latest.Inspection, Latest.Evidence.SelectMany(e => e), cancel) };
            FilledByViewer = Latest.Inspection.State is InspectionState.Filled && await inspectors.HasFilledAsync(Latest.Inspection, cancel);
            Names = await _db.NamesOfAsync(new[] { Latest.Inspection.FilledBy, Latest.Inspection.ConfirmedBy }.OfType<string>(), cancel);
        }
    }

    // Only what was changed in this form: what a colleague filled in meanwhile stays.
    Dictionary<string, TypedAnswer> Typed() => Input.Answers.Where(a => !Input.Shown.TryGetValue(a.Key, out var shown) || shown != a.Value || Input.ShownNotes.GetValueOrDefault(a.Key) != Input.Notes.GetValueOrDefault(a.Key)).ToDictionary(a => a.Key, a => new TypedAnswer(a.Value, Input.Notes.GetValueOrDefault(a.Key)));

    /// <summary>What the forms hold, by code of the item.</summary>
    public sealed class AcceptanceInput
    {
        public Dictionary<string, string?> Answers { get; set; } = [];

        public Dictionary<string, string?> Notes { get; set; } = [];

        /// <summary>The answers that stood in the form when it was opened.</summary>
        public Dictionary<string, string?> Shown { get; set; } = [];

        public Dictionary<string, string?> ShownNotes { get; set; } = [];

        /// <summary>Why it is given back.</summary>
        [StringLength(300)]
        public string? Reason { get; set; }
    }
}
