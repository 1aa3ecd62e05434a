using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Stations.SixHaves.Pages;

/// <summary>修订本省清单: raise minimums, require what is optional, add an item, take back what the province itself had added.</summary>
[Require(Permission.StationsFile)]
public sealed class ChecklistEditModel(ChecklistEditions editions, DivisionTree places, Viewer viewer, ProgrammeClock clock, Texts t) : PageModel
{
    [BindProperty]
    public EditInput Input { get; set; } = new();

    /// <summary>Highest number of an item that the province has ever added.</summary>
    int _highest;

    public DivisionCode Province { get; private set; }

    public string ProvinceName => places.Name(Province);

    public DateOnly Today => clock.Today;

    /// <summary>What the last edition asks; the form begins with it.</summary>
    public ProvincialAsks Last { get; private set; } = ProvincialAsks.Nothing;

    public static IEnumerable<ChecklistItem> National => NationalChecklist.Current.Items;

    public async Task OnGetAsync()
    {
        await ReadAsync();
        Input.EffectiveFrom = Today;
        foreach (var item in National.Where(i => i.Minimum is not null)) Input.Minimums[item.Code] = InspectionNumbers.Write(Last.Minimums.GetValueOrDefault(item.Code, item.Minimum!.Value));
        Input.Items = [.. Last.Required];
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await ReadAsync();
        foreach (var item in National.Where(i => i.Minimum is not null)) Input.Minimums.TryAdd(item.Code, InspectionNumbers.Write(item.Minimum!.Value));
        if (!ModelState.IsValid) return Page();
        try
        {
            await editions.WriteAsync(Province, Asks(), Input.EffectiveFrom!.Value, Input.Source, HttpContext.RequestAborted);
            return Redirect($"/stations/checklist?division={Province}");
        }
        catch (Problem problem)
        {
            this.Show(problem, t);
            return Page();
        }
    }

    ProvincialAsks Asks()
    {
        var minimums = new Dictionary<string, decimal>();
        foreach (var (code, typed) in Input.Minimums)
        {
            var item = NationalChecklist.Current.Find(code) ?? throw SixHavesProblems.UnknownItem(code);
            var value = InspectionNumbers.Read(typed) ?? throw SixHavesProblems.NumberWrong($"Minimums[{code}]", item.Name, item.NameEn);
            if (value != item.Minimum) minimums[code] = value;
        }
        var added = Last.Added.Where(a => !Input.TakenBack.Contains(a.Item.Code)).ToList();
        if (!string.IsNullOrWhiteSpace(Input.Name)) added.Add(new(Input.Have ?? "", NewItem()));
        return new(minimums, [.. Input.Items.Distinct().Where(code => NationalChecklist.Current.Find(code)?.Required != true)], added);
    }

    ChecklistItem NewItem()
    {
        var minimum = InspectionNumbers.Read(Input.Minimum);
        var type = Input.Type ?? throw SixHavesProblems.AddedIncomplete();
        var number = type is ItemType.Number or ItemType.Measured;
        if (NationalChecklist.FindHave(Input.Have) is null || number && (minimum is null || string.IsNullOrWhiteSpace(Input.Unit))) throw SixHavesProblems.AddedIncomplete();
        // Never used again, also when it is taken back: numbered by what the province has ever added.
        var code = $"p{Province}-{_highest + 1}";
        var name = Input.Name!.Trim();
        return new(code, type, name, string.IsNullOrWhiteSpace(Input.NameEn) ? name : Input.NameEn.Trim(), Input.Required, Input.Source.Trim(), Input.EffectiveFrom!.Value)
        {
            Minimum = number ? minimum : null, Unit = number ? Input.Unit!.Trim() : null, MaxAgeDays = Input.MaxAgeDays, Provincial = true,
        };
    }

    async Task ReadAsync()
    {
        var home = viewer.Post?.Division ?? new(viewer.Reach.From);
        Province = Request.Query.Division("division", home);
        if (Province.Level != DivisionLevel.Province || !viewer.Reach.Contains(Province)) throw Problem.NotFound();
        if (!editions.MayWrite(Province)) throw StationProblems.NotYours();
        var history = await editions.HistoryAsync(Province, HttpContext.RequestAborted);
        if (history.Count == 0) return;
        Last = ChecklistEditions.Read(history[0]);
        _highest = history.SelectMany(e => ChecklistEditions.Read(e).Added).Select(a => int.Parse(a.Item.Code.AsSpan(a.Item.Code.LastIndexOf('-') + 1), CultureInfo.InvariantCulture)).Append(0).Max();
    }

    /// <summary>What the form holds.</summary>
    public sealed class EditInput
    {
        [Required]
        public DateOnly? EffectiveFrom { get; set; }

        /// <summary>The document on which it rests.</summary>
        [Required, StringLength(120)]
        public string Source { get; set; } = "";

        public Dictionary<string, string?> Minimums { get; set; } = [];

        /// <summary>Optional items that become required.</summary>
        public List<string> Items { get; set; } = [];

        /// <summary>Own items that are taken back.</summary>
        public List<string> TakenBack { get; set; } = [];

        // One further item; without a name there is none.
        [StringLength(60)]
        public string? Name { get; set; }

        [StringLength(120)]
        public string? NameEn { get; set; }

        [StringLength(20)]
        public string? Have { get; set; }

        public ItemType? Type { get; set; }

        [StringLength(20)]
        public string? Minimum { get; set; }

        [StringLength(20)]
        public string? Unit { get; set; }

        public bool Required { get; set; } = true;

        [Range(1, 3650)]
        public int? MaxAgeDays { get; set; }
    }
}
