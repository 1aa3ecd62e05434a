using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Platform.Access;
using Yinong.Platform.Audit;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Modules.Training.Pages;

/// <summary><c>GET /training/exams.csv</c> and <c>GET /training/results.csv?exam=&amp;state=</c>: examinations and results as tables; names are masked, and every export of results is audited.</summary>
static class ExamExports
{
    const int PieceSize = 500;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/training/exams.csv", SendExamsAsync).Require(Permission.OfficersRead).ExcludeFromDescription();
        app.MapGet("/training/results.csv", SendResultsAsync).Require(Permission.OfficersRead).ExcludeFromDescription();
    }

    static async Task<IResult> SendExamsAsync(ExamRegister register, DivisionTree places, ProgrammeClock clock, Texts t, CancellationToken cancel)
    {
        var table = new CsvTable(t["考试编号"], t["考试名称"], t["区划代码"], t["范围"], t["开始日期"], t["截止日期"], t["题数"], t["满分"], t["及格分"], t["考试时间（分钟）"], t["最多考几次"], t["证件有效期（月）"], t["提前结束"]);
        foreach (var exam in await register.Visible().AsNoTracking().OrderByDescending(e => e.Id).ToListAsync(cancel))
        {
            var place = new DivisionCode(exam.Division);
            table.Row(exam.Id, exam.Name, place.ToString(), places.Name(place), exam.OpenFrom, exam.OpenTo, exam.Questions, exam.OutOf, exam.PassMark, exam.Minutes, exam.Attempts, exam.ValidMonths, exam.ClosedAt is { } at ? Show.TableTime(at) : null);
        }
        return table.AsResult($"exams-{clock.Today:yyyyMMdd}.csv");
    }

    static async Task SendResultsAsync(HttpContext context, AppDb db, ExamRegister register, SittingMarks marks, ResultList results, DivisionTree places, Viewer viewer, ProgrammeClock clock, AuditLog audit, Texts t)
    {
        var (query, cancel) = (context.Request.Query, context.RequestAborted);
        int? exam = query["exam"].ToString() is not { Length: > 0 } asked ? null : int.TryParse(asked, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var id) ? id : throw Platform.Problems.Problem.NotFound();
        SittingState? state = query["state"].ToString() is not { Length: > 0 } word ? null : TrainingWords.Find<SittingState>(word) ?? throw TrainingProblems.UnknownState();
        if (exam is { } one) await register.GetAsync(one, cancel);
        await marks.CloseOverAsync(exam, cancel);
        var place = viewer.Post?.Division ?? DivisionCode.Nation;
        audit.Record(db, "exam-results.exported", $"division:{place}", place.Value, new { exam, state = state?.ToString() });
        await db.SaveChangesAsync(cancel);
        await CsvTable.StreamAsync(context, $"results-{clock.Today:yyyyMMdd}.csv", Heads(t), RowsAsync(results, places, exam, state, place, t, cancel));
    }

    static string[] Heads(Texts t) => [t["考试名称"], t["信息员编号"], t["姓名"], t["区划代码"], t["地区"], t["第几次"], t["开始"], t["交卷"], t["得分"], t["满分"], t["结果"], t["证书编号"], t["断线补传题数"]];

    static async IAsyncEnumerable<object?[]> RowsAsync(ResultList results, DivisionTree places, int? exam, SittingState? state, DivisionCode place, Texts t, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        Guid? after = null;
        for (var more = true; more;)
        {
            (var lines, more) = await results.PageAsync(exam, state, place, after, PieceSize, cancel);
            foreach (var line in lines)
            {
                var at = new DivisionCode(line.Sitting.Division);
                yield return
                [
                    line.Exam.Name, line.Officer.Number, Show.Masked(line.Officer.Name), at.ToString(), places.FullName(at), line.Sitting.Attempt, Show.TableTime(line.Sitting.StartedAt),
                    line.Sitting.SubmittedAt is { } handedIn ? Show.TableTime(handedIn) : null, line.Sitting.Score, line.Exam.OutOf, t[line.Sitting.State], line.Certificate, line.Late,
                ];
            }
            if (lines.Count > 0) after = lines[^1].Sitting.Id;
        }
    }
}
