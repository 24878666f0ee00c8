using App.Tests.Assignments;
using FunctionsApp.Applications;
using FunctionsApp.Approvals;
using FunctionsApp.Assignments;
using FunctionsApp.Assignments.AddingSigners;
using FunctionsApp.Assignments.HandingOver;
using FunctionsApp.Assignments.Overseeing;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.Reviews;
using Microsoft.Extensions.Time.Testing;
using static App.Tests.Reviews.ReviewSample;

namespace App.Tests.Approvals;

/// <summary>A word of the vocabulary of asking people, or what time and the register do meanwhile.</summary>
internal enum Word
{
    HandOver,
    Remind,
    TakeBack,
    TakeOff,
    AddSigner,
    Answer,
    SendBack,
    Escalate,
    Lapse,
    OutOfOffice,
    Leave,
    Withdraw,

    /// <summary>The stage that waits looks whether it has an outcome; its event may come late, or never.</summary>
    Look,
}

/// <param name="One">Chooses the assignment or person.</param>
/// <param name="Other">Chooses the other person, the decision, or the place.</param>
internal sealed record Step(Word Word, int One, int Other, int Hours);

/// <summary>A review of two stages that is changed by the rules alone, without storage.</summary>
internal sealed class VocabularyModel
{
    private readonly List<StaffMember> people;
    private readonly IReadOnlyList<ApprovalDefinition> stages;
    private readonly FakeTimeProvider time = new(Opened);
    private readonly Dictionary<(string Stage, int Round), StageOutcome> closed = [];
    private int place;
    private int round;

    public VocabularyModel(IReadOnlyList<StaffMember> people, IReadOnlyList<ApprovalDefinition> stages)
    {
        (this.people, this.stages) = ([.. people], stages);
        Open();
    }

    public ReviewState State { get; private set; } = State();

    /// <summary>Signers of the stage that were added after an assignee, less those who were taken off.</summary>
    public int After { get; private set; }

    private ApprovalDefinition Stage => stages[place];

    private Ask Ask => new(ApprovalQuestion.Name, Id, Stage.Name, round);

    private StageRun? Run => State.Run(Stage.Name, round);

    private IReadOnlyList<Decision> Decided => State.DecisionsOf(Stage.Name, round);

    private ProgrammeDefinition Programme => Definition([.. stages]);

    private IReadOnlyList<Assignment> Asked => State.Assignments.Of(Ask);

    private DateTimeOffset Now => time.GetUtcNow();

    private ApprovalQuestion Question => new(
        new AskingTools(null!, AskingBench.Directory(people), WorkingCalendar.Official, null!, time),
        Catalogue([.. stages]), null!, null!);

    /// <summary>Takes one step; what a rule refuses changes nothing.</summary>
    public void Take(Step step)
    {
        time.Advance(TimeSpan.FromHours(step.Hours));
        try
        {
            Apply(step);
        }
        catch (ProblemException)
        {
            return;
        }
        finally
        {
            Check();
        }
    }

    /// <summary>Lets the time of every stage pass; the stage that the review ends in is closed, or waits for people.</summary>
    public void Finish()
    {
        for (var stage = 0; stage <= stages.Count * (1 + Programme.SendBacks); stage++)
        {
            if (Run is { State: StageRunState.Closed }) break;
            foreach (var word in new[] { Word.Look, Word.Escalate, Word.Look, Word.Lapse, Word.Look }) Take(new Step(word, 0, 0, 0));
        }

        var last = Run;
        Holds(last is { State: StageRunState.Closed or StageRunState.Blocked } || State.Application.IsOver, "the last stage has no outcome");
        Holds(last is not { State: StageRunState.Closed } || Asked.All(each => each.State != AssignmentState.Open), "open after the end");
    }

    private void Apply(Step step)
    {
        if (Word.Look == step.Word) Look();
        else if (Word.Withdraw == step.Word) State = State.In(ApplicationStatus.Withdrawn);
        else if (Word.Escalate == step.Word) State = Question.DecideEscalation(State, Ask, Now).Next;
        else if (Word.Lapse == step.Word) Lapse();
        else if (Word.OutOfOffice == step.Word) Change(step.One, person => person.AwayFrom is null
            ? person with { AwayFrom = BeijingTime.Day(Now), AwayTo = BeijingTime.Day(Now).AddDays(step.Other) } : person with { AwayFrom = null });
        else if (Word.Leave == step.Word)
        {
            var person = Change(step.One, person => person with { HasLeft = true });
            State = Question.DecidePassing(State, Ask, person, Now).Next;
        }
        else if (Asked.Count > 0) Apply(step, Asked[step.One % Asked.Count]);
    }

