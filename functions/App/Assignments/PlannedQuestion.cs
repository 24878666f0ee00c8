using FunctionsApp.Assignments.TakingBack;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Assignments;

/// <summary>The part of a kind of question that names people, subject and times, and changes what is asked by rules of all kinds.</summary>
/// <typeparam name="TState">State of the aggregate that is asked about; its assignments are part of it.</typeparam>
public abstract class PlannedQuestion<TState>(AskingTools tools) : Question
    where TState : class
{
    protected abstract Aggregate<TState> Aggregate { get; }

    protected abstract IReadOnlyList<Assignment> Assignments(TState state);

    protected abstract TState With(TState state, IReadOnlyList<Assignment> assignments);

    /// <summary>Whom to ask, how many, how long; null when there is nothing to ask any more.</summary>
    protected abstract AskPlan? Plan(TState state, Ask ask);

    /// <summary>SHA-256 hex of what is asked about: other content needs another link.</summary>
    protected abstract string Digest(TState state);

    /// <summary>Why no answer is taken any more, see <see cref="AssignmentProblems"/>; null while one is.</summary>
    protected virtual string? Closed(TState state, Assignment assignment) => null;

    /// <summary>What the letter lists beside the title: a line each.</summary>
    protected abstract IEnumerable<(LocalizedText Name, LocalizedText Value)> Details(TState state, Assignment assignment);

    /// <summary>Whether a caller looks after the matter: sees who is asked now, and may have them reminded.</summary>
    protected virtual bool Oversees(TState state, Caller caller) =>
        new Reader(caller, Relation.None, MatterState.Open).Has(Right.Oversee);

    /// <summary>Whether an answer can be taken back while nothing was built on it.</summary>
    protected virtual bool MayBeTakenBack => false;

    /// <summary>The state without the recorded answer; null where something was built on it, as for most kinds at once.</summary>
    protected virtual Change<TState>? TakeBack(TState state, Assignment assignment, DateTimeOffset at) => null;

    /// <summary>Opens an answered assignment again; None where its answer is taken back already.</summary>
    /// <exception cref="ProblemException">not-found, not-assignee, cannot-take-back.</exception>
    public Change<TState> DecideTakeBack(TState state, AssignmentId id, string person, DateTimeOffset at)
    {
        var assignment = AnswerAssignment.Assigned(Assignments(state), id, person);
        if (TakeBackAnswer.Decide(assignment, Closed(state, assignment), at) is not { } open) return Change.None(state);
        var change = TakeBack(state, assignment, at) ?? throw AssignmentProblems.CannotTakeBack.With();
        return change with { Next = With(change.Next, Assignments(change.Next).With([open])) };
    }

    internal sealed override async Task<(Assignment Open, bool Changed)> TakeBackAsync(
        AssignmentId id, string person, CancellationToken cancellation)
    {
        // The time of each try: what was committed meanwhile may be what the time brought.
        var stored = await tools.Store.ChangeAsync(
            Aggregate, id.Ask.Subject, state => DecideTakeBack(state, id, person, tools.Time.GetUtcNow()), cancellation);
        return (AnswerAssignment.Assigned(Assignments(stored.State), id, person), stored.Changed);
    }

    /// <summary>Whether the page offers it.</summary>
    protected bool MayTakeBack(TState state, Assignment assignment)
    {
        try
        {
            var id = new AssignmentId(assignment.Ask, assignment.Number);
            return DecideTakeBack(state, id, assignment.Assignee, tools.Time.GetUtcNow()).Facts.Count > 0;
        }
        catch (ProblemException)
        {
            return false;
        }
    }

    /// <summary>Whether the question can do without an open assignment: the others suffice for what is needed.</summary>
    protected virtual bool MayGo(TState state, Assignment assignment) => false;

    internal sealed override async Task InformAsync(AssignmentId id, string template, CancellationToken cancellation)
    {
        var state = (await tools.Store.GetAsync(Aggregate, id.Ask.Subject, cancellation)).State;
        if (Assignments(state).Of(id.Ask).FirstOrDefault(each => each.Number == id.Number) is not { } assignment) return;
        await tools.Letters.InformAsync(template, assignment, [.. Details(state, assignment)], cancellation);
    }

    internal sealed override async Task<AskedMatter> ReadAsync(Ask ask, CancellationToken cancellation) =>
        Matter((await tools.Store.GetAsync(Aggregate, ask.Subject, cancellation)).State, ask);

    internal sealed override async Task<(AskedMatter Matter, bool Changed)> ChangeAsync(
        Ask ask, string actor, Func<AskedMatter, AskedChange> decide, CancellationToken cancellation)
    {
        var stored = await tools.Store.ChangeAsync(Aggregate, ask.Subject, state =>
        {
            var change = decide(Matter(state, ask));
            return Change.To(With(state, Assignments(state).With(change.Next)), actor, change.Facts);
        }, cancellation);
        return (Matter(stored.State, ask), stored.Changed);
    }

    internal sealed override async Task MailAsync(
        AssignmentId id, string template, CancellationToken cancellation, string? step, IReadOnlyDictionary<string, string>? more)
    {
        var state = (await tools.Store.GetAsync(Aggregate, id.Ask.Subject, cancellation)).State;
        if (Assignments(state).Of(id.Ask).FirstOrDefault(each => each.Number == id.Number) is not { } assignment) return;
        if (assignment.State != AssignmentState.Open || Closed(state, assignment) is not null) return;
        await tools.Letters.SendAsync(
            template, assignment, [.. Details(state, assignment)], Digest(state), cancellation, step, more);
    }

    /// <summary>The person may still be asked: roles, districts and exclusions may have changed since the assignment was opened.</summary>
    /// <exception cref="ProblemException">not-allowed.</exception>
    protected void RequireEligible(TState state, Assignment assignment)
    {
        if (Plan(state, assignment.Ask) is not { } plan) return;
        var person = tools.Staff.With(plan.Roles, plan.District).FirstOrDefault(member => member.Id == assignment.Assignee);
        if (person is null || !ChoosePeople.May(person, plan)) throw IdentityProblems.NotAllowed.With();
    }

    private AskedMatter Matter(TState state, Ask ask) => new(
        ask, Assignments(state),
        () => Plan(state, ask) is { } plan
            ? ChoosePeople.InOrder(tools.Staff.With(plan.Roles, plan.District), plan, ask, Assignments(state)) : [],
        assignment => Closed(state, assignment), caller => Oversees(state, caller),
        assignment => MayGo(state, assignment));
}
