using Yinong.Modules.Officers;
using Yinong.Modules.Training;
using Yinong.Platform.Time;

namespace Yinong.Commands.Simulation.Stories;

/// <summary>Lets people sit one examination: the paper is drawn, answered and marked by the product's own rules.</summary>
sealed class ExamRoom(StoryScene scene, Exam exam, IReadOnlyList<BankQuestion> bank)
{
    readonly Dictionary<int, BankQuestion> _bank = bank.ToDictionary(q => q.Id);

    public Exam Exam => exam;

    /// <param name="officer">Who.</param>
    /// <param name="division">His place.</param>
    /// <param name="attempt">1 for the first time.</param>
    /// <param name="on">Day.</param>
    /// <param name="right">Share of right answers, at least and at most.</param>
    /// <param name="dice">His own.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>What a certificate may rest on; null when he failed.</returns>
    public async Task<Qualification?> SitAsync(int officer, long division, int attempt, DateOnly on, double[] right, Dice dice, CancellationToken cancel)
    {
        var started = scene.At(on, ref dice).AddHours(-1);
        var seed = (long)dice.Next();
        var sitting = new ExamSitting
        {
            Id = dice.IdAt(started), ExamId = exam.Id, OfficerId = officer, Division = division, Attempt = (short)attempt, Seed = seed, Paper = string.Join(',', PaperDraw.Draw(bank, exam.Lines, seed)),
            StartedAt = started, EndsAt = started.AddMinutes(exam.Minutes), SubmittedAt = started.AddMinutes(dice.Between(exam.Minutes / 3, exam.Minutes - 1)),
        };
        var share = right[0] + (right[1] - right[0]) * dice.Share();
        var answers = new List<ExamAnswer>();
        foreach (var id in sitting.Questions)
            answers.Add(new() { SittingId = sitting.Id, QuestionId = id, Answer = Answer(_bank[id], dice.Chance(share), ref dice), Flagged = dice.Chance(0.05), SavedAt = started.AddSeconds(dice.Between(60, exam.Minutes * 20)) });
        sitting.Score = (short)answers.Sum(a => Marking.PointsOf(_bank[a.QuestionId], a.Answer, exam.PointsEach) ?? 0);
        sitting.State = sitting.Score >= exam.PassMark ? SittingState.Passed : SittingState.Failed;
        scene.Db.Add(sitting);
        // The sitting first: answers point to it.
        await scene.Db.SaveChangesAsync(cancel);
        scene.Db.AddRange(answers);
        Qualification? ground = null;
        if (sitting.State is SittingState.Passed)
            scene.Db.Add(ground = new()
            {
                OfficerId = officer, Division = division, Title = exam.Name, Score = sitting.Score.Value, OutOf = (short)exam.OutOf, PassedOn = ProgrammeClock.DayOf(sitting.SubmittedAt.Value),
                CertificateKind = exam.CertificateKind, ValidMonths = exam.ValidMonths, Source = ExamSitting.SourceOf(sitting.Id),
            });
        await scene.Db.SaveChangesAsync(cancel);
        return ground;
    }

    // Exactly right, or with the first option turned round; pairs in their order, or all moved on by one.
    static string Answer(BankQuestion question, bool right, ref Dice dice)
    {
        var places = Enumerable.Range(0, question.Options.Count).ToList();
        if (question.Kind is QuestionKind.Matching) return Marking.Write(places.Select(p => (int?)(right ? p : (p + 1) % places.Count)));
        var chosen = places.Where(p => question.Options[p].IsRight).ToList();
        if (right) return Marking.Write(chosen.Select(p => (int?)p));
        if (question.Kind is not QuestionKind.Multiple) return Marking.Write([places.Where(p => !question.Options[p].IsRight).ElementAtOrDefault(dice.Below(places.Count - 1))]);
        var turned = dice.Below(places.Count);
        return Marking.Write(places.Where(p => chosen.Contains(p) != (p == turned)).Select(p => (int?)p));
    }
}
