using FunctionsApp.Applications;
using FunctionsApp.Programmes;
using FunctionsApp.Reviews;
using static App.Tests.Reviews.ReviewSample;

namespace App.Tests.Reviews;

public sealed class ReviewOrchestratorTests
{
    private static readonly DateTimeOffset Due = Opened.AddDays(10);
    private static readonly ReviewRequest Review = new(
        Id, new Eligibility([], null), [Stage("Completeness", documents: ["plan"]), Stage("District", documents: ["budget"]), Stage("Panel", documents: ["plan"])], new SupplementRule(1, 10));

    private readonly PlayedContext context = new(Opened);
    private readonly List<string> asked = [];
    private readonly List<SettleKind> settled = [];
    private readonly Dictionary<string, StageResult> results = [];
    private SupplementState supplement = new(ApplicationStatus.Returned, []);
    private ApplicationStatus afterOverdue = ApplicationStatus.Rejected;

    public ReviewOrchestratorTests()
    {
        context.Answers[nameof(StageOrchestrator)] = input =>
        {
            var request = (StageRequest)input!;
            asked.Add($"{request.Stage.Name}-{request.Round}");
            return results.GetValueOrDefault(asked[^1], StageResult.Of(StageOutcome.Passed));
        };
        context.Answers[nameof(SettleActivity)] = input =>
        {
            settled.Add(((Settle)input!).Kind);
            return settled[^1] switch { SettleKind.Approve => ApplicationStatus.Approved, SettleKind.SupplementOverdue => afterOverdue, _ => ApplicationStatus.Rejected };
        };
        context.Answers[nameof(ReturnActivity)] = _ => Due;
        context.Answers[nameof(ReadSupplementActivity)] = _ => supplement;
    }

    [Fact]
    public async Task Review_AllStagesPass_Approves()
    {
        Assert.Equal(ApplicationStatus.Approved, await ReviewOrchestrator.RunAsync(context, Review));
        Assert.Equal(["Completeness-0", "District-0", "Panel-0"], asked);
        Assert.Equal(new ReviewProgress("Approved", "Panel", 0), context.Statuses[^1]);
    }

    [Fact]
    public async Task Review_StageRejects_AsksNoFurther()
    {
        results["District-0"] = StageResult.Of(StageOutcome.Rejected);

        Assert.Equal(ApplicationStatus.Rejected, await ReviewOrchestrator.RunAsync(context, Review));
        Assert.Equal(["Completeness-0", "District-0"], asked);
    }

    [Fact]
    public async Task Review_ReturnedAndCorrected_RepeatsWhatTheChangeTouches()
    {
        results["Panel-0"] = Returned("plan");
        var run = ReviewOrchestrator.RunAsync(context, Review);
        supplement = new SupplementState(ApplicationStatus.Submitted, ["plan"]);
        context.Raise(ReviewOrchestrator.Resubmitted);

        Assert.Equal(ApplicationStatus.Approved, await run);
        Assert.Equal(["Completeness-0", "District-0", "Panel-0", "Completeness-1", "Panel-1"], asked);
    }

    [Fact]
    public async Task Review_ReturnedEarly_StillAsksTheLaterStages()
    {
        results["District-0"] = Returned("budget");
        var run = ReviewOrchestrator.RunAsync(context, Review);
        supplement = new SupplementState(ApplicationStatus.Submitted, ["budget"]);
        context.Raise(ReviewOrchestrator.Resubmitted);
        await run;

        Assert.Equal(["Completeness-0", "District-0", "District-1", "Panel-1"], asked);
    }

    [Fact]
    public async Task Review_EventOfAnEarlierRound_DoesNotEndTheWait()
    {
        results["Panel-0"] = Returned("plan");
        context.Raise(ReviewOrchestrator.Resubmitted);
        var run = ReviewOrchestrator.RunAsync(context, Review);

        Assert.False(run.IsCompleted);
        Assert.Equal(Due, context.NextTimer);
    }

    [Fact]
    public async Task Review_NotCorrectedInTime_Rejects()
    {
        results["Panel-0"] = Returned("plan");
        var run = ReviewOrchestrator.RunAsync(context, Review);
        context.Jump();

        Assert.Equal(ApplicationStatus.Rejected, await run);
        Assert.Equal([SettleKind.SupplementOverdue], settled);
    }

    [Fact]
    public async Task Review_CorrectedInTheLastMoment_GoesOn()
    {
        results["Panel-0"] = Returned("plan");
        var run = ReviewOrchestrator.RunAsync(context, Review);
        (supplement, afterOverdue) = (new SupplementState(ApplicationStatus.Submitted, ["plan"]), ApplicationStatus.Submitted);
        context.Jump();

        Assert.Equal(ApplicationStatus.Approved, await run);
    }

    [Fact]
    public async Task Review_ReturnedAfterTheLastRound_Rejects()
    {
        (results["Panel-0"], results["Panel-1"]) = (Returned("plan"), Returned("plan"));
        supplement = new SupplementState(ApplicationStatus.Submitted, ["plan"]);

        Assert.Equal(ApplicationStatus.Rejected, await ReviewOrchestrator.RunAsync(context, Review));
        Assert.Equal([SettleKind.RoundsExhausted], settled);
    }

    [Fact]
    public async Task Review_WithdrawnWhileReturned_Ends()
    {
        results["Panel-0"] = Returned("plan");
        var run = ReviewOrchestrator.RunAsync(context, Review);
        supplement = new SupplementState(ApplicationStatus.Withdrawn, []);
        context.Raise(ReviewOrchestrator.Withdrawn);

        Assert.Equal(ApplicationStatus.Withdrawn, await run);
        Assert.Empty(settled);
    }

    [Fact]
    public async Task Review_WithdrawnInAStage_WakesTheStage()
    {
        var stage = new TaskCompletionSource<object?>();
        context.Answers[nameof(StageOrchestrator)] = _ => stage.Task;
        var run = ReviewOrchestrator.RunAsync(context, Review);
        context.Raise(ReviewOrchestrator.Withdrawn);

        Assert.Equal(($"review-{Id}-0-Completeness", StageOrchestrator.Changed), Assert.Single(context.Sent));
        stage.SetResult(StageResult.Of(StageOutcome.Withdrawn));
        Assert.Equal(ApplicationStatus.Withdrawn, await run);
    }

    private static StageResult Returned(string document) => new(StageOutcome.Returned, [new ReturnItem(document, "x")]);
}
