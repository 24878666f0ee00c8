using App.Tests.Assignments;
using App.Tests.Documents;
using App.Tests.Fixtures;
using FunctionsApp.Applications;
using FunctionsApp.Approvals;
using FunctionsApp.Assignments;
using FunctionsApp.Documents;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.Reviews;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using static App.Tests.Reviews.ReviewSample;

namespace App.Tests.Approvals;

[Collection(Traced.Tests)]
public sealed class ApprovalQuestionTests : IDisposable
{
    private static readonly DecisionForm Approve = new("token", DecisionKind.Approve, "ok", []);
    private static readonly AssignmentId First = new(Panel(), 1);
    private readonly AskingBench bench = new(Opened, ReviewAggregate.Kind, ApplicationAggregate.Kind);
    private readonly Measured measured = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => measured.Dispose();

    [Fact]
    public void DecideOpening_EnoughPeople_OpensWithAssignmentsAndTimes()
    {
        var change = Open(State(), Three);

        Assert.Equal(Run(), Assert.Single(change.Next.Runs));
        Assert.Equal([1, 2, 3], change.Next.Assignments.Select(assignment => assignment.Number));
        Assert.Equal(3, change.Next.Assignments.Select(assignment => assignment.Assignee).Distinct().Count());
        Assert.All(change.Next.Assignments, assignment => Assert.Equal(
            (BeijingTime.Deadline(new DateOnly(2026, 3, 9)), BeijingTime.Deadline(new DateOnly(2026, 3, 12))),
            (assignment.Due, assignment.Lapses)));
        Assert.Equal([nameof(StageOpened), .. Enumerable.Repeat(nameof(AssignmentOpened), 3)], change.Facts.Select(fact => fact.Type));
        Assert.Equal(new StageOpened("Panel", 0, 3, BeijingTime.Deadline(new DateOnly(2026, 3, 9))), change.Facts[0].Fact);
    }

    [Fact]
    public async Task Open_StageOfTheDefinition_RemindsByTheStagesDays()
    {
        await bench.Store.PutAsync(State());
        var opening = await ((Question)Ask(Three)).OpenAsync(Panel(), Opened, Cancellation);

        Assert.Equal(BeijingTime.Deadline(new DateOnly(2026, 3, 5)), opening.Ladder!.Remind);
    }

    [Fact]
    public void DecideOpening_AnotherTime_ChangesNothing() => Assert.Empty(Open(Open(State(), Three).Next, Three).Facts);

    [Fact]
    public void DecideOpening_TooFewPeople_BlocksOnceAndOpensWhenThereAreEnough()
    {
        var blocked = Open(State(), [Member("a"), Member("b")]);

        Assert.Equal(new AssignmentsBlocked("Panel", 0, 3, 2), Assert.Single(blocked.Facts).Fact);
        Assert.Equal(StageRunState.Blocked, Assert.Single(blocked.Next.Runs).State);
        Assert.Empty(Open(blocked.Next, [Member("a"), Member("b")]).Facts);
        Assert.Equal(StageRunState.Open, Assert.Single(Open(blocked.Next, Three).Next.Runs).State);
    }

    [Theory]
    [InlineData(ApplicationStatus.Withdrawn)]
    [InlineData(ApplicationStatus.Returned)]
    public void DecideOpening_NotUnderReview_ChangesNothing(ApplicationStatus status) =>
        Assert.Empty(Open(State().In(status), Three).Facts);

    [Fact]
    public void DecideOpening_StageIsClosed_ChangesNothing() =>
        Assert.Empty(Open(State(runs: Run() with { State = StageRunState.Closed }), Three).Facts);

    [Fact]
    public void DecideOpening_ApplicantsOrganisationAndApplicant_AreNeverAsked() => Assert.Equal(
        ["b", "c"],
        Asked(
            State(), 2, Member("a", Applied.Applicant.Organisation.Value.ToLowerInvariant()), Member("b", "91350100M000100Y43"), Member("c"),
            Member(Applied.Applicant.Person)).Order());

    [Fact]
    public void DecideOpening_OtherDistrictOrRole_IsNotAsked() => Assert.Equal(
        ["b", "c"],
        Asked(
            State(), 2, Member("a") with { District = "440304" }, Member("b") with { District = "440305" }, Member("c"),
            Member("d") with { Roles = [Role.Publisher] }).Order());

