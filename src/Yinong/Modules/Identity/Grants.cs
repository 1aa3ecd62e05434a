using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity.SignIn;
using Yinong.Platform.Problems;

namespace Yinong.Modules.Identity;

/// <summary>A post that somebody is to get.</summary>
/// <param name="Role">Code of the role.</param>
/// <param name="Division">Where.</param>
/// <param name="Organisation">For which organisation; null: none.</param>
/// <param name="Reason">Why; kept with the post.</param>
/// <param name="ValidFrom">First day; null: today.</param>
/// <param name="ValidTo">Last day; null: open.</param>
public sealed record NewPost(string Role, DivisionCode Division, int? Organisation, string Reason, DateOnly? ValidFrom = null, DateOnly? ValidTo = null);

/// <summary>
/// What somebody may give to others: only what the own post holds (to use or to pass on), only inside the own reach, never to himself.
/// The installation itself (<see cref="Installation"/>: the command line and the set-up link) may give everything.
/// </summary>
public sealed class Grants(Viewer viewer, AppDb db, AccountStore.Db store)
{
    /// <summary>Said aloud by the command line and by the set-up link, which act for whoever owns the machine.</summary>
    public bool Installation { get; set; }

    /// <summary>The roles that the viewer may give, in the order of the file.</summary>
    public IEnumerable<Role> Roles => Identity.Roles.All.Where(Covers);

    /// <summary>Whether the viewer's post covers everything that the role brings.</summary>
    public bool Covers(Role role) =>
        Installation || (viewer.Has(Permission.AccountsGrant) && Identity.Roles.Find(viewer.Post?.Role)?.CoversGrantOf(role) == true);

    /// <summary>Whether the viewer may give this one right, to use or to pass on.</summary>
    public bool Covers(string permission) =>
        Installation || (Identity.Roles.Find(viewer.Post?.Role) is { } own && (own.Permissions.Contains(permission) || own.PassesOn.Contains(permission)));

    /// <summary>Whether the viewer may take away, or act on the holder of, a post.</summary>
    public bool Covers(AccountPost post) =>
        Installation || (Identity.Roles.Find(post.Role) is { } role && Covers(role) && viewer.Reach.Contains(new DivisionCode(post.Division))
            && (viewer.Reach.Organisation is null || viewer.Reach.Organisation == post.OrganisationId));

    /// <summary>Refuses what may not be given; the rules about the post itself hold for everybody.</summary>
    public async Task CheckAsync(NewPost post, int? forAccount)
    {
        var role = Identity.Roles.Find(post.Role) ?? throw IdentityProblems.RoleUnknown(post.Role);
        if (!Installation && !viewer.Reach.Contains(post.Division)) throw Problem.NotFound();
        if (!Covers(role)) throw IdentityProblems.GrantNotHeld(role);
        if (!Installation && forAccount == viewer.AccountId) throw IdentityProblems.GrantToOneself();
        if (!role.Levels.Contains(post.Division.Level)) throw IdentityProblems.RoleLevel(role);
        if (post.ValidTo < post.ValidFrom) throw IdentityProblems.DaysReversed();
        await CheckOrganisationAsync(role, post);
    }

    /// <summary>Refuses to act on somebody who holds more than the viewer could give.</summary>
    public void CheckHolder(Account account, IEnumerable<AccountPost> posts)
    {
        if (Installation) return;
        if (account.Id == viewer.AccountId) throw IdentityProblems.OwnAccount();
        if (!viewer.Has(Permission.AccountsGrant) || !posts.All(Covers)) throw IdentityProblems.HolderOfMore();
    }

    /// <summary>Refuses to take away what the viewer could not give, and what is his own.</summary>
    public void CheckTaking(AccountPost post)
    {
        if (!Installation && post.AccountId == viewer.AccountId) throw IdentityProblems.OwnAccount();
        if (!Covers(post)) throw IdentityProblems.HolderOfMore();
    }

    async Task CheckOrganisationAsync(Role role, NewPost post)
    {
        if (role.Organisation is not { } kind)
        {
            if (post.Organisation is not null) throw IdentityProblems.OrganisationNotWanted(role);
            return;
        }
        if (post.Organisation is null) throw IdentityProblems.OrganisationMissing(role);
        var organisation = await (Installation ? store.Value : db).Organisations.AsNoTracking().FirstOrDefaultAsync(o => o.Id == post.Organisation && o.ClosedAt == null);
        if (organisation is null || organisation.Kind != kind || (viewer.Reach.Organisation is { } own && own != organisation.Id)) throw IdentityProblems.OrganisationUnknown();
        if (!new DivisionCode(organisation.Division).Contains(post.Division)) throw IdentityProblems.OrganisationElsewhere();
    }
}
