using App.Tests.Fixtures;
using FunctionsApp.Applications;
using FunctionsApp.Programmes.Stages;
using FunctionsApp.Reviews;
using FunctionsApp.Reviews.Appeals;
using static App.Tests.Reviews.ReviewSample;

namespace App.Tests.Reviews;

public sealed class ReviewOrchestratorTests
{
    private static readonly DateTimeOffset Due = Opened.AddDays(10);
    private static readonly ReviewRequest Review = new(Id);
    private static readonly StageDefinition[] Stages = [FirstStage(documents: "plan"), Stage("District", documents: "budget"), Stage("Panel", documents: "plan")];
    private static readonly ReviewPlan Plan = new([.. Stages.Select(stage => new PlannedStage(stage.Name, stage.Kind))], 1);

    private readonly PlayedContext context = new(Opened);
    private readonly List<string> asked = [];
    private readonly List<ConcludeRequest> concluded = [];
    private readonly List<object?> returned = [];
    private readonly List<StageRequest> sent = [];
    private readonly Dictionary<string, StageOutcome> outcomes = [];
    private (ApplicationStatus Status, string[] Changed) supplement = (ApplicationStatus.Returned, []);
    private DateTimeOffset? due;
    private ApplicationStatus afterOverdue = ApplicationStatus.Rejected;

    public ReviewOrchestratorTests()
    {
        context.Answers[nameof(PlanReviewActivity)] = _ => Plan;
        foreach (var kind in Plan.Stages.Select(stage => stage.Kind).Distinct())
        {
            context.Answers[$"{kind}Stage"] = input =>
            {
                var request = (StageRequest)input!;
                asked.Add($"{request.Stage}-{request.Round}");
                return outcomes.GetValueOrDefault(asked[^1], StageOutcome.Passed);
            };
        }

        context.Answers[nameof(ConcludeReviewActivity)] = input =>
        {
            concluded.Add((ConcludeRequest)input!);
            return concluded[^1].Conclusion switch
            {
                Conclusion.Approve => ApplicationStatus.Approved,
                Conclusion.SupplementOverdue => afterOverdue,
                _ => ApplicationStatus.Rejected,
            };
        };
        context.Answers[nameof(SendBackActivity)] = input =>
        {
            sent.Add((StageRequest)input!);
            return SendBack.StagesToAsk(Definition(Stages), "District");
        };
        context.Answers[nameof(ReturnReviewActivity)] = input => { returned.Add(input); return Due; };
        context.Answers[nameof(ReadSupplementActivity)] = input => new SupplementState(
            supplement.Status,
            supplement.Status == ApplicationStatus.Submitted ? ReadSupplement.StagesToAsk(
                Stages, ((SupplementRequest)input!).Stage, new Touched(supplement.Changed, [])) : [],
            due);
    }

    /// <summary>Returned; and at the due time it turns out that a notice has given a week more.</summary>
    private Task<ApplicationStatus> RunToALaterDueTime()
    {
        outcomes["Panel-0"] = StageOutcome.Returned;
        afterOverdue = ApplicationStatus.Returned;
        due = Due.AddDays(7);
        var run = ReviewOrchestrator.RunAsync(context, Review);
        context.Jump();
        return run;
    }

    [Fact]
    public async Task Supplement_DueTimeThatANoticeMadeLater_IsWaitedForAgain()
    {
        var run = RunToALaterDueTime();
        Assert.Equal(due, context.NextTimer);
        afterOverdue = ApplicationStatus.Rejected;
        context.Jump();

        Assert.Equal(ApplicationStatus.Rejected, await run);
        Assert.Equal(2, concluded.Count);
    }

    [Fact]
    public async Task Supplement_CorrectedInTheTimeThatANoticeGave_Continues()
    {
        var run = RunToALaterDueTime();
        supplement = (ApplicationStatus.Submitted, ["plan"]);
        context.Raise(ReviewOrchestrator.Resubmitted);

        Assert.Equal(ApplicationStatus.Approved, await run);
        Assert.Null(context.NextTimer);
    }