    [Theory]
    [InlineData(AssignmentState.Decided, false)]
    [InlineData(AssignmentState.Open, false)]
    [InlineData(AssignmentState.Cancelled, true)]
    [InlineData(AssignmentState.Escalated, true)]
    [InlineData(AssignmentState.Lapsed, true)]
    public void DecideOpening_AskedInAnotherStage_ByWhatBecameOfIt(AssignmentState state, bool eligible) =>
        Assert.Equal(eligible, Asked(State([Assignment(1, "a", state, "District")]), 1, Member("a")).Any());

    [Fact]
    public void DecideOpening_JudgedTheSameStageInAnEarlierRound_IsAskedAgainFirst()
    {
        var members = Enumerable.Range(0, 9).Select(number => Member($"m{number}")).ToArray();

        Assert.Equal(["m5"], Asked(State([Assignment(1, "m5", AssignmentState.Decided)]), 1, 1, members));
    }

    [Fact]
    public void DecideEscalation_Withdrawn_ChangesNothing() =>
        Assert.Empty(
            Ask(Three).DecideEscalation(Open(State(), Three).Next.In(ApplicationStatus.Withdrawn), Panel(), Opened.AddDays(9)).Facts);

    [Fact]
    public void Decide_OwnOpenAssignment_RecordsDecisionAndFact()
    {
        var change = Ask().Decide(State([Assignment(1)], null, Run()), First, Approve, By());

        Assert.Equal(DecisionKind.Approve, Assert.Single(change.Next.Decisions).Kind);
        Assert.Equal(AssignmentState.Decided, Assert.Single(change.Next.Assignments).State);
        Assert.Equal([nameof(DecisionRecorded)], change.Facts.Select(fact => fact.Type));
    }

    [Theory]
    [InlineData(AssignmentState.Open, DecisionKind.Approve, true)]
    [InlineData(AssignmentState.Open, DecisionKind.Abstain, false)]
    [InlineData(AssignmentState.Lapsed, DecisionKind.Approve, false)]
    public void Decide_OneOfTwo_SparesTheRunALookWhileTheStageMustWait(AssignmentState other, DecisionKind decision, bool stillWaits)
    {
        var state = State([Assignment(1), Assignment(2, state: other)], null, Run());

        var change = Ask(Stage(assignees: 2, approvals: 2)).Decide(state, First, Approve with { Decision = decision }, By());

        Assert.Equal(stillWaits, Assert.IsType<DecisionRecorded>(Assert.Single(change.Facts).Fact).StillWaits);
    }

    [Fact]
    public void Decide_SameAgain_ChangesNothing() => Assert.Empty(Ask().Decide(Recorded(), First, Approve, By()).Facts);

    [Fact]
    public void Decide_SameAgainAfterTheReview_StillChangesNothing() =>
        Assert.Empty(Ask().Decide(Recorded().In(ApplicationStatus.Approved), First, Approve, By()).Facts);

    [Fact]
    public void Decide_OtherDecisionAfterwards_IsAlreadyDecided() =>
        AssertProblem(AssignmentProblems.AlreadyDecided, Recorded(), Approve with { Decision = DecisionKind.Reject });

    [Fact]
    public void Decide_SomeoneElses_IsNotAssignee() =>
        AssertProblem(AssignmentProblems.NotAssignee, State([Assignment(1)]), Approve, By("expert-2"));

    [Fact]
    public void Decide_Unknown_IsNotFound() => AssertProblem(PlatformProblems.NotFound, State(), Approve);

    [Fact]
    public void Decide_DecidedAnotherStage_IsSecondStage()
    {
        var earlier = Decision(1, DecisionKind.Approve) with { Assignment = Assignment(1, stage: "District").Id, Stage = "District" };

        AssertProblem(ReviewProblems.SecondStage, State([Assignment(1)], [earlier]), Approve);
    }

    [Fact]
    public void Decide_SameStageInAnEarlierRound_IsAllowed()
    {
        var state = State(
            [Assignment(1, state: AssignmentState.Decided), Assignment(1, round: 1)],
            [Decision(1, DecisionKind.Return, new ReturnItem("plan", "x"))]);

        Assert.Equal(2, Ask().Decide(state, new AssignmentId(Panel(1), 1), Approve, By()).Next.Decisions.Count);
    }

    [Theory]
    [InlineData(AssignmentState.Escalated, ApplicationStatus.Submitted, "escalated")]
    [InlineData(AssignmentState.Lapsed, ApplicationStatus.Submitted, "lapsed")]
    [InlineData(AssignmentState.Cancelled, ApplicationStatus.Submitted, "stage-closed")]
    [InlineData(AssignmentState.Open, ApplicationStatus.Withdrawn, "withdrawn")]
    [InlineData(AssignmentState.Open, ApplicationStatus.Returned, "stage-closed")]
    public void Decide_NoLongerOpen_SaysWhy(AssignmentState assignment, ApplicationStatus status, string reason) => Assert.Equal(
        reason,
        AssertProblem(
            AssignmentProblems.AssignmentClosed, State([Assignment(1, state: assignment)]).In(status), Approve).Extensions["reason"]);

