using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Problems;
using Yinong.Web;

namespace Yinong.Modules.Programme.Pages;

/// <summary>分解目标: a place's number of stations, broken down to all its children at once; the sum must be the target.</summary>
[Require(Permission.ProgrammeWrite)]
public sealed class BreakDownModel(ProgrammePlan plan, ProgrammeShelf shelf, RosterVillages rosters, DivisionTree tree, Viewer viewer, Frame frame, Texts t) : PlacePage(tree, viewer, frame, t)
{
    readonly DivisionTree _tree = tree;
    readonly Texts _t = t;

    [BindProperty]
    public BreakDownInput Input { get; set; } = new();

    public ProgrammeBook Book { get; private set; } = null!;

    public IReadOnlyList<(DivisionInfo Place, int RosterVillages)> Children { get; private set; } = [];

    /// <summary>The number to be broken down.</summary>
    public int Wanted { get; private set; }

    public int Sum => Input.Parts.Sum(part => part.Stations ?? 0);

    /// <summary>Shares the number by villages of the roster; what is left over by rounding goes to the largest remainders.</summary>
    public async Task OnGetAsync(bool byRoster = false)
    {
        await ReadAsync();
        var proposed = byRoster ? Shares.ByWeight(Wanted, [.. Children.Select(c => c.RosterVillages)]) : null;
        Input.Parts = [.. Children.Select((child, i) => new PartInput { Code = child.Place.Code.ToString(), Stations = proposed?[i] ?? Book.Targets.GetValueOrDefault(child.Place.Code.Value)?.Stations })];
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await ReadAsync();
        if (!ModelState.IsValid) return Page();
        try
        {
            var parts = Input.Parts.Where(p => DivisionCode.TryParse(p.Code, out _)).DistinctBy(p => p.Code).ToDictionary(p => DivisionCode.Parse(p.Code), p => p.Stations ?? 0);
            await plan.BreakDownAsync(Book.Year.Code, Place.Code, parts, Input.Document.Trim(), Input.DocumentDate!.Value, cancel);
            return Redirect($"/programme?division={Place.Code}");
        }
        catch (Problem problem)
        {
            this.Show(problem, _t);
            return Page();
        }
    }

    async Task ReadAsync()
    {
        FindToWrite(_t["分解目标"]);
        Book = await shelf.GetAsync(ProgrammeProgress.Current);
        if (Book.Targets.GetValueOrDefault(Place.Code.Value)?.Stations is not { } wanted) throw ProgrammeProblems.NoNumberToBreakDown(Place.Name);
        if (IsNation || Place.Code.Level >= DivisionLevel.Town) throw ProgrammeProblems.NothingBelow(Place.Name);
        Wanted = wanted;
        var children = new List<(DivisionInfo, int)>();
        foreach (var child in _tree.Children(Place.Code)) children.Add((child, await rosters.CountAsync(Book.Year.Code, child.Code)));
        Children = children;
    }

    /// <summary>What the form holds.</summary>
    public sealed class BreakDownInput
    {
        public IList<PartInput> Parts { get; set; } = [];

        [Required, StringLength(200)]
        public string Document { get; set; } = "";

        [Required]
        public DateOnly? DocumentDate { get; set; }
    }

    /// <summary>One child's part.</summary>
    public sealed class PartInput
    {
        [Required, StringLength(12)]
        public string Code { get; set; } = "";

        [Range(0, 1_000_000)]
        public int? Stations { get; set; }
    }
}
