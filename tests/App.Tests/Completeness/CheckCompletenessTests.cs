using App.Tests.Assignments;
using FunctionsApp.Applications;
using FunctionsApp.Applications.Appealing;
using FunctionsApp.City;
using FunctionsApp.Completeness;
using FunctionsApp.Platform;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.Reviews;
using FunctionsApp.Reviews.Appeals;
using static App.Tests.Reviews.ReviewSample;

namespace App.Tests.Completeness;

public sealed class CheckCompletenessTests
{
    private static readonly CompletenessRequest Check = new(Request("Completeness"), Opened);
    private readonly AskingBench bench = new(Opened, ReviewAggregate.Kind, ApplicationAggregate.Kind);

    [Fact]
    public void Decide_WithoutPeople_ClosesByTheMachine()
    {
        var change = CheckCompleteness.Decide(State(), Definition(FirstStage()), Check);

        Assert.Equal(
            new StageRun("Completeness", 0, StageRunState.Closed, Opened, StageOutcome.Passed), Assert.Single(change.Next.Runs));
        Assert.Empty(change.Next.Assignments);
        Assert.Equal(
            [new StageOpened("Completeness", 0, 0, null), new StageClosed("Completeness", 0, StageOutcome.Passed, 0, 0, 0, 0)],
            change.Facts.Select(fact => fact.Fact));
    }

    [Fact]
    public void Decide_AnotherTime_ChangesNothing()
    {
        var definition = Definition(FirstStage());

        Assert.Empty(CheckCompleteness.Decide(CheckCompleteness.Decide(State(), definition, Check).Next, definition, Check).Facts);
    }

    [Fact]
    public void Decide_WithPeopleAndADocumentMissing_ReturnsBeforeAnyoneIsAsked()
    {
        var change = CheckCompleteness.Decide(Missing(), Definition(FirstStage(assignees: 1)), Check);

        var run = Assert.Single(change.Next.Runs);
        Assert.Equal(StageOutcome.Returned, run.Outcome);
        Assert.Equal("plan", Assert.Single(run.Items!).Document);
        Assert.Empty(change.Next.Assignments);
    }

    [Fact]
    public void Decide_WithPeopleAndNothingMissing_LeavesItToThem() =>
        Assert.Empty(CheckCompleteness.Decide(State(), Definition(FirstStage(assignees: 1)), Check).Facts);

    [Theory]
    [InlineData(ApplicationStatus.Withdrawn)]
    [InlineData(ApplicationStatus.Returned)]
    public void Decide_NotUnderReview_ChangesNothing(ApplicationStatus status) =>
        Assert.Empty(CheckCompleteness.Decide(Missing().In(status), Definition(FirstStage()), Check).Facts);

    [Theory]
    [InlineData("it", 1_000_000, StageOutcome.Passed)]
    [InlineData("it", 1_000_001, StageOutcome.Rejected)]
    [InlineData("it", 1, StageOutcome.Passed)]
    [InlineData("it", 0, StageOutcome.Rejected)]
    [InlineData("biotech", 1_000_000, StageOutcome.Rejected)]
    public void Check_Eligibility_IsTheGuides(string sector, int amount, StageOutcome outcome) => Assert.Equal(
        outcome,
        CheckCompleteness.Check(Applied with { Subject = new Subject("x", sector, amount) }, Definition(FirstStage()).Guide).Outcome);

    [Fact]
    public void Check_NothingIsGranted_AsksForNoAmount() => Assert.Equal(
        StageOutcome.Passed,
        CheckCompleteness.Check(
            Applied with { Subject = new Subject("x", "it", 0) },
            Definition(FirstStage()).Guide with { Budget = null, MaximumAmount = null }).Outcome);

    [Theory]
    [InlineData(DocumentState.Empty)]
    [InlineData(DocumentState.Received)]
    [InlineData(DocumentState.Rejected)]
    public void Check_RequiredDocumentNotAccepted_IsAskedForInTheApplicantsLanguage(DocumentState state)
    {
        var application = Applied with
        {
            Applicant = Applied.Applicant with { Language = Language.English },
            Slots = [Applied.Slots[0], Applied.Slots[1] with { State = state }, Applied.Slots[2]], 
        };
        var (outcome, items) = CheckCompleteness.Check(application, Definition(FirstStage()).Guide);

        Assert.Equal(StageOutcome.Returned, outcome);
        Assert.Equal([new ReturnItem("budget", "The required document is missing or has not passed its checks")], items);
    }

