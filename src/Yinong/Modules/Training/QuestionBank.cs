using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Yinong.Database;
using Yinong.Modules.Divisions;
using Yinong.Platform.Jobs;

namespace Yinong.Modules.Training;

/// <summary>A question that is or was approved: its words are final.</summary>
public sealed record BankQuestion(int Id, DivisionCode Division, string Topic, QuestionKind Kind, int Difficulty, bool IsDrawn, string Text, IReadOnlyList<OptionDraft> Options, string? Explanation, string? Source, string? Picture = null, string? PictureAlt = null);

/// <summary>
/// The bank in memory, so that two thousand takers who begin in one minute read no question from the database. Loaded at the first question and anew after a
/// change; drafts are not in it.
/// </summary>
public sealed class QuestionBank
{
    /// <summary>Topic under which a change of the bank is told to caches.</summary>
    public const string Topic = "question-bank";

    readonly IServiceScopeFactory _scopes;
    volatile Task<FrozenDictionary<int, BankQuestion>>? _questions;

    public QuestionBank(IServiceScopeFactory scopes, ChangeFeed changes)
    {
        _scopes = scopes;
        changes.On(Topic, _ => _questions = null);
    }

    /// <summary>Every question that is or was approved. A load that failed is tried again by the next one who asks.</summary>
    public Task<FrozenDictionary<int, BankQuestion>> AllAsync()
    {
        var questions = _questions;
        if (questions is null or { IsFaulted: true } or { IsCanceled: true }) _questions = questions = LoadAsync();
        return questions;
    }

    /// <summary>What an examination at the place may draw: approved, and belonging to the place or to one above it; in the order of their keys.</summary>
    public async Task<IReadOnlyList<BankQuestion>> DrawnAtAsync(DivisionCode place) =>
        [.. (await AllAsync()).Values.Where(q => q.IsDrawn && q.Division.Contains(place)).OrderBy(q => q.Id)];

    async Task<FrozenDictionary<int, BankQuestion>> LoadAsync()
    {
        await using var scope = _scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var questions = await db.Questions.AsNoTracking().Where(q => q.State != QuestionState.Draft).ToListAsync();
        return questions.ToFrozenDictionary(q => q.Id, q => new BankQuestion(q.Id, new(q.Division), q.Topic, q.Kind, q.Difficulty, q.State is QuestionState.Approved, q.Text, OptionJson.Read(q.Options), q.Explanation, q.Source, q.Picture, q.PictureAlt));
    }
}
