using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Platform.Access;
using Yinong.Platform.Audit;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Identity.Pages;

/// <summary>
/// <c>GET /accounts.csv</c>, <c>/organisations.csv</c>, <c>/clients.csv</c>: who may do what and where, as tables for a yearly review of rights. Inside the
/// viewer's reach; no secrets, no phone numbers; each is audited before the first line leaves.
/// </summary>
static class IdentityExports
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/accounts.csv", AccountsAsync).Require(Permission.AccountsRead).ExcludeFromDescription();
        app.MapGet("/organisations.csv", OrganisationsAsync).Require(Permission.AccountsRead).ExcludeFromDescription();
        app.MapGet("/clients.csv", ClientsAsync).Require(Permission.ClientsManage).ExcludeFromDescription();
    }

    static async Task AccountsAsync(HttpContext context, AccountList accounts, DivisionTree places, AppDb db, Viewer viewer, AuditLog audit, ProgrammeClock clock, Texts t)
    {
        // A role that does not exist must not give away the table of all.
        var role = context.Request.Query["role"].ToString();
        var question = new AccountQuestion(context.Request.Query["q"].ToString().Trim(), role.Length == 0 ? null : Roles.Find(role)?.Code ?? throw IdentityProblems.RoleUnknown(role), null);
        await RecordAsync(context, db, viewer, audit, "accounts.exported", new { question.Text, question.Role });
        await CsvTable.StreamAsync(
            context, $"accounts-{clock.Today:yyyyMMdd}.csv",
            [t["登录名"], t["姓名"], t["归谁管"], t["动态口令"], t["状态"], t["职务"], t["区划代码"], t["范围"], t["单位编号"], t["任职起始日"], t["任职截止日"]], RowsAsync(accounts, question, places, t));
    }

    /// <summary>One line per post; an account without one has a line of its own.</summary>
    static async IAsyncEnumerable<object?[]> RowsAsync(AccountList accounts, AccountQuestion question, DivisionTree places, Texts t)
    {
        for (var more = true; more;)
        {
            var rows = await accounts.ReadAsync(question);
            more = rows.Count > AccountList.PageSize;
            foreach (var row in rows.Take(AccountList.PageSize))
            {
                object?[] who = [row.UserName, row.Name, places.FullName(row.Division), row.TwoFactor ? t["已开"] : t["没开"], row.Closed ? t["停用"] : row.LockedUntil is not null ? t["暂锁"] : t["正常"]];
                foreach (var post in row.Posts.DefaultIfEmpty())
                {
                    yield return post is null
                        ? who
                        : [.. who, Roles.Find(post.Role)?.Name(t.English) ?? post.Role, new DivisionCode(post.Division).ToString(), places.FullName(new(post.Division)), post.OrganisationId, post.ValidFrom, post.ValidTo];
                }
                question = question with { After = (row.Division.Value, row.Id) };
            }
        }
    }

    static async Task OrganisationsAsync(HttpContext context, DivisionTree places, AppDb db, Viewer viewer, AuditLog audit, ProgrammeClock clock, Texts t)
    {
        await RecordAsync(context, db, viewer, audit, "organisations.exported");
        var rows = db.Organisations.AsNoTracking().OrderBy(o => o.Id).AsAsyncEnumerable();
        await CsvTable.StreamAsync(
            context, $"organisations-{clock.Today:yyyyMMdd}.csv", [t["单位编号"], t["单位"], t["类别"], t["区划代码"], t["范围"], t["状态"], t["建立"]],
            rows.Select(o => new object?[] { o.Id, o.Name, Organisations.ListModel.Kind(o.Kind, t), new DivisionCode(o.Division).ToString(), places.FullName(new(o.Division)), o.ClosedAt is null ? t["正常"] : t["关了"], Show.TableTime(o.CreatedAt) }));
    }

    static async Task ClientsAsync(HttpContext context, DivisionTree places, AppDb db, Viewer viewer, AuditLog audit, ProgrammeClock clock, Texts t)
    {
        await RecordAsync(context, db, viewer, audit, "clients.exported");
        var rows = db.ApiClients.AsNoTracking().OrderBy(c => c.Id).AsAsyncEnumerable();
        await CsvTable.StreamAsync(
            context, $"clients-{clock.Today:yyyyMMdd}.csv", ["client_id", t["名称"], t["权限"], t["区划代码"], t["范围"], t["站点编号"], t["建立"], t["建立人"], t["停用时间"]],
            rows.Select(c => new object?[] { c.ClientId, c.Name, c.Scopes, new DivisionCode(c.Division).ToString(), places.FullName(new(c.Division)), c.Station, Show.TableTime(c.CreatedAt), c.CreatedBy, c.DisabledAt is { } at ? Show.TableTime(at) : null }));
    }

    static Task RecordAsync(HttpContext context, AppDb db, Viewer viewer, AuditLog audit, string action, object? details = null)
    {
        var division = viewer.Post?.Division ?? DivisionCode.Nation;
        audit.Record(db, action, $"division:{division}", division.Value, details);
        return db.SaveChangesAsync(context.RequestAborted);
    }
}
