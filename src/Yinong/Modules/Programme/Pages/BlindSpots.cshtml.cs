using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Web;

namespace Yinong.Modules.Programme.Pages;

/// <summary>服务盲区: villages of the roster without a station that counts, by code, a page at a time.</summary>
[Require(Permission.ProgrammeRead)]
public sealed class BlindSpotsModel(ProgrammeProgress progress, DivisionTree tree, Viewer viewer, Frame frame, Texts t) : PlacePage(tree, viewer, frame, t)
{
    public const int PageSize = 100;

    readonly DivisionTree _tree = tree;
    readonly Texts _t = t;

    public Progress Progress { get; private set; } = null!;

    public IReadOnlyList<DivisionInfo> Villages { get; private set; } = [];

    public string? Next { get; private set; }

    public bool IsFirst { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Find(place => $"/programme/blind-spots?division={place}", _t["服务盲区"]);
        var after = Request.Query.Division("after", DivisionCode.Nation);
        IsFirst = after == DivisionCode.Nation;
        Progress = await progress.OfAsync(Place.Code, cancel: cancel);
        var found = await progress.BlindSpotsAsync(Place.Code, after, PageSize + 1, cancel: cancel);
        Villages = [.. found.Take(PageSize)];
        if (found.Count > PageSize) Next = $"/programme/blind-spots?division={Place.Code}&after={Villages[^1].Code}";
    }

    /// <summary>The names between the place of the page and the village.</summary>
    public string Way(DivisionInfo village) => string.Join(" / ", _tree.Path(village.Code.Parent).Where(p => Place.Code.Contains(p.Code) && p.Code != Place.Code).Select(p => p.Name));
}
