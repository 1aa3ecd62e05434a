using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Divisions.Import;
using Yinong.Platform.Access;
using Yinong.Platform.Database;
using Yinong.Platform.Problems;
using Yinong.Web;

namespace Yinong.Modules.Divisions.Pages;

/// <summary>更新名录: upload a later list → look at what it changes → apply it as a whole, or throw it away.</summary>
[Require("divisions:import")]
[RequestSizeLimit(MostBytes), RequestFormLimits(MultipartBodyLengthLimit = MostBytes)]
public sealed class ReviewModel(DivisionImport import, ReviewShelf shelf, SqlDatabase database, Frame frame, Texts t) : PageModel
{
    public const int MostBytes = 64 * 1024 * 1024;
    public const int PageSize = 100;

    /// <summary>Which upload; nothing before the first step.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Id { get; set; }

    /// <summary>Which kind of change is shown; nothing: the first that there is.</summary>
    [BindProperty(SupportsGet = true)]
    public ChangeKind? Kind { get; set; }

    [BindProperty]
    public IFormFile? Upload { get; set; }

    [BindProperty]
    public ApplyInput Input { get; set; } = new();

    public InstalledList? Installed { get; private set; }

    public DivisionReview? Review { get; private set; }

    public IReadOnlyList<DivisionChange> Shown { get; private set; } = [];

    public string? Next { get; private set; }

    public bool IsFirst { get; private set; } = true;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        await ReadAsync(cancel);
        if (Review is null || Review.Faults.Count > 0) return;
        Kind ??= Enum.GetValues<ChangeKind>().Where(k => Review.CountOf(k) > 0).Select(k => (ChangeKind?)k).FirstOrDefault();
        var after = Request.Query.Division("after", DivisionCode.Nation);
        IsFirst = after == DivisionCode.Nation;
        var rest = Review.Changes.Where(c => c.Kind == Kind && c.Code.CompareTo(after) > 0).Take(PageSize + 1).ToList();
        Shown = [.. rest.Take(PageSize)];
        if (rest.Count > PageSize) Next = $"/divisions/review?id={Id}&kind={Kind}&after={Shown[^1].Code}";
    }

    /// <summary>The first step: the file.</summary>
    public async Task<IActionResult> OnPostUploadAsync(CancellationToken cancel)
    {
        Id = null;
        ModelState.Clear();
        await ReadAsync(cancel);
        if (Upload is null || Upload.Length == 0)
        {
            ModelState.AddModelError(nameof(Upload), t["请选择一个文件"]);
            return Page();
        }
        await using var content = Upload.OpenReadStream();
        var id = await shelf.AddAsync(content, Upload.FileName, cancel);
        try
        {
            await shelf.FindAsync(id, import, Installed!.Revision, cancel);
            return Redirect($"/divisions/review?id={id}");
        }
        catch (Problem problem)
        {
            shelf.Remove(id);
            Response.StatusCode = problem.Status;
            ModelState.AddModelError(nameof(Upload), problem.Detail(t.English));
            return Page();
        }
    }

    /// <summary>The last step: everything in one transaction.</summary>
    public async Task<IActionResult> OnPostApplyAsync(CancellationToken cancel)
    {
        await ReadAsync(cancel);
        if (Review is null) throw Problem.NotFound();
        if (!ModelState.IsValid) return Page();
        try
        {
            await import.ApplyAsync(Review, Input.ValidFrom!.Value, cancel);
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
            return Page();
        }
        shelf.Remove(Id!);
        return Redirect("/divisions/rebased");
    }

    public IActionResult OnPostDrop()
    {
        if (Id is not null) shelf.Remove(Id);
        return Redirect("/divisions/review");
    }

    /// <summary>Every change, or every fault beside its line.</summary>
    public async Task<IActionResult> OnGetReportAsync(CancellationToken cancel)
    {
        await ReadAsync(cancel);
        if (Review is null) throw Problem.NotFound();
        var table = Review.Faults.Count > 0 ? ReviewReport.Faults(Review, t.English) : ReviewReport.Changes(Review);
        return File(System.Text.Encoding.UTF8.GetBytes(table.ToString()), "text/csv; charset=utf-8", Review.File.Name + ".review.csv");
    }

    async Task ReadAsync(CancellationToken cancel)
    {
        frame.Active = "/divisions";
        frame.Crumb(t["行政区划"], "/divisions");
        frame.Crumb(t["更新名录"]);
        Installed = await InstalledList.FindAsync(database, cancel) ?? throw FileProblems.NotInstalled();
        if (Id is null) return;
        Review = await shelf.FindAsync(Id, import, Installed.Revision, cancel) ?? throw Problem.NotFound();
    }

    public string NameOf(ChangeKind kind) => kind switch
    {
        ChangeKind.New => t["新增"],
        ChangeKind.Gone => t["撤销"],
        ChangeKind.Renamed => t["改名"],
        ChangeKind.Returned => t["恢复"],
        _ => t["改城乡分类"],
    };

    public string NameOf(SuccessorBasis basis) => basis switch
    {
        SuccessorBasis.SameName => t["同名"],
        SuccessorBasis.SameNameElsewhere => t["同名，换了上级"],
        SuccessorBasis.Merged => t["并入同名单位"],
        SuccessorBasis.Similar => t["名称相近，不自动写入"],
        _ => "",
    };

    /// <summary>What the last form holds.</summary>
    public sealed class ApplyInput
    {
        [Required]
        public DateOnly? ValidFrom { get; set; }
    }
}
