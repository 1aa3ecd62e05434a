using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Officers.Standings;
using Yinong.Platform.Numbers;

namespace Yinong.Modules.Officers;

/// <summary>The saved views of the officers' list.</summary>
public enum OfficerView
{
    [Display(Name = "全部")] All,
    [Display(Name = "在岗")] OnPost,
    [Display(Name = "证件快到期")] Expiring,
    [Display(Name = "在岗但无有效证")] Uncertified,
    [Display(Name = "备用（未上岗）")] Reserve,
    [Display(Name = "聘期快到期")] TermEnding,
    [Display(Name = "受处理或离任")] Measures,
}

/// <summary>A line of the list: the officer, where he is on post today (station number and name), and his best certificate.</summary>
public sealed record OfficerLine(Officer Officer, string? StationNumber, string? StationName, Certificate? Certificate);

/// <summary>Lists of officers by keyset (place, key), like those of stations.</summary>
public sealed class OfficerList(AppDb db, OfficerRegister register)
{
    /// <summary>A certificate that ends within so many days is to be renewed.</summary>
    public const int ExpiringDays = 60;

    public const int PageSize = 50;

    /// <summary>One page, and whether there are more.</summary>
    public async Task<(IReadOnlyList<OfficerLine> Lines, bool More)> PageAsync(OfficerView view, string? text, long from, long to, (long Division, int Id)? after, DateOnly today, CancellationToken cancel)
    {
        var officers = Matching(view, today).AsNoTracking().Where(o => o.Division >= from && o.Division <= to);
        if (!string.IsNullOrWhiteSpace(text)) officers = WhereText(officers, text.Trim());
        if (after is { } last) officers = officers.Where(o => o.Division >= last.Division && (o.Division > last.Division || o.Id > last.Id));
        var found = await officers.OrderBy(o => o.Division).ThenBy(o => o.Id).Take(PageSize + 1).ToListAsync(cancel);
        var page = found.Take(PageSize).ToList();
        return (await DrawAsync(page, today, cancel), found.Count > PageSize);
    }

    IQueryable<Officer> Matching(OfficerView view, DateOnly today)
    {
        var soon = today.AddDays(ExpiringDays);
        var officers = register.Visible();
        var onPost = officers.Where(o => db.Postings.Any(p => p.OfficerId == o.Id && p.FromDate <= today && (p.ToDate == null || p.ToDate >= today)));
        return view switch
        {
            OfficerView.OnPost => onPost,
            OfficerView.Reserve => officers.Where(o => !db.Postings.Any(p => p.OfficerId == o.Id && (p.ToDate == null || p.ToDate >= today))),
            OfficerView.Uncertified => onPost.Where(o => !Valid(today).Any(c => c.OfficerId == o.Id)),
            OfficerView.TermEnding => officers.Where(o => db.Postings.Any(p => p.OfficerId == o.Id && p.Kind == PostingKind.Term && p.EndReasonCode == null && p.ToDate >= today && p.ToDate <= soon && !db.Postings.Any(n => n.OfficerId == o.Id && n.StationId == p.StationId && n.FromDate > p.FromDate))),
            OfficerView.Measures => officers.Where(o => o.Standing != OfficerStanding.Normal),
            OfficerView.Expiring => officers.Where(o => Valid(today).Any(c => c.OfficerId == o.Id) && !Valid(today).Any(c => c.OfficerId == o.Id && c.ValidTo > soon)),
            _ => officers,
        };
    }

    IQueryable<Certificate> Valid(DateOnly day) => db.Certificates.HoldingOn(day);

    static IQueryable<Officer> WhereText(IQueryable<Officer> officers, string text)
    {
        var tidy = NumberText.Tidy(text);
        if (tidy.Length == 0 || !char.IsAsciiDigit(tidy[0])) return officers.Where(o => o.Name.Contains(text));
        var last = tidy.PadRight(OfficerNumber.Length, 'Z');
        return officers.Where(o => string.Compare(o.Number, tidy) >= 0 && string.Compare(o.Number, last) <= 0);
    }

    async Task<List<OfficerLine>> DrawAsync(List<Officer> page, DateOnly today, CancellationToken cancel)
    {
        var ids = page.Select(o => o.Id).ToList();
        var posts = (await (from p in db.Postings
                            join s in db.Stations on p.StationId equals s.Id
                            where ids.Contains(p.OfficerId) && p.FromDate <= today && (p.ToDate == null || p.ToDate >= today)
                            orderby p.FromDate
                            select new { p.OfficerId, s.Number, s.Name }).ToListAsync(cancel)).ToLookup(p => p.OfficerId);
        var certificates = (await db.Certificates.AsNoTracking().Where(c => ids.Contains(c.OfficerId) && c.Kind == CertificateKinds.Duty).ToListAsync(cancel)).ToLookup(c => c.OfficerId);
        return [.. page.Select(o => new OfficerLine(o, posts[o.Id].FirstOrDefault()?.Number, posts[o.Id].FirstOrDefault()?.Name,
            certificates[o.Id].OrderByDescending(c => c.StatusOn(today) is CertificateStatus.Valid).ThenByDescending(c => c.ValidTo).FirstOrDefault()))];
    }
}
