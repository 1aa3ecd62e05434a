using Yinong.Database;
using Yinong.Platform.Database;

namespace Yinong.Modules.Training;

/// <summary>
/// Puts the shipped questions into the database, approved. A question whose words changed with a later file comes in as its next edition and the one before
/// it retires, so that old papers can still be read. What an installation wrote itself is never touched.
/// </summary>
public static class QuestionInstallation
{
    /// <summary>Name of the settings row.</summary>
    public const string Setting = "questions.installed";

    /// <summary>Whether the shipped file is in.</summary>
    public static bool IsCurrent(DatabaseSettings settings) => ShippedData.IsIn(settings, Setting, QuestionFile.Shipped.Fingerprint);

    /// <summary>Does nothing when it is in already.</summary>
    public static void Run(AppDb db) => ShippedData.Install(db, Setting, QuestionFile.Shipped.Fingerprint, () => AddMissing(db, QuestionFile.Shipped));

    static void AddMissing(AppDb db, QuestionFile file)
    {
        var known = db.Questions.Where(q => q.Division == 0 && q.AuthorId == null && q.Code != null).AsEnumerable().GroupBy(q => q.Code!).ToDictionary(g => g.Key, g => g.MaxBy(q => q.Edition)!);
        foreach (var draft in file.Questions)
        {
            var last = known.GetValueOrDefault(draft.Code!);
            if (last is not null && Says(last, draft)) continue;
            if (last is not null) last.State = QuestionState.Retired;
            var question = QuestionRegister.Make(draft, 0, DateTime.UnixEpoch);
            (question.State, question.Edition) = (QuestionState.Approved, (short)((last?.Edition ?? 0) + 1));
            db.Add(question);
        }
    }

    static bool Says(Question known, QuestionDraft draft) =>
        (known.Topic, known.Kind, (int)known.Difficulty, known.Text, known.Options, known.Explanation, known.Source) ==
        (draft.Topic, draft.Kind, draft.Difficulty, draft.Text, OptionJson.Write(draft.Options), draft.Explanation, draft.Source);
}
