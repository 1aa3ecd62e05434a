using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Modules.Officers;

namespace Yinong.Modules.Training;

/// <summary>A line of the results: who sat what, the certificate that came of it, and how many answers were sealed without a line and sent later.</summary>
public sealed record ResultLine(ExamSitting Sitting, Exam Exam, Officer Officer, Qualification? Qualification, string? Certificate, int Late = 0);

/// <summary>Results within the viewer's reach, the latest first, by keyset (the keys of sittings sort by time).</summary>
public sealed class ResultList(AppDb db, OfficerRegister officerRegister, Viewer viewer)
{
    public const int PageSize = 50;

    public async Task<(IReadOnlyList<ResultLine> Lines, bool More)> PageAsync(int? exam, SittingState? state, DivisionCode place, Guid? after, int size = PageSize, CancellationToken cancel = default)
    {
        var sittings = Within(place).AsNoTracking();
        if (exam is { } id) sittings = sittings.Where(s => s.ExamId == id);
        if (state is { } wanted) sittings = sittings.Where(s => s.State == wanted);
        if (after is { } last) sittings = sittings.Where(s => s.Id < last);
        var found = await sittings.OrderByDescending(s => s.Id).Take(size + 1).ToListAsync(cancel);
        return (await DrawAsync([.. found.Take(size)], cancel), found.Count > size);
    }

    /// <summary>How many are in each state.</summary>
    public async Task<IReadOnlyDictionary<SittingState, int>> CountsAsync(int exam, DivisionCode place, CancellationToken cancel = default) =>
        await Within(place).Where(s => s.ExamId == exam).GroupBy(s => s.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);

    // An operator's people know only the officers of its stations.
    IQueryable<ExamSitting> Within(DivisionCode place)
    {
        var sittings = db.ExamSittings.Where(s => s.Division >= place.From && s.Division <= place.To);
        return viewer.Reach.Organisation is null ? sittings : sittings.Where(s => officerRegister.Visible().Any(o => o.Id == s.OfficerId));
    }

    async Task<List<ResultLine>> DrawAsync(List<ExamSitting> page, CancellationToken cancel)
    {
        var (officerIds, examIds) = (page.Select(s => s.OfficerId).Distinct().ToList(), page.Select(s => s.ExamId).Distinct().ToList());
        var sources = page.Where(s => s.State is SittingState.Passed).Select(s => ExamSitting.SourceOf(s.Id)).ToList();
        // The sitting is in reach; the officer may have moved away since.
        var officers = await db.Officers.IgnoreQueryFilters().AsNoTracking().Where(o => officerIds.Contains(o.Id)).ToDictionaryAsync(o => o.Id, cancel);
        var exams = await db.Exams.AsNoTracking().Where(e => examIds.Contains(e.Id)).ToDictionaryAsync(e => e.Id, cancel);
        var passes = await db.Qualifications.IgnoreQueryFilters().AsNoTracking().Where(q => sources.Contains(q.Source)).ToDictionaryAsync(q => q.Source, cancel);
        var ids = page.Select(s => s.Id).ToList();
        var late = await db.ExamAnswers.Where(a => ids.Contains(a.SittingId) && a.SealedAt != null).GroupBy(a => a.SittingId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        var passIds = passes.Values.Select(q => (int?)q.Id).ToList();
        var certificates = await db.Certificates.IgnoreQueryFilters().AsNoTracking().Where(c => passIds.Contains(c.QualificationId)).ToDictionaryAsync(c => c.QualificationId!.Value, c => c.Number, cancel);
        return [.. page.Select(s =>
        {
            var pass = passes.GetValueOrDefault(ExamSitting.SourceOf(s.Id));
            return new ResultLine(s, exams[s.ExamId], officers[s.OfficerId], pass, pass is null ? null : certificates.GetValueOrDefault(pass.Id), late.GetValueOrDefault(s.Id));
        })];
    }
}
