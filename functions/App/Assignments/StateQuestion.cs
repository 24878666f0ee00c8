using FunctionsApp.Assignments.AddingSigners;
using FunctionsApp.Assignments.HandingOver;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Platform.Telemetry;
using Microsoft.AspNetCore.Http;

namespace FunctionsApp.Assignments;

/// <summary>
/// A kind of question: the asking feature names the people, the subject and the times, and takes the answer; everything else is
/// here, once.
/// </summary>
/// <typeparam name="TState">State of the aggregate that is asked about; its assignments are part of it.</typeparam>
public abstract class StateQuestion<TState, TAnswer>(AskingTools tools) : PlannedQuestion<TState>(tools)
    where TState : class
    where TAnswer : class, IAnswer
{
    private readonly AskingTools tools = tools;

    public sealed override Type Answer => typeof(TAnswer);

    /// <summary>Adds to the opening what the feature keeps of it.</summary>
    protected virtual Change<TState> Opened(Change<TState> change, Ask ask, IReadOnlyList<Assignment> assignments, DateTimeOffset at) =>
        change;

    /// <summary>What an assignment counts as that lapses; null where it counts for nothing.</summary>
    protected virtual string? CountsAs(TState state, Ask ask) => null;

    /// <summary>
    /// Whether the state has it, by <see cref="Opened"/>, that too few people may be asked: it is recorded once, and not at each
    /// try.
    /// </summary>
    protected abstract bool IsBlocked(TState state, Ask ask);

    /// <summary>Whether the person answered already: true the same, false otherwise, null not at all.</summary>
    protected abstract bool? AnsweredBefore(TState state, Assignment assignment, TAnswer answer);

    /// <summary>Takes the answer; the assignment itself is closed afterwards.</summary>
    /// <exception cref="ProblemException">The answer is not taken.</exception>
    protected abstract Change<TState> Take(TState state, Assignment assignment, TAnswer answer, Answering by);

    /// <summary>What follows from the answer together with those before it.</summary>
    /// <param name="change">With the assignment decided.</param>
    protected virtual Change<TState> Concluding(Change<TState> change, Ask ask, DateTimeOffset at) => change;

    /// <summary>Checks before anything else that a person who may answer at all may answer this.</summary>
    /// <exception cref="ProblemException">The person may not.</exception>
    protected virtual void Admit(TState state, Assignment assignment)
    {
    }

    /// <summary>Throws where what is judged, as it is outside the state, is not what was asked about.</summary>
    protected virtual Func<TState, CancellationToken, Task>? RequireIntact => null;

    protected abstract TAnswer ReadForm(IFormCollection form);

    /// <summary>What is judged, on the page above the form.</summary>
    protected abstract Task<ShownPart> AboutAsync(TState state, Assignment assignment, CancellationToken cancellation);

    /// <summary>The inputs of the answer; see <see cref="Pages.Forms.InputsBase{TModel}"/>.</summary>
    protected abstract ShownPart Inputs(TState state, Assignment assignment);

    /// <summary>What was recorded, and what comes next.</summary>
    protected abstract ShownPart Answered(TState state, Assignment assignment);

    /// <summary>The answer of the API.</summary>
    protected abstract object AnsweredView(TState state, Assignment assignment);

    /// <summary>Whether the assignment has an answer.</summary>
    protected virtual bool IsAnswered(TState state, Assignment assignment) => assignment.State == AssignmentState.Decided;

    /// <summary>Whether another answer may still take the place of the recorded one.</summary>
    protected virtual bool IsCorrectable(TState state, Assignment assignment) => false;

    /// <summary>Called once when an answer was recorded.</summary>
    protected virtual void Recorded(TState state, Assignment assignment)
    {
    }

    internal sealed override async Task<Opening> OpenAsync(Ask ask, DateTimeOffset at, CancellationToken cancellation)
    {
        var stored = await tools.Store.ChangeAsync(Aggregate, ask.Subject, state => DecideOpening(state, ask, at), cancellation);
        if (Plan(stored.State, ask) is not { } plan) return new Opening(OpeningState.Over);
        if (Assignments(stored.State).Of(ask) is not [var first, ..]) return new Opening(OpeningState.Blocked, GiveUp: plan.GiveUp);
        var open = Open(stored.State, ask);
        if (open.Count == 0) return new Opening(OpeningState.Over);
        await MailAsync(
            stored.State, [.. open.Where(assignment => assignment is { Replaces: null, GivenBy: null, Added: null })],
            AssignmentLetters.Opened, cancellation);
        // From the opening as it is stored: an earlier attempt may have made it, at another time and under other settings.
        return new Opening(OpeningState.Asked,
            plan.Ladder.Start(first.OpenedAt, tools.Calendar) with { Due = first.Due, Lapse = first.Lapses });
    }

    internal sealed override async Task<Ladder?> RemindAsync(Ask ask, int number, CancellationToken cancellation)
    {
        var state = await PostponedAsync(ask, cancellation);
        if (Plan(state, ask) is null) return null;
        var open = Open(state, ask);
        DateTimeOffset? Step(Ladder ladder) => number == 0 ? ladder.Remind : ladder.RemindAgain;
        if (Later(state, ask, open, Step, tools.Time.GetUtcNow()) is { } later) return later;
        await MailAsync(state, open, AssignmentLetters.Reminder, cancellation, $"{number + 1}");
        return null;
    }

    internal sealed override async Task<Ladder?> EscalateAsync(Ask ask, DateTimeOffset at, CancellationToken cancellation)
    {
        var postponed = await PostponedAsync(ask, cancellation);
        var overdue = Open(postponed, ask).Where(assignment => assignment.Due < assignment.Lapses).ToList();
        if (Later(postponed, ask, overdue, ladder => ladder.Due, at) is { } later) return later;
        var stored = await tools.Store.ChangeAsync(Aggregate, ask.Subject, state => DecideEscalation(state, ask, at), cancellation);
        await MailSuccessorsAsync(stored.State, ask, cancellation);
        return null;
    }

    internal sealed override Task PassOnAsync(Ask ask, string person, CancellationToken cancellation) =>
        tools.Store.ChangeAsync(Aggregate, ask.Subject, state => DecidePassing(state, ask, person, tools.Time.GetUtcNow()), cancellation);

    internal sealed override async Task MailSuccessorsAsync(Ask ask, CancellationToken cancellation) =>
        await MailSuccessorsAsync((await tools.Store.GetAsync(Aggregate, ask.Subject, cancellation)).State, ask, cancellation);

    internal sealed override async Task<Ladder?> LapseAsync(Ask ask, CancellationToken cancellation)
    {
        var postponed = await PostponedAsync(ask, cancellation);
        if (Later(postponed, ask, Open(postponed, ask), ladder => ladder.Lapse, tools.Time.GetUtcNow()) is { } later) return later;
        await tools.Store.ChangeAsync(Aggregate, ask.Subject, state =>
        {
            if (Plan(state, ask) is null) return Change.None(state);
            var lapsed = LapseAssignments.Decide(Assignments(state), ask);
            return Change.To(With(state, Assignments(state).With(lapsed)), nameof(LapseAssignmentsActivity), lapsed.Select(
                assignment => LapseAssignments.Fact(assignment, assignment.IsOpinion ? null : CountsAs(state, ask))));
        }, cancellation);
        return null;
    }

    internal sealed override Task PostponeAsync(Ask ask, CancellationToken cancellation) => PostponedAsync(ask, cancellation);

    internal sealed override async Task<QuestionView> ViewAsync(
        AssignmentId id, string person, string? digest, CancellationToken cancellation)
    {
        var state = (await tools.Store.GetAsync(Aggregate, id.Ask.Subject, cancellation)).State;
        var assignment = AnswerAssignment.Assigned(Assignments(state), id, person);
        var now = Digest(state);
        var isCorrectable = IsCorrectable(state, assignment);
        if (IsAnswered(state, assignment) && !isCorrectable)
        {
            return new QuestionView(assignment, now, Answered(state, assignment)) { MayTakeBack = MayTakeBack(state, assignment) };
        }

        if (assignment.Given is { } given)
        {
            return new QuestionView(assignment, now, ShownPart.Of<HandedOver, HandedOverShown>(
                new HandedOverShown(tools.Staff.NameOf(given.To), given.Reason, given.At)));
        }

        AnswerAssignment.RequireOpen(Waiting(assignment, isCorrectable), Closed(state, assignment), now, digest ?? now);
        return new QuestionView(assignment, now, await AboutAsync(state, assignment, cancellation), Inputs(state, assignment))
        {
            IsFinal = !isCorrectable && !MayBeTakenBack,
            NoHandOver = NoHandOver,
            Received = HandOverAssignment.Received(Assignments(state), assignment) is { } handed
                ? new ReceivedShown(tools.Staff.NameOf(handed.From), handed.Handing.Reason) : null,
            Signers = SignersShown.Of(Assignments(state), assignment, NoSigners, tools.Staff, tools.Time.GetUtcNow()),
        };
    }

    internal sealed override async Task<IAnswer> ReadAsync(HttpRequest request, CancellationToken cancellation) =>
        await request.ReadJsonAsync<TAnswer>(cancellation);

    internal sealed override IAnswer Read(IFormCollection form) => ReadForm(form);

    internal sealed override async Task<IResult> AnswerAsync(
        AssignmentId id, CallbackToken token, IAnswer answer, CancellationToken cancellation)
    {
        var by = new Answering(token.Recipient, token.Digest, tools.Time.GetUtcNow(), Tracing.Current);
        var stored = await tools.Store.ChangeAsync(Aggregate, id.Ask.Subject, state => Decide(state, id, (TAnswer)answer, by),
            cancellation, confirm: RequireIntact);
        var assignment = AnswerAssignment.Assigned(Assignments(stored.State), id, token.Recipient);
        if (stored.Changed) Recorded(stored.State, assignment);
        var status = stored.Changed ? StatusCodes.Status202Accepted : StatusCodes.Status200OK;
        return Results.Json(AnsweredView(stored.State, assignment), AppJson.Options, statusCode: status);
    }

    /// <summary>Records the answer; None when the same one is recorded already.</summary>
    /// <exception cref="ProblemException">
    /// not-found, not-assignee, already-decided, what the feature admits, assignment-closed, documents-changed, awaits-signer, what
    /// the feature takes; checked in this order.
    /// </exception>
    public Change<TState> Decide(TState state, AssignmentId id, TAnswer answer, Answering by)
    {
        var assignment = AnswerAssignment.Assigned(Assignments(state), id, by.Person);
        if (AnsweredBefore(state, assignment, answer) is { } same) return same ? Change.None(state)
            : throw AssignmentProblems.AlreadyDecided.With();
        Admit(state, assignment);
        AnswerAssignment.RequireOpen(
            Waiting(assignment, IsCorrectable(state, assignment)), Closed(state, assignment), Digest(state), by.Digest);
        AddSigner.RequireNoneAwaited(Assignments(state), assignment, by.At);
        var change = Take(state, assignment, answer, by);
        var decided = assignment with { State = AssignmentState.Decided, AnsweredAt = by.At.ToUniversalTime() };
        return Concluding(change with { Next = With(change.Next, Assignments(change.Next).With([decided])) }, assignment.Ask, by.At);
    }

    /// <summary>Asks all people that the plan needs, or records once that too few may be asked.</summary>
    public Change<TState> DecideOpening(TState state, Ask ask, DateTimeOffset at)
    {
        if (Plan(state, ask) is not { } plan || Assignments(state).Of(ask).Count > 0) return Change.None(state);
        var inOrder = ChoosePeople.InOrder(tools.Staff.With(plan.Roles, plan.District), plan, ask, Assignments(state));
        var day = BeijingTime.Day(at);
        var opened = OpenAssignments.Decide(
            ask, plan, plan.Ladder.Start(at, tools.Calendar), PassAbsence.Decide(inOrder, plan.Count, day), at,
            plan.Ladder.Edition(at, tools.Calendar));
        if (opened.Count == 0 && IsBlocked(state, ask)) return Change.None(state);
        var change = opened.Count == 0
            ? Change.To(state, nameof(OpenAssignmentsActivity), new AssignmentsBlocked(ask.Step, ask.Round, plan.Count, inOrder.Count))
            : Change.To(With(state, Assignments(state).With(opened)), nameof(OpenAssignmentsActivity),
                [.. opened.Select(OpenAssignments.Fact), .. PassAbsence.Facts(opened, inOrder, day)]);
        return Opened(change, ask, opened, at);
    }

    /// <summary>Makes later what a notice makes later that was not there, or was another, when it was asked.</summary>
    public Change<TState> DecidePostponement(TState state, Ask ask)
    {
        if (Plan(state, ask) is not { } plan) return Change.None(state);
        var later = PostponeAssignments.Decide(Assignments(state), ask, plan.Ladder, tools.Calendar);
        return Change.To(
            With(state, Assignments(state).With(later)), nameof(PostponeAssignments), later.Select(PostponeAssignments.Fact));
    }

    /// <summary>Passes what is overdue to delegates.</summary>
    public Change<TState> DecideEscalation(TState state, Ask ask, DateTimeOffset at)
    {
        if (Plan(state, ask) is not { } plan) return Change.None(state);
        var changes = EscalateAssignments.Decide(Assignments(state), ask, tools.Staff.All, Waiting(state, plan, ask, at), at);
        return Change.To(
            With(state, Assignments(state).With([.. changes.SelectMany(change => change.Next)])), nameof(EscalateAssignmentsActivity),
                changes.Select(change => change.Fact));
    }

    /// <summary>Passes on what is open of a person who left, by the rule of an escalation.</summary>
    public virtual Change<TState> DecidePassing(TState state, Ask ask, string person, DateTimeOffset at)
    {
        if (Plan(state, ask) is not { } plan) return Change.None(state);
        var asked = Assignments(state).Of(ask);
        if (PassLeaver.Decide(asked, person, tools.Staff.All, Waiting(state, plan, ask, at), PassLeaver.ByEscalation(asked, at))
            is not var (next, fact)) return Change.None(state);
        return Change.To(With(state, Assignments(state).With(next)), nameof(PassLeaver), fact);
    }

    private static Assignment Waiting(Assignment assignment, bool isCorrectable) =>
        isCorrectable ? assignment with { State = AssignmentState.Open } : assignment;

    /// <summary>Those who can take over now, in order.</summary>
    private IReadOnlyList<StaffMember> Waiting(TState state, AskPlan plan, Ask ask, DateTimeOffset at) => PassAbsence.InOffice(
        ChoosePeople.InOrder(tools.Staff.With(plan.Roles, plan.District), plan, ask, Assignments(state)), BeijingTime.Day(at));

    private IReadOnlyList<Assignment> Open(TState state, Ask ask) =>
        [.. Assignments(state).Of(ask).Where(assignment => assignment.State == AssignmentState.Open)];

    /// <summary>The state after a postponement; those who have more time are told, once for each new due time.</summary>
    private async Task<TState> PostponedAsync(Ask ask, CancellationToken cancellation)
    {
        var state = (await tools.Store.ChangeAsync(Aggregate, ask.Subject, state => DecidePostponement(state, ask), cancellation)).State;
        if (Plan(state, ask) is null) return state;
        foreach (var assignment in Open(state, ask).Where(assignment => assignment.Promised?.Due < assignment.Due))
        {
            await MailAsync(state, [assignment], AssignmentLetters.Postponed, cancellation, BeijingTime.Day(assignment.Due).ToString("O"));
        }

        return state;
    }

    /// <summary>The ladder to wait for, where the step of postponed assignments is still to come; null where it is time.</summary>
    private Ladder? Later(
        TState state, Ask ask, IReadOnlyList<Assignment> waiting, Func<Ladder, DateTimeOffset?> step, DateTimeOffset now) =>
        Plan(state, ask) is { } plan
        && PostponeAssignments.Later(Assignments(state).Of(ask), plan.Ladder, waiting, tools.Calendar) is { } ladder
        && step(ladder) - now > PostponeAssignments.Shortest ? ladder : null;

    private Task MailSuccessorsAsync(TState state, Ask ask, CancellationToken cancellation) => Plan(state, ask) is null
        ? Task.CompletedTask
        : MailAsync(state, [.. Open(state, ask).Where(each => each.Replaces is not null)], AssignmentLetters.Escalated, cancellation);

    private async Task MailAsync(
        TState state, IReadOnlyList<Assignment> assignments, string template, CancellationToken cancellation, string? step = null)
    {
        foreach (var assignment in assignments)
        {
            await tools.Letters.SendAsync(template, assignment, [.. Details(state, assignment)], Digest(state), cancellation, step);
        }
    }
}
