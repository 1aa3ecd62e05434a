using Microsoft.AspNetCore.Mvc;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Modules.Stations.Photos;
using Yinong.Platform.Access;
using Yinong.Platform.Files;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Stations.SixHaves.Pages;

/// <summary>拍照上传: the photos or documents of one item, several at once, straight from the camera of a phone.</summary>
[Require(Permission.StationsRead)]
[RequestSizeLimit(MostBytes), RequestFormLimits(MultipartBodyLengthLimit = MostBytes)]
public sealed class ItemModel(AppDb db, Inspectors inspectors, InspectionRegister register, ChecklistEditions editions, EvidenceStore store, FileLimits limits, ProgrammeClock clock, PhotoNotesReader notes, Texts t) : Stations.Pages.StationPage(db)
{
    /// <summary>All files of one sending.</summary>
    public const int MostBytes = 64 * 1024 * 1024;

    /// <summary>Files of one item.</summary>
    public const int MostFiles = 9;

    readonly AppDb _db = db;

    [BindProperty]
    public UploadInput Input { get; set; } = new();

    public ChecklistItem Item { get; private set; } = NationalChecklist.Current.Items.First(i => i.IsFile);

    public IReadOnlyList<Evidence> Files { get; private set; } = [];

    /// <summary>What does not fit at the photos, by evidence.</summary>
    public IReadOnlyDictionary<int, PhotoNotes> Notes { get; private set; } = PhotoNotes.None;

    public int PhotoMegabytes => limits.PhotoBytes / (1024 * 1024);

    public int DocumentMegabytes => limits.DocumentBytes / (1024 * 1024);

    public async Task OnGetAsync(string key, string item)
    {
        await ReadAsync(key, item);
        await inspectors.CheckAsync(Station, HttpContext.RequestAborted);
    }

    public async Task<IActionResult> OnPostUploadAsync(string key, string item)
    {
        var cancel = HttpContext.RequestAborted;
        await ReadAsync(key, item);
        try
        {
            // Before a file is looked at: whoever may not send any is told so, and nothing of his is kept.
            await inspectors.CheckAsync(Station, cancel);
            if (Input.Files.Count == 0) throw FileProblems.None();
            if (Input.Files.Count + Files.Count > MostFiles) throw SixHavesProblems.TooManyFiles(MostFiles);
            // All are looked at before the first is put to the station, so that one wrong file leaves nothing half done.
            var taken = new List<TakenFile>();
            foreach (var file in Input.Files)
            {
                await using var content = file.OpenReadStream();
                taken.Add(await store.TakeAsync(content, file.FileName, Item.Type, cancel));
            }
            foreach (var file in taken) await register.AddAsync(Station, Item.Code, file, MostFiles, cancel);
            return Redirect($"/stations/{Key}/acceptance/{Item.Code}");
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
            return Page();
        }
    }

    public async Task<IActionResult> OnPostRemoveAsync(string key, string item, int id)
    {
        await ReadAsync(key, item);
        await register.RemoveAsync(Station, id, HttpContext.RequestAborted);
        return Redirect($"/stations/{Key}/acceptance/{Item.Code}");
    }

    async Task ReadAsync(string key, string item)
    {
        var cancel = HttpContext.RequestAborted;
        await FindAsync(key);
        var latest = await _db.LatestInspectionAsync(Station.Id, cancel);
        var open = latest?.Inspection.State is InspectionState.Open ? latest : null;
        var checklist = open?.Checklist ?? await editions.InForceAsync(new DivisionCode(Station.Division), clock.Today, cancel);
        Item = checklist.Find(item) is { IsFile: true } found ? found : throw Problem.NotFound();
        Files = open is null ? [] : [.. open.Evidence[item]];
        if (open is not null) Notes = await notes.ReadAsync(Station, open.Inspection, Files, cancel);
    }

    /// <summary>What is sent.</summary>
    public sealed class UploadInput
    {
        public List<IFormFile> Files { get; set; } = [];
    }
}