    [Fact]
    public void Decide_DocumentReplacedSinceTheMail_IsDocumentsChanged() =>
        AssertProblem(AssignmentProblems.DocumentsChanged, State([Assignment(1)]), Approve, By() with { Digest = new string('0', 64) });

    [Fact]
    public void Decide_ItemsDoNotFit_IsReturnItems() =>
        AssertProblem(ReviewProblems.ReturnItems, State([Assignment(1)]), Approve with { Decision = DecisionKind.Return });

    [Fact]
    public async Task Open_Letter_NamesProgrammeApplicationAndStage()
    {
        await bench.Store.PutAsync(State());
        await (
            (Question)Ask(Stage(assignees: 1, approvals: 1), Member("a") with { Language = "en" })).OpenAsync(Panel(), Opened,
            Cancellation);

        var letter = Assert.Single(bench.Letters);
        Assert.Equal("Programme: Fund\nApplication: 检测平台\nStage: Panel", letter.Values["details"]);
        Assert.Equal((ContentDigest.Of(Applied), ApprovalQuestion.Name), (letter.Callback!.Digest, letter.Callback.Purpose));
    }

    [Fact]
    public async Task Answer_Recorded_IsAnsweredAndCountedOnce()
    {
        await bench.Store.PutAsync(State([Assignment(1)], null, Run()));
        Question question = Ask();
        var token = new CallbackToken(ApprovalQuestion.Name, Assignment(1).Id, "expert-1", ContentDigest.Of(Applied), Opened.AddDays(9));
        var first = await question.AnswerAsync(First, token, Approve, Cancellation);
        var second = await question.AnswerAsync(First, token, Approve, Cancellation);

        Assert.Equal((202, 200), (((IStatusCodeHttpResult)first).StatusCode, ((IStatusCodeHttpResult)second).StatusCode));
        Assert.All(
            [first, second],
            answer => Assert.Equal(new DecisionAnswer(Assignment(1).Id, DecisionKind.Approve, Opened), ((IValueHttpResult)answer).Value));
        Assert.Equal(1, measured.Now("reviews.decisions")["outcome=Approve, stage=Panel"]);
        Assert.Empty(await bench.InboxAsync("expert-1"));
    }

    private static StaffMember[] Three => [Member("a"), Member("b"), Member("c")];

    private static StaffMember Member(string id, string? organisation = null) => Polls.Member(id, organisation);

    private static ReviewState Recorded() =>
        State([Assignment(1, state: AssignmentState.Decided)], [Decision(1, DecisionKind.Approve) with { Comment = "ok" }], Run());

    private static Answering By(string person = "expert-1") => new(person, ContentDigest.Of(Applied), Opened.AddDays(2));

    private ApprovalQuestion Ask(params StaffMember[] people) => Ask(Stage(), people);

    private ApprovalQuestion Ask(StageDefinition stage, params StaffMember[] people) =>
        new(bench.Tools(people), Catalogue(FirstStage(), stage), new ReviewMetrics(measured.Meters, bench.Time), Documents);

    private AcceptedDocuments Documents => StoredBlob.Documents(
        StoredBlob.Of(new byte[10], "e1", [.. Reviews.ReviewSample.Applied.Slots.Select(slot => slot.Blob).OfType<string>()]),
        new DocumentMetrics(measured.Meters));

    private Change<ReviewState> Open(ReviewState state, StaffMember[] people) => Ask(people).DecideOpening(state, Panel(), Opened);

    private IEnumerable<string> Asked(ReviewState state, int assignees, params StaffMember[] people) => Asked(state, assignees, 0, people);

    /// <summary>Who is asked in a round of the panel; nobody when there are too few.</summary>
    private IEnumerable<string> Asked(ReviewState state, int assignees, int round, params StaffMember[] people) =>
        Ask(Stage(assignees: assignees, approvals: 1), people)
        .DecideOpening(state, Panel(round), Opened).Next.Assignments.Of(Panel(round)).Select(assignment => assignment.Assignee);

    private ProblemException AssertProblem(ProblemType type, ReviewState state, DecisionForm form, Answering? by = null)
    {
        var problem = Assert.Throws<ProblemException>(() => Ask().Decide(state, First, form, by ?? By()));
        Assert.Equal(type, problem.Type);
        return problem;
    }
}
