using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Platform.Audit;
using Yinong.Platform.Jobs;
using Yinong.Platform.Problems;
using Yinong.Platform.Time;

namespace Yinong.Modules.Training;

/// <summary>What came of an import: how many drafts are new, how many were in the bank already.</summary>
public sealed record QuestionImport(int Added, int Known);

/// <summary>
/// The only writer of the bank 题库. A question is written by one person and approved by another; approved words are never changed. A place may read what
/// belongs to the places above it, and changes only what lies in its own reach.
/// </summary>
public sealed class QuestionRegister(AppDb db, Viewer viewer, QuestionPictures pictures, ProgrammeClock clock, AuditLog audit, ChangeFeed feed)
{
    const int MostImported = 2000;

    DivisionCode Place => viewer.Post?.Division ?? DivisionCode.Nation;

    /// <summary>What the viewer may read: his own reach, and what belongs to the places above it.</summary>
    public IQueryable<Question> Visible()
    {
        var (from, to, above) = (viewer.Reach.From, viewer.Reach.To, Above(Place));
        return db.Questions.Where(q => (q.Division >= from && q.Division <= to) || above.Contains(q.Division));
    }

    /// <summary>The question; 404 when there is none or it belongs to a place elsewhere.</summary>
    public async Task<Question> GetAsync(int id, CancellationToken cancel = default) => await Visible().FirstOrDefaultAsync(q => q.Id == id, cancel) ?? throw Problem.NotFound();

    public bool MayChange(Question question) => viewer.Has(Permission.TrainingWrite) && viewer.Reach.Contains(new(question.Division));

    /// <summary>Whether the viewer wrote it, so that another has to approve it.</summary>
    public bool IsAuthor(Question question) => question.AuthorId is { } author && author == viewer.AccountId;

    public async Task<Question> AddAsync(QuestionDraft draft, CancellationToken cancel = default)
    {
        May();
        var question = Make(await pictures.KeepAsync(QuestionCheck.Tidy(draft), cancel), Place.Value, clock.UtcNow);
        question.AuthorId = viewer.AccountId;
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        db.Add(question);
        await db.SaveChangesAsync(cancel);
        audit.Record(db, "question.written", Subject(question), question.Division, new { question.Topic, question.Kind, question.Difficulty, question.Text, question.Picture });
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return question;
    }

    /// <summary>Changes a draft; whoever changes it becomes its author, so that he cannot approve it.</summary>
    public async Task EditAsync(int id, QuestionDraft draft, long version, CancellationToken cancel = default)
    {
        var question = await ChangeableAsync(id, cancel);
        if (question.State is not QuestionState.Draft) throw TrainingProblems.NotADraft();
        var tidy = await pictures.KeepAsync(QuestionCheck.Tidy(draft), cancel);
        var before = question.Text;
        (question.Topic, question.Kind, question.Difficulty, question.Text) = (tidy.Topic, tidy.Kind, (short)tidy.Difficulty, tidy.Text);
        (question.Options, question.Explanation, question.Source, question.AuthorId) = (OptionJson.Write(tidy.Options), tidy.Explanation, tidy.Source, viewer.AccountId);
        (question.Picture, question.PictureAlt) = (tidy.Picture?.Hash, tidy.Picture?.Alt);
        audit.Record(db, "question.edited", Subject(question), question.Division, new { before, after = question.Text, question.Picture });
        await SaveAsync(question, version, cancel);
    }

    /// <summary>A second person takes the draft into the bank; from then on it is drawn.</summary>
    public async Task ApproveAsync(int id, long version, CancellationToken cancel = default)
    {
        var question = await ChangeableAsync(id, cancel);
        if (question.State is not QuestionState.Draft) throw TrainingProblems.NotADraft();
        if (IsAuthor(question)) throw TrainingProblems.OwnQuestion();
        (question.State, question.ApproverId) = (QuestionState.Approved, viewer.AccountId);
        audit.Record(db, "question.approved", Subject(question), question.Division);
        await SaveAsync(question, version, cancel);
    }