    [Fact]
    public async Task Review_AllStagesPass_Approves()
    {
        Assert.Equal(ApplicationStatus.Approved, await ReviewOrchestrator.RunAsync(context, Review));
        Assert.Equal(["Completeness-0", "District-0", "Panel-0"], asked);
        Assert.Equal(
            ["CompletenessStage", "ApprovalStage", "ApprovalStage"],
            context.Calls.Where(call => call.EndsWith("Stage", StringComparison.Ordinal)));
        Assert.Equal([new ConcludeRequest(Id, Conclusion.Approve, 0, "Panel")], concluded);
        Assert.Equal(new ReviewProgress("Approved", "Panel", 0), context.Statuses[^1]);
    }

    /// <summary>From the stage that rejected, in a round of its own; the one round of corrections is used.</summary>
    [Fact]
    public async Task Review_AfterAnAppeal_ContinuesFromTheStageThatRejected()
    {
        context.Answers[nameof(PlanAppealedReviewActivity)] = _ =>
            Plan with { Continued = new ContinuedReview(["District", "Panel"], 2, 1) };
        outcomes["Panel-2"] = StageOutcome.Returned;

        Assert.Equal(ApplicationStatus.Rejected, await ReviewOrchestrator.RunAsync(context, Review with { AfterAppeal = true }));

        Assert.Equal(["District-2", "Panel-2"], asked);
        Assert.Equal([new ConcludeRequest(Id, Conclusion.RoundsExhausted, 2, "Panel")], concluded);
        Assert.DoesNotContain(nameof(PlanReviewActivity), context.Calls);
    }

    [Fact]
    public async Task Review_StageRejects_AsksNoFurther()
    {
        outcomes["District-0"] = StageOutcome.Rejected;

        Assert.Equal(ApplicationStatus.Rejected, await ReviewOrchestrator.RunAsync(context, Review));
        Assert.Equal(["Completeness-0", "District-0"], asked);
    }

    [Fact]
    public async Task Review_ReturnedAndCorrected_RepeatsWhatTheChangeTouches()
    {
        outcomes["Panel-0"] = StageOutcome.Returned;
        var run = ReviewOrchestrator.RunAsync(context, Review);
        supplement = (ApplicationStatus.Submitted, ["plan"]);
        context.Raise(ReviewOrchestrator.Resubmitted);

        Assert.Equal(ApplicationStatus.Approved, await run);
        Assert.Equal(["Completeness-0", "District-0", "Panel-0", "Completeness-1", "Panel-1"], asked);
        Assert.Equal([new ReturnRequest(new SupplementRequest(Id, 1, "Panel"), Opened)], returned);
        Assert.Contains(new ReviewProgress("AwaitingSupplement", "Panel", 1), context.Statuses);
    }

    [Fact]
    public async Task Review_SentBack_AsksAgainFromTheEarlierStageOn()
    {
        outcomes["Panel-0"] = StageOutcome.SentBack;

        Assert.Equal(ApplicationStatus.Approved, await ReviewOrchestrator.RunAsync(context, Review));
        Assert.Equal(["Completeness-0", "District-0", "Panel-0", "District-1", "Panel-1"], asked);
        Assert.Equal([new StageRequest(Id, "Panel", 0)], sent);
        Assert.Equal([new ConcludeRequest(Id, Conclusion.Approve, 1, "Panel")], concluded);
    }

    /// <summary>A sending back takes no round of corrections, and a later round names the asking that returned.</summary>
    [Fact]
    public async Task Review_ReturnedAfterItWasSentBack_IsTheFirstRoundOfCorrections()
    {
        (outcomes["Panel-0"], outcomes["District-1"]) = (StageOutcome.SentBack, StageOutcome.Returned);
        var run = ReviewOrchestrator.RunAsync(context, Review);
        supplement = (ApplicationStatus.Submitted, ["budget"]);
        context.Raise(ReviewOrchestrator.Resubmitted);

        Assert.Equal(ApplicationStatus.Approved, await run);
        Assert.Equal(["Completeness-0", "District-0", "Panel-0", "District-1", "District-2", "Panel-2"], asked);
        var request = Assert.IsType<ReturnRequest>(Assert.Single(returned)).Supplement;
        Assert.Equal((1, new StageRequest(Id, "District", 1)), (request.Round, request.Returned));
    }

