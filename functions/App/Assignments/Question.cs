using FunctionsApp.Assignments.AddingSigners;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;

namespace FunctionsApp.Assignments;

/// <summary>
/// A kind of question that people are asked. A feature that asks derives from <see cref="StateQuestion{TState,TAnswer}"/>.
/// </summary>
public abstract class Question
{
    /// <summary>Letters and digits, unique: the beginning of its assignments' ids and the purpose of its tokens.</summary>
    public abstract string Kind { get; }

    /// <summary>What is asked, whatever about: how a list of all questions calls it.</summary>
    public abstract LocalizedText Label { get; }

    /// <summary>Record of the answer's body.</summary>
    public abstract Type Answer { get; }

    /// <summary>Why its assignments cannot be handed over; null where they can.</summary>
    public virtual LocalizedText? NoHandOver => null;

    /// <summary>Why its assignees cannot add signers; null where they can.</summary>
    public virtual LocalizedText? NoSigners => AddSignerTexts.NotHere;

    internal abstract Task<Opening> OpenAsync(Ask ask, DateTimeOffset at, CancellationToken cancellation);

    /// <summary>Null when it is done; the ladder to wait for where the step comes later now. The same holds for the next two.</summary>
    internal abstract Task<Ladder?> RemindAsync(Ask ask, int number, CancellationToken cancellation);

    internal abstract Task<Ladder?> EscalateAsync(Ask ask, DateTimeOffset at, CancellationToken cancellation);

    internal abstract Task<Ladder?> LapseAsync(Ask ask, CancellationToken cancellation);

    /// <summary>Passes on what is open of a person who left; where no one can take over, it stays and is listed.</summary>
    internal abstract Task PassOnAsync(Ask ask, string person, CancellationToken cancellation);

    /// <summary>Writes to those who took over. Safe to run twice: a letter has one id.</summary>
    internal abstract Task MailSuccessorsAsync(Ask ask, CancellationToken cancellation);

    /// <summary>By what a successor is asked: another question where that one comes first.</summary>
    internal virtual Ask AskOfSuccessor(Ask ask) => ask;

    /// <summary>Gives what is open the times of the calendar as it is now, and writes to those who have more of it.</summary>
    internal abstract Task PostponeAsync(Ask ask, CancellationToken cancellation);

    /// <summary>What is asked of a person, or what the person answered. Changes nothing.</summary>
    /// <param name="digest">Of what the person was asked about; null for the content as it is now.</param>
    /// <exception cref="ProblemException">not-found, not-assignee, assignment-closed, documents-changed.</exception>
    internal abstract Task<QuestionView> ViewAsync(AssignmentId id, string person, string? digest, CancellationToken cancellation);

    /// <summary>The question as it is now, with all that was asked of it. Changes nothing.</summary>
    /// <exception cref="ProblemException">not-found.</exception>
    internal abstract Task<AskedMatter> ReadAsync(Ask ask, CancellationToken cancellation);

    /// <summary>Takes the person's answer back; true where it was not before.</summary>
    /// <exception cref="ProblemException">not-found, not-assignee, cannot-take-back.</exception>
    internal abstract Task<(Assignment Open, bool Changed)> TakeBackAsync(
        AssignmentId id, string person, CancellationToken cancellation);

    /// <summary>Changes assignments of the question by a rule; true where the rule found something to change.</summary>
    internal abstract Task<(AskedMatter Matter, bool Changed)> ChangeAsync(
        Ask ask, string actor, Func<AskedMatter, AskedChange> decide, CancellationToken cancellation);

    /// <summary>Sends the letter with its link, while the assignment is open. Safe to run twice.</summary>
    internal abstract Task MailAsync(
        AssignmentId id, string template, CancellationToken cancellation, string? step = null,
        IReadOnlyDictionary<string, string>? more = null);

    /// <summary>Sends a letter that asks nothing. Safe to run twice.</summary>
    internal abstract Task InformAsync(AssignmentId id, string template, CancellationToken cancellation);

    /// <summary>The answer's body as JSON.</summary>
    internal abstract Task<IAnswer> ReadAsync(HttpRequest request, CancellationToken cancellation);

    /// <summary>The answer of the page's form.</summary>
    internal abstract IAnswer Read(IFormCollection form);

    /// <summary>Records the answer: 202, or 200 for the same again, with what the API answers.</summary>
    internal abstract Task<IResult> AnswerAsync(AssignmentId id, CallbackToken token, IAnswer answer, CancellationToken cancellation);
}

/// <summary>The kinds of questions, by name.</summary>
public sealed class Questions(IEnumerable<Question> all)
{
    private readonly Dictionary<string, Question> byKind = all.ToDictionary(question => AssignmentId.IsWord(question.Kind)
        ? question.Kind
        : throw new ArgumentException($"'{question.Kind}' has more than letters and digits: no link to its assignments would be found.",
            nameof(all)));

    /// <summary>Those of all features.</summary>
    public static IEnumerable<Type> Kinds =>
        typeof(Question).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Question)) && !type.IsAbstract);

    public IReadOnlyCollection<Question> All => byKind.Values;

    /// <summary>What a kind asks; the kind itself where an earlier version asked it.</summary>
    public LocalizedText LabelOf(string kind) => byKind.GetValueOrDefault(kind)?.Label ?? new(kind, kind);

    /// <exception cref="InvalidOperationException">An orchestration asks what no feature knows.</exception>
    public Question Of(Ask ask) => byKind.GetValueOrDefault(ask.Kind)
        ?? throw new InvalidOperationException($"There is no question of kind '{ask.Kind}'.");

    /// <exception cref="ProblemException">not-found: no assignment can be called so.</exception>
    public (Question Question, AssignmentId Id) Find(string id) =>
        AssignmentId.Parse(id) is { } parsed && byKind.TryGetValue(parsed.Ask.Kind, out var question) ? (question, parsed)
            : throw PlatformProblems.NotFound.With();

    /// <summary>An assignment as its assignee may work with it.</summary>
    /// <exception cref="ProblemException">not-found; not-assignee.</exception>
    public async Task<OwnAssignment> GetOwnAsync(string id, string person, CancellationToken cancellation)
    {
        var (question, parsed) = Find(id);
        var matter = await question.ReadAsync(parsed.Ask, cancellation);
        return new OwnAssignment(matter, AnswerAssignment.Assigned(matter.Assignments, parsed, person), question);
    }
}

/// <summary>A person's assignment, and what it belongs to.</summary>
public sealed record OwnAssignment(AskedMatter Matter, Assignment Assignment, Question Question);
