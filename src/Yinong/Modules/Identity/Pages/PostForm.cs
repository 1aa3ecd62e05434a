using System.ComponentModel.DataAnnotations;
using Yinong.Modules.Divisions;
using Yinong.Web;

namespace Yinong.Modules.Identity.Pages;

/// <summary>The fields of a post that is to be given.</summary>
public sealed class PostForm
{
    [Required(ErrorMessage = "请选角色"), StringLength(40)]
    public string Role { get; set; } = "";

    [InDigits, Required(ErrorMessage = "请填区划代码或地名"), StringLength(60)]
    public string Division { get; set; } = "";

    public int? Organisation { get; set; }

    public DateOnly? ValidTo { get; set; }

    [Required(ErrorMessage = "请写明理由"), StringLength(400, MinimumLength = 2)]
    public string Reason { get; set; } = "";

    public NewPost Read(DivisionTree tree, Reach reach) => new(Role, FindPlace(tree, Division, reach), Organisation, Reason.Trim(), null, ValidTo);

    /// <summary>A place as people write it: its code, or its name when there is only one in reach. Throws with the candidates otherwise.</summary>
    public static DivisionCode FindPlace(DivisionTree tree, string typed, Reach reach)
    {
        var text = typed.Trim();
        if (text == DivisionTree.NationName) text = DivisionCode.Nation.ToString();
        if (DivisionCode.TryParse(text, out var code)) return tree.Exists(code) && reach.Contains(code) ? code : throw IdentityProblems.PlaceUnknown();
        var hits = tree.Search(text, 10, reach).Where(hit => hit.Name == text).ToList();
        return hits switch
        {
            [] => throw IdentityProblems.PlaceUnknown(),
            [var one] => one.Code,
            _ => throw IdentityProblems.PlaceAmbiguous(hits.Select(hit => $"{hit.Code} {tree.FullName(hit.Code)}")),
        };
    }
}

/// <summary>A page with the form of a post.</summary>
public interface IPostPage
{
    PostForm Post { get; }

    /// <summary>Roles that the viewer may give.</summary>
    IReadOnlyList<Role> Roles { get; }

    /// <summary>Organisations in reach.</summary>
    IReadOnlyList<Organisation> Organisations { get; }
}