    [Fact]
    public void Decide_ConditionNotMet_RejectsBeforeAPersonIsAskedWithItsReason()
    {
        var definition = Definition(FirstStage(assignees: 1)) with
        {
            Eligibility = [Rule("requestedAmount < 500000", "少于五十万元", "Less than 500,000 yuan"), Rule("requestedAmount > 0", "大于零", "More than zero")],
        };
        var change = CheckCompleteness.Decide(State(), definition, Check);

        var run = Assert.Single(change.Next.Runs);
        Assert.Equal((StageRunState.Closed, StageOutcome.Rejected), (run.State, run.Outcome));
        Assert.Equal(["少于五十万元"], run.Reasons!);
        Assert.Empty(change.Next.Assignments);
        Assert.Equal(
            [nameof(StageOpened), nameof(EligibilityNotMet), nameof(StageClosed)], change.Facts.Select(fact => fact.Fact.GetType().Name));
        Assert.Equal("Less than 500,000 yuan", Assert.Single(Assert.IsType<EligibilityNotMet>(change.Facts[1].Fact).Reasons).English);

        var refusal = ConcludeReviewActivity.Decide(
            change.Next, definition, new ConcludeRequest(Id, Conclusion.Reject, 0, "Completeness"), Opened,
            new AppealPeriod(15, WorkingCalendar.Official)).Next.Application.Refusal;
        Assert.Equal(["少于五十万元"], refusal!.Reasons);
        Assert.Equal(NoAppeal.NoPerson, refusal.NoAppeal);
    }

    [Fact]
    public void Decide_DocumentMissingAndConditionNotKnown_AsksForTheDocument()
    {
        var definition = Definition(FirstStage()) with { Eligibility = [Rule("document('plan')", "有计划书", "There is a plan")] };
        var state = State() with
        {
            Application = Applied with { Slots = [Applied.Slots[0] with { State = DocumentState.Rejected }, .. Applied.Slots.Skip(1)] },
        };

        Assert.Equal(StageOutcome.Returned, Assert.Single(CheckCompleteness.Decide(state, definition, Check).Next.Runs).Outcome);
        Assert.Equal(StageOutcome.Passed, Assert.Single(CheckCompleteness.Decide(State(), definition, Check).Next.Runs).Outcome);
    }

    [Fact]
    public async Task Run_Twice_ClosesOnceAndKeepsItsOutcome()
    {
        await bench.Store.PutAsync(Missing());

        Assert.Equal(StageOutcome.Returned, await RunAsync(FirstStage()));
        Assert.Equal(StageOutcome.Returned, await RunAsync(FirstStage()));
        Assert.Single(await bench.FactsAsync(ReviewAggregate.Kind, Id), fact => fact == nameof(StageClosed));
    }

    [Theory]
    [InlineData(ApplicationStatus.Submitted, null)]
    [InlineData(ApplicationStatus.Withdrawn, StageOutcome.Withdrawn)]
    public async Task Run_PeopleAreNext_IsNoneUnlessWithdrawn(ApplicationStatus status, StageOutcome? outcome)
    {
        await bench.Store.PutAsync(State().In(status));

        Assert.Equal(outcome, await RunAsync(FirstStage(assignees: 1)));
    }

    [Fact]
    public async Task Run_PeopleAreAskedAlready_IsNone()
    {
        await bench.Store.PutAsync(State(runs: Run("Completeness")));

        Assert.Null(await RunAsync(FirstStage(assignees: 1)));
    }

    private static EligibilityRule Rule(string rule, string chinese, string english) =>
        new() { Rule = rule, Reason = new LocalizedText(chinese, english) };

    private static ReviewState Missing() =>
        State() with { Application = Applied with { Slots = [Applied.Slots[0] with { Sha256 = null }, .. Applied.Slots.Skip(1)] } };

    private Task<StageOutcome?> RunAsync(StageDefinition stage) =>
        new CheckCompletenessActivity(bench.Store, Catalogue(stage)).RunAsync(Check, TestContext.Current.CancellationToken);
}
