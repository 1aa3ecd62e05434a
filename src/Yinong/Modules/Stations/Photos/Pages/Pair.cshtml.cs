using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Audit;
using Yinong.Platform.Problems;
using Yinong.Web;

namespace Yinong.Modules.Stations.Photos.Pages;

/// <summary>核对照片: two photos side by side, how they differ, what was judged, and the form for a judgement.</summary>
[Require(Permission.StationsRead)]
public sealed class PairModel(PhotoList list, PhotoDesk desk, AppDb db, AuditActor actor, DivisionTree places, Texts t) : PageModel
{
    [BindProperty]
    public JudgeInput Input { get; set; } = new();

    public PhotoPairView View { get; private set; } = null!;

    public IReadOnlyList<PhotoJudgement> Judgements { get; private set; } = [];

    /// <summary>What stands in the viewer's way; null: he may judge.</summary>
    public Problem? Barred { get; private set; }

    public DivisionTree Places => places;

    IReadOnlyDictionary<string, string> _names = new Dictionary<string, string>();

    public string NameOf(string who) => _names.GetValueOrDefault(who, who);

    public async Task OnGetAsync(int id)
    {
        await ReadAsync(id);
        Input.Version = View.Pair.Version;
    }

    public async Task<IActionResult> OnPostAsync(int id)
    {
        await ReadAsync(id);
        if (!ModelState.IsValid) return Page();
        try
        {
            await desk.JudgeAsync(id, Input.Verdict, Input.Reason, Input.Version, HttpContext.RequestAborted);
            return Redirect($"/photos/{id.ToString(CultureInfo.InvariantCulture)}");
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
            return Page();
        }
    }

    async Task ReadAsync(int id)
    {
        var cancel = HttpContext.RequestAborted;
        View = await list.GetAsync(id, cancel);
        Judgements = await db.PhotoJudgements.AsNoTracking().Where(j => j.PairId == id).OrderByDescending(j => j.Id).ToListAsync(cancel);
        _names = await db.NamesOfAsync(Judgements.Select(j => j.Actor), cancel);
        Barred = !desk.MayJudge ? PhotoProblems.NotYours() : View.Later.Evidence?.Actor == actor.Actor ? PhotoProblems.OwnPhoto() : null;
    }

    /// <summary>What the form holds.</summary>
    public sealed class JudgeInput
    {
        public PhotoVerdict? Verdict { get; set; }

        [StringLength(300, ErrorMessage = "最多300个字")]
        public string? Reason { get; set; }

        public long Version { get; set; }
    }
}