    private void Apply(Step step, Assignment one)
    {
        var id = new AssignmentId(one.Ask, one.Number);
        var other = people[step.Other % people.Count].Id;
        var matter = Matter();
        if (Word.HandOver == step.Word) Take(HandOverAssignment.Decide(matter, id, new HandOverForm(other, "Why."), one.Assignee, Now));
        else if (Word.Remind == step.Word) Take(RemindNow.Decide(matter, RemindNow.DayOf(Now, WorkingCalendar.Official)));
        else if (Word.TakeBack == step.Word) State = Question.DecideTakeBack(State, id, one.Assignee, Now).Next;
        else if (Word.TakeOff == step.Word) TakeOff(matter, id, one);
        else if (Word.AddSigner == step.Word)
        {
            var form = new AddSignerForm(other, step.Other % 2 == 0 ? SignerPlace.Before : SignerPlace.After, "Why.");
            var change = AddSigner.Decide(matter, id, form, one.Assignee, Now);
            Take(change);
            if (form.Place == SignerPlace.After) After += change.Next.Count;
        }
        else if (Word.SendBack == step.Word)
        {
            // Where the rules offer no stage, the decision is refused.
            var earlier = SendBack.Stages(State, Programme, Stage.Name);
            Answer(id, one, new DecisionForm(null, DecisionKind.SendBack, "Why.", [], earlier.FirstOrDefault() ?? stages[0].Name));
        }
        else
        {
            var kind = Enum.GetValues<DecisionKind>()[step.Other % 4];
            Answer(id, one, new DecisionForm(
                null, kind, "Why.", kind == DecisionKind.Return ? new[] { new ReturnItem("plan", "Why.") } : []));
        }
    }

    private void Answer(AssignmentId id, Assignment one, DecisionForm form) =>
        State = Question.Decide(State, id, form, new Answering(one.Assignee, ContentDigest.Of(State.Application), Now)).Next;

    private void TakeOff(AskedMatter matter, AssignmentId id, Assignment one)
    {
        var change = TakeOffAssignee.Decide(matter, id);
        Take(change);
        if (change.Next.Count > 0 && one.Added?.Place == SignerPlace.After) After--;
    }

    private void Take(AskedChange change) => State = State with { Assignments = State.Assignments.With(change.Next.ToList()) };

    private void Lapse()
    {
        if (State.Application.Status != ApplicationStatus.Submitted) return;
        State = State with { Assignments = State.Assignments.With(LapseAssignments.Decide(State.Assignments, Ask)) };
    }

    private string Change(int number, Func<StaffMember, StaffMember> change)
    {
        var index = number % people.Count;
        people[index] = change(people[index]);
        return people[index].Id;
    }

    /// <summary>As the orchestration does: asks, closes, and asks the next stage, or an earlier one where this one sent back.</summary>
    private void Look()
    {
        var (before, asked) = (State, Asked);
        State = CloseApproval.Decide(State, Programme, Stage, round).Next;
        if (Run is { Outcome: { } outcome } && closed.TryAdd((Stage.Name, round), outcome)) CheckOutcome(before, asked, outcome);
        if (Run is { Outcome: StageOutcome.Passed } && place + 1 < stages.Count) (place, After) = (place + 1, 0);
        if (Run is { BackTo: { } to })
        {
            (place, After, round) = (stages.Index().First(stage => stage.Item.Name == to).Index, 0, round + 1);
        }

        if (Run is not { State: StageRunState.Closed }) Open();
    }

    private void Open() => State = Question.DecideOpening(State, Ask, Now).Next;