    [Fact]
    public async Task Review_ReturnedEarly_StillAsksTheLaterStages()
    {
        outcomes["District-0"] = StageOutcome.Returned;
        var run = ReviewOrchestrator.RunAsync(context, Review);
        supplement = (ApplicationStatus.Submitted, ["budget"]);
        context.Raise(ReviewOrchestrator.Resubmitted);
        await run;

        Assert.Equal(["Completeness-0", "District-0", "District-1", "Panel-1"], asked);
    }

    [Fact]
    public async Task Review_EventOfAnEarlierRound_DoesNotEndTheWait()
    {
        outcomes["Panel-0"] = StageOutcome.Returned;
        context.Raise(ReviewOrchestrator.Resubmitted);
        var run = ReviewOrchestrator.RunAsync(context, Review);

        Assert.False(run.IsCompleted);
        Assert.Equal(Due, context.NextTimer);
    }

    [Fact]
    public async Task Review_NotCorrectedInTime_Rejects()
    {
        outcomes["Panel-0"] = StageOutcome.Returned;
        var run = ReviewOrchestrator.RunAsync(context, Review);
        context.Jump();

        Assert.Equal(ApplicationStatus.Rejected, await run);
        Assert.Equal([new ConcludeRequest(Id, Conclusion.SupplementOverdue, 1, "Panel")], concluded);
    }

    [Fact]
    public async Task Review_CorrectedInTheLastMoment_Continues()
    {
        outcomes["Panel-0"] = StageOutcome.Returned;
        var run = ReviewOrchestrator.RunAsync(context, Review);
        (supplement, afterOverdue) = ((ApplicationStatus.Submitted, ["plan"]), ApplicationStatus.Submitted);
        context.Jump();

        Assert.Equal(ApplicationStatus.Approved, await run);
    }

    [Fact]
    public async Task Review_ReturnedAfterTheLastRound_Rejects()
    {
        (outcomes["Panel-0"], outcomes["Panel-1"]) = (StageOutcome.Returned, StageOutcome.Returned);
        supplement = (ApplicationStatus.Submitted, ["plan"]);

        Assert.Equal(ApplicationStatus.Rejected, await ReviewOrchestrator.RunAsync(context, Review));
        Assert.Equal([new ConcludeRequest(Id, Conclusion.RoundsExhausted, 1, "Panel")], concluded);
    }

    [Fact]
    public async Task Review_WithdrawnWhileReturned_Ends()
    {
        outcomes["Panel-0"] = StageOutcome.Returned;
        var run = ReviewOrchestrator.RunAsync(context, Review);
        supplement = (ApplicationStatus.Withdrawn, []);
        context.Raise(ReviewOrchestrator.Withdrawn);

        Assert.Equal(ApplicationStatus.Withdrawn, await run);
        Assert.Empty(concluded);
    }

    [Fact]
    public async Task Review_WithdrawnAtTheDueTime_Ends()
    {
        outcomes["Panel-0"] = StageOutcome.Returned;
        var run = ReviewOrchestrator.RunAsync(context, Review);
        afterOverdue = ApplicationStatus.Withdrawn;
        context.Jump();

        Assert.Equal(ApplicationStatus.Withdrawn, await run);
    }

    [Fact]
    public async Task Review_WithdrawnInAStage_WakesTheStage()
    {
        var stage = new TaskCompletionSource<object?>();
        context.Answers["CompletenessStage"] = _ => stage.Task;
        var run = ReviewOrchestrator.RunAsync(context, Review);
        context.Raise(ReviewOrchestrator.Withdrawn);

        Assert.Equal(($"review-{Id}-0-Completeness", StageRequest.Changed), Assert.Single(context.Sent));
        stage.SetResult(StageOutcome.Withdrawn);
        Assert.Equal(ApplicationStatus.Withdrawn, await run);
    }
}