    /// <summary>Takes a question out: it is not drawn any more, and papers that have it can still be read.</summary>
    public async Task RetireAsync(int id, string? reason, long version, CancellationToken cancel = default)
    {
        var question = await ChangeableAsync(id, cancel);
        if (question.State is QuestionState.Retired) throw TrainingProblems.RetiredAlready();
        if (reason is null || reason.Trim().Length < 2) throw TrainingProblems.ReasonNeeded();
        question.State = QuestionState.Retired;
        audit.Record(db, "question.retired", Subject(question), question.Division, reason: reason.Trim());
        await SaveAsync(question, version, cancel);
    }

    /// <summary>
    /// Takes many questions in as drafts, all or none. What says the same as a question that the place draws already is not taken twice, so the same file may
    /// be given again. The first one that is wrong is named with its place in the list.
    /// </summary>
    public async Task<QuestionImport> ImportAsync(IReadOnlyList<QuestionDraft> drafts, CancellationToken cancel = default)
    {
        May();
        if (drafts.Count is 0 or > MostImported) throw TrainingProblems.ImportSize(MostImported);
        var tidy = drafts.Select((draft, i) => TidyAt(draft, i + 1)).DistinctBy(Sameness).ToList();
        var known = (await Visible().Where(q => q.State != QuestionState.Retired).Select(q => new { q.Kind, q.Text, q.PictureAlt }).ToListAsync(cancel)).Select(q => (q.Kind, q.Text, q.PictureAlt)).ToHashSet();
        var fresh = new List<QuestionDraft>();
        foreach (var draft in tidy.Where(d => !known.Contains(Sameness(d)))) fresh.Add(await pictures.KeepAsync(draft, cancel));
        var place = Place.Value;
        var editions = (await db.Questions.Where(q => q.Division == place && q.Code != null).Select(q => new { q.Code, q.Edition }).ToListAsync(cancel)).GroupBy(q => q.Code!).ToDictionary(g => g.Key, g => g.Max(q => q.Edition));
        foreach (var draft in fresh)
        {
            var question = Make(draft, place, clock.UtcNow);
            question.AuthorId = viewer.AccountId;
            if (draft.Code is { } code) editions[code] = question.Edition = (short)(editions.GetValueOrDefault(code) + 1);
            db.Add(question);
        }
        audit.Record(db, "questions.imported", $"division:{Place}", place, new { added = fresh.Count, known = drafts.Count - fresh.Count });
        await db.SaveChangesAsync(cancel);
        return new(fresh.Count, drafts.Count - fresh.Count);
    }

    internal static Question Make(QuestionDraft draft, long division, DateTime at) => new()
    {
        Division = division, Code = draft.Code, Topic = draft.Topic, Kind = draft.Kind, Difficulty = (short)draft.Difficulty, State = QuestionState.Draft, Text = draft.Text,
        Options = OptionJson.Write(draft.Options), Explanation = draft.Explanation, Source = draft.Source, Picture = draft.Picture?.Hash, PictureAlt = draft.Picture?.Alt, CreatedAt = at, Version = 1,
    };

    /// <summary>The place and those above it, which are what a place reads upward.</summary>
    internal static long[] Above(DivisionCode place) => [.. Enumerable.Range(0, (int)place.Level + 1).Select(level => place.At((DivisionLevel)level).Value).Distinct()];

    // Two questions of the same words about different pictures are two; a picture is told by what it shows, because each file of it has other bytes.
    static (QuestionKind Kind, string Text, string? Alt) Sameness(QuestionDraft draft) => (draft.Kind, draft.Text, draft.Picture?.Alt);

    static QuestionDraft TidyAt(QuestionDraft draft, int place)
    {
        try
        {
            return QuestionCheck.Tidy(draft);
        }
        catch (Problem problem)
        {
            throw TrainingProblems.WrongInImport(place, problem);
        }
    }

    async Task<Question> ChangeableAsync(int id, CancellationToken cancel)
    {
        May();
        var question = await GetAsync(id, cancel);
        return viewer.Reach.Contains(new(question.Division)) ? question : throw TrainingProblems.AboveYou();
    }

    async Task SaveAsync(Question question, long version, CancellationToken cancel)
    {
        db.Entry(question).Property(q => q.Version).OriginalValue = version;
        question.Version = version + 1;
        feed.Announce(db, QuestionBank.Topic, question.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await db.SaveChangesAsync(cancel);
    }

    void May()
    {
        if (!viewer.Has(Permission.TrainingWrite)) throw TrainingProblems.NotYours();
    }

    static string Subject(Question question) => $"question:{question.Id}";
}