    private AskedMatter Matter()
    {
        var plan = StagePlan.Of(State, Programme, Ask);
        var candidates = AskingBench.Directory(people).With(plan.Roles, plan.District);
        return new AskedMatter(
            Ask, State.Assignments, () => ChoosePeople.InOrder(candidates, plan, Ask, State.Assignments),
            _ => State.Application.IsOver ? AssignmentProblems.Withdrawn : null, _ => true,
            one => Run is { State: not StageRunState.Closed } && ApprovalRules.CanDoWithout(one, Stage, Asked, Decided));
    }

    private void CheckOutcome(ReviewState before, IReadOnlyList<Assignment> asked, StageOutcome outcome)
    {
        var counted = before.DecisionsOf(Stage.Name, round).Where(decision => asked.Any(each =>
            each.Id == decision.Assignment && each.Added?.Place != SignerPlace.Before)).ToList();
        var votes = asked.Where(each => each.Added?.Place != SignerPlace.Before).ToList();
        var approvals = counted.Count(decision => decision.Kind == DecisionKind.Approve)
            + (Stage.Undecided == UndecidedPolicy.Approve ? votes.Count(each => each.State == AssignmentState.Lapsed) : 0);
        var (open, needed) = (votes.Count(each => each.State == AssignmentState.Open), Stage.Approvals + After);
        var isReturned = counted.Exists(decision => decision.Kind == DecisionKind.Return);
        var isSentBack = counted.Exists(decision => decision.Kind == DecisionKind.SendBack);
        Holds(outcome switch
        {
            StageOutcome.Withdrawn => before.Application.IsOver,
            StageOutcome.Returned => isReturned,
            StageOutcome.SentBack => !isReturned && isSentBack,
            StageOutcome.Passed => !isReturned && !isSentBack && open == 0 && approvals >= needed,
            _ => !isReturned && !isSentBack && approvals + open < needed,
        }, $"{outcome} with {approvals} of {needed}, {open} open");
    }

    private void Check()
    {
        var all = State.Assignments;
        Holds(all.Select(each => each.Id).Distinct().Count() == all.Count, "two assignments of one number");
        foreach (var ask in all.GroupBy(each => each.Ask)) Check([.. ask]);
        Holds(State.Decisions.GroupBy(each => each.Assignment).All(each => each.Count() == 1), "two decisions on one assignment");
        Holds(
            State.Decisions.GroupBy(each => each.Person).All(each => each.Select(one => one.Stage).Distinct().Count() == 1),
            "a person decided two stages");
        Holds(
            all.All(each => each.State == AssignmentState.Decided == State.Decisions.Any(one => one.Assignment == each.Id)),
            "decided without a decision, or the other way round");
        Holds(closed.All(each => State.Run(each.Key.Stage, each.Key.Round)?.Outcome == each.Value), "an outcome changed");
        Holds(
            ApprovalRules.Needed(Stage, Asked) == Stage.Approvals + After || Run is { State: StageRunState.Closed },
            "the approvals that are needed are not those of the stage and its signers");
        Holds(State.Runs.Count(run => run.BackTo is not null) <= Programme.SendBacks, "sent back more often than the programme allows");
        Holds(
            State.Runs.All(run => run.BackTo is null == (run.Outcome != StageOutcome.SentBack)
                && (run.BackTo is null || State.Run(run.BackTo, run.Round + 1) is not null || State.Application.IsOver)),
            "sent back without a stage, or to one that is not asked");
    }

    private static void Check(IReadOnlyList<Assignment> asked)
    {
        Assignment? Of(int? number) => asked.FirstOrDefault(each => each.Number == number);
        Holds(
            asked.Where(each => each.State == AssignmentState.Open).GroupBy(each => each.Assignee).All(each => each.Count() == 1),
            "a person is asked twice");
        Holds(asked.All(each => each.Replaces is null || Of(each.Replaces) is { State: AssignmentState.Escalated }), "replaces no one");
        Holds(asked.All(each => each.GivenBy is null || Of(each.GivenBy) is { State: AssignmentState.HandedOver }), "given by no one");
        Holds(asked.All(each => each.Added is not { } added || Of(added.By) is { Added: null }), "added by no one");
        Holds(
            asked.Count(each => each is { Added: not null, Replaces: null, GivenBy: null }) <= AddSigner.Most, "too many signers");
    }

    private static void Holds(bool condition, string otherwise) => Assert.True(condition, otherwise);
}
