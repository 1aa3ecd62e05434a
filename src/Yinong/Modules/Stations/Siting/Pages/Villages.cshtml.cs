using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Stations.Siting.Pages;

/// <summary>村情: people, place and poor villages of a county; typed in one by one or from a sheet.</summary>
[Require(Permission.StationsRead)]
[RequestSizeLimit(Import.ImportLimits.Door.Most), RequestFormLimits(MultipartBodyLengthLimit = Import.ImportLimits.Door.Most)]
public sealed class VillagesModel(VillageFacts facts, VillageSheet sheet, DivisionTree tree, Viewer viewer, ProgrammeClock clock, Texts t) : PageModel
{
    public const int PageSize = 100;

    [BindProperty]
    public FactInput Input { get; set; } = new();

    [BindProperty]
    public IFormFile? Upload { get; set; }

    [InDigits, BindProperty(SupportsGet = true)]
    public string? County { get; set; }

    public DivisionInfo? Place { get; private set; }

    public IReadOnlyList<(DivisionInfo Village, DivisionAttribute? Known)> Shown { get; private set; } = [];

    public int Total { get; private set; }

    public int Complete { get; private set; }

    public string? Next { get; private set; }

    public bool IsFirst { get; private set; } = true;

    public bool MayWrite => facts.MayWrite;

    public DateOnly Today => clock.Today;

    /// <summary>Rows of the sheet that were not written; empty: all were.</summary>
    public IReadOnlyList<VillageRowFault> Faults { get; private set; } = [];

    /// <summary>Rows that were written; null: no sheet was sent.</summary>
    public int? Written { get; private set; }

    public async Task OnGetAsync()
    {
        await ReadAsync();
        Input = new() { AsOf = Today };
    }

    /// <summary>One village, typed in.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        try
        {
            if (ModelState.IsValid) await facts.WriteAsync([new(Input.Code?.Trim(), Input.Population, Input.Poor, Input.Latitude, Input.Longitude)], Input.AsOf, Input.Source, HttpContext.RequestAborted);
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
        }
        if (ModelState.IsValid) return Redirect($"/siting/villages?county={(Input.Code ?? "")[..Math.Min(6, (Input.Code ?? "").Length)]}");
        await ReadAsync();
        return Page();
    }

    /// <summary>A sheet: the good rows are written, the others listed with what is wrong.</summary>
    public async Task<IActionResult> OnPostUploadAsync()
    {
        try
        {
            if (!facts.MayWrite) throw StationProblems.NotYours();
            if (Upload is null || Upload.Length == 0) throw SitingProblems.FileNeeded();
            await using var content = Upload.OpenReadStream();
            var (read, unread) = await sheet.ReadAsync(content, Upload.FileName, HttpContext.RequestAborted);
            var judged = read.Select(r => (r.Row, r.Fact, Fault: facts.Fault(r.Fact))).ToList();
            var good = judged.Where(r => r.Fault is null).Select(r => r.Fact).ToList();
            if (good.Count > 0) await facts.WriteAsync(good, Input.AsOf, Input.Source, HttpContext.RequestAborted);
            Written = good.Count;
            Faults = [.. unread.Concat(judged.Where(r => r.Fault is not null).Select(r => new VillageRowFault(r.Row, r.Fault!))).OrderBy(f => f.Row)];
            if (good.Count > 0) County ??= good[0].Code![..6];
        }
        catch (Problem problem)
        {
            ModelState.Clear();
            this.Show(problem, t);
        }
        await ReadAsync();
        return Page();
    }

    async Task ReadAsync()
    {
        if (string.IsNullOrEmpty(County)) County = viewer.Post is { Division.Level: DivisionLevel.County } post ? post.Division.ToString() : null;
        if (County is null) return;
        if (!DivisionCode.TryParse(County, out var county) || county.Level is not DivisionLevel.County || !viewer.Reach.Contains(county) || tree.Find(county) is not { } place)
        {
            ModelState.AddModelError(nameof(County), SitingProblems.UnknownCounty().Detail(t.English));
            return;
        }
        Place = place;
        var all = await facts.OfAsync(county, HttpContext.RequestAborted);
        (Total, Complete) = (all.Count, all.Count(v => v.Known is { Population: not null, LatitudeMicro: not null }));
        var after = Request.Query.Division("after", DivisionCode.Nation);
        IsFirst = after == DivisionCode.Nation;
        var rest = all.Where(v => v.Village.Code.CompareTo(after) > 0).Take(PageSize + 1).ToList();
        Shown = [.. rest.Take(PageSize)];
        if (rest.Count > PageSize) Next = $"/siting/villages?county={County}&after={Shown[^1].Village.Code}";
    }

    /// <summary>What the form holds.</summary>
    public sealed class FactInput
    {
        [InDigits, StringLength(12)]
        public string? Code { get; set; }

        public int? Population { get; set; }

        public bool? Poor { get; set; }

        public decimal? Latitude { get; set; }

        public decimal? Longitude { get; set; }

        public DateOnly? AsOf { get; set; }

        [StringLength(200)]
        public string? Source { get; set; }
    }
}
