using System.Runtime.CompilerServices;
using FunctionsApp.Applications;
using FunctionsApp.Assignments;
using FunctionsApp.Completeness;
using FunctionsApp.Reviews;
using FunctionsApp.Reviews.Appeals;

namespace LocalHost.Tests.Durable.TwoEngines;

internal static class ReviewStories
{
    private static readonly PlannedStage Machine = new("Completeness", "Completeness");
    private static readonly PlannedStage District = new("District", "Approval");
    private static readonly PlannedStage Panel = new("Panel", "Approval");

    public static IReadOnlyList<Story> All { get; } =
    [
        new("approved-stage-by-stage", ApprovedAsync),
        new("returned-and-supplemented", SupplementedAsync),
        new("returned-once-too-often", ReturnedTooOftenAsync),
        new("correction-overdue", CorrectionOverdueAsync),
        new("corrected-at-the-last-moment", CorrectedAtTheLastMomentAsync),
        new("sent-back-to-the-first-stage", SentBackAsync),
        new("continued-after-an-appeal", ContinuedAsync),
        new("withdrawn-in-a-stage", WithdrawnInAStageAsync),
        new("withdrawn-while-returned", WithdrawnWhileReturnedAsync),
    ];

    private static async Task ApprovedAsync(Play play)
    {
        var desk = new Desk(play, Pace.Slow);
        play.Answer<CompletenessRequest>(nameof(CheckCompletenessActivity), _ => StageOutcome.Passed);
        var id = await StartAsync(play, 1, Machine, District, Panel);
        await DecideAsync(play, desk, Stage(play, District), StageOutcome.Passed);
        await DecideAsync(play, desk, Stage(play, Panel), StageOutcome.Passed);
        await EndsAsync(play, id, ApplicationStatus.Approved);
    }

    /// <summary>The second stage returns what the first one judges: both are asked again. An event precedes the corrections.</summary>
    private static async Task SupplementedAsync(Play play)
    {
        var desk = new Desk(play, Pace.Slow);
        var state = Returned(play, TimeSpan.FromHours(1));
        var id = await StartAsync(play, 1, District, Panel);
        await DecideAsync(play, desk, Stage(play, District), StageOutcome.Passed);
        await DecideAsync(play, desk, Stage(play, Panel), StageOutcome.Returned);
        await play.WaitsAfterAsync(id, nameof(ReadSupplementActivity));
        await play.RaiseAsync(id, ReviewOrchestrator.Resubmitted);
        await play.WaitsAfterAsync(id, nameof(ReadSupplementActivity), 2);
        state.Value = new SupplementState(ApplicationStatus.Submitted, [District.Name, Panel.Name]);
        await play.RaiseAsync(id, ReviewOrchestrator.Resubmitted);
        await DecideAsync(play, desk, Stage(play, District, 1), StageOutcome.Passed);
        await DecideAsync(play, desk, Stage(play, Panel, 1), StageOutcome.Passed);
        await EndsAsync(play, id, ApplicationStatus.Approved);
    }

    /// <summary>The second stage sends it back, the first one then returns it: the corrections are those of the second asking.</summary>
    private static async Task SentBackAsync(Play play)
    {
        var desk = new Desk(play, Pace.Slow);
        var state = Returned(play, TimeSpan.FromHours(1));
        play.Answer<StageRequest>(nameof(SendBackActivity), _ => new[] { District.Name, Panel.Name });
        var id = await StartAsync(play, 1, District, Panel);
        await DecideAsync(play, desk, Stage(play, District), StageOutcome.Passed);
        await DecideAsync(play, desk, Stage(play, Panel), StageOutcome.SentBack);
        await DecideAsync(play, desk, Stage(play, District, 1), StageOutcome.Returned);
        await play.WaitsAfterAsync(id, nameof(ReadSupplementActivity));
        state.Value = new SupplementState(ApplicationStatus.Submitted, [District.Name, Panel.Name]);
        await play.RaiseAsync(id, ReviewOrchestrator.Resubmitted);
        await DecideAsync(play, desk, Stage(play, District, 2), StageOutcome.Passed);
        await DecideAsync(play, desk, Stage(play, Panel, 2), StageOutcome.Passed);
        await EndsAsync(play, id, ApplicationStatus.Approved);
    }

    /// <summary>A review of its own that begins at the stage which rejected, in the next round.</summary>
    private static async Task ContinuedAsync(Play play)
    {
        var (desk, review) = (new Desk(play, Pace.Slow), new ReviewRequest(play.Story) { AfterAppeal = true });
        play.Answer<string>(nameof(PlanAppealedReviewActivity), _ => new ReviewPlan([District, Panel], 1)
        {
            Continued = new ContinuedReview([Panel.Name], 1, 1),
        });
        play.Answer<ConcludeRequest>(nameof(ConcludeReviewActivity), _ => ApplicationStatus.Approved);
        await play.StartAsync(nameof(ReviewOrchestrator), review.InstanceId, review);
        await DecideAsync(play, desk, Stage(play, Panel, 1), StageOutcome.Passed);
        await EndsAsync(play, review.InstanceId, ApplicationStatus.Approved);
    }

    private static async Task ReturnedTooOftenAsync(Play play)
    {
        var desk = new Desk(play, Pace.Slow);
        var id = await StartAsync(play, 0, District);
        await DecideAsync(play, desk, Stage(play, District), StageOutcome.Returned);
        await EndsAsync(play, id, ApplicationStatus.Rejected);
    }

    private static async Task CorrectionOverdueAsync(Play play)
    {
        var desk = new Desk(play, Pace.Slow);
        Returned(play, TimeSpan.FromSeconds(2));
        var id = await StartAsync(play, 1, District);
        await DecideAsync(play, desk, Stage(play, District), StageOutcome.Returned);
        await EndsAsync(play, id, ApplicationStatus.Rejected);
    }

    /// <summary>The time is over, and the corrections are there: the review continues.</summary>
    private static async Task CorrectedAtTheLastMomentAsync(Play play)
    {
        var desk = new Desk(play, Pace.Slow);
        var state = Returned(play, TimeSpan.FromSeconds(2));
        var id = await StartAsync(play, 1, District);
        play.Answer<ConcludeRequest>(nameof(ConcludeReviewActivity), conclude =>
        {
            if (conclude.Conclusion != Conclusion.SupplementOverdue) return ApplicationStatus.Approved;
            state.Value = new SupplementState(ApplicationStatus.Submitted, [District.Name]);
            return ApplicationStatus.Submitted;
        });
        await DecideAsync(play, desk, Stage(play, District), StageOutcome.Returned);
        await DecideAsync(play, desk, Stage(play, District, 1), StageOutcome.Passed);
        await EndsAsync(play, id, ApplicationStatus.Approved);
    }

    /// <summary>The event comes twice, and the review sends it on to its stage once.</summary>
    private static async Task WithdrawnInAStageAsync(Play play)
    {
        var (desk, stage) = (new Desk(play, Pace.Slow), Stage(play, District));
        var id = await StartAsync(play, 1, District, Panel);
        await play.WaitsAfterAsync(stage.InstanceId, nameof(OpenAssignmentsActivity));
        desk.Decide(stage, StageOutcome.Withdrawn);
        await play.RaiseAsync(id, ReviewOrchestrator.Withdrawn);
        await play.RaiseAsync(id, ReviewOrchestrator.Withdrawn);
        await EndsAsync(play, id, ApplicationStatus.Withdrawn);
    }

    private static async Task WithdrawnWhileReturnedAsync(Play play)
    {
        var desk = new Desk(play, Pace.Slow);
        var state = Returned(play, TimeSpan.FromHours(1));
        var id = await StartAsync(play, 1, District);
        await DecideAsync(play, desk, Stage(play, District), StageOutcome.Returned);
        await play.WaitsAfterAsync(id, nameof(ReadSupplementActivity));
        state.Value = new SupplementState(ApplicationStatus.Withdrawn, []);
        await play.RaiseAsync(id, ReviewOrchestrator.Withdrawn);
        await EndsAsync(play, id, ApplicationStatus.Withdrawn);
    }

    private static StageRequest Stage(Play play, PlannedStage planned, int round = 0) => new(play.Story, planned.Name, round);

    private static async Task<string> StartAsync(Play play, int rounds, params IReadOnlyList<PlannedStage> stages)
    {
        var review = new ReviewRequest(play.Story);
        play.Answer<string>(nameof(PlanReviewActivity), _ => new ReviewPlan(stages, rounds));
        play.Answer<ConcludeRequest>(
            nameof(ConcludeReviewActivity),
            conclude => conclude.Conclusion == Conclusion.Approve ? ApplicationStatus.Approved : ApplicationStatus.Rejected);
        await play.StartAsync(nameof(ReviewOrchestrator), review.InstanceId, review);
        return review.InstanceId;
    }

    /// <summary>The stage's people decide, once they are asked.</summary>
    private static async Task DecideAsync(Play play, Desk desk, StageRequest stage, StageOutcome outcome)
    {
        await play.WaitsAfterAsync(stage.InstanceId, nameof(OpenAssignmentsActivity));
        desk.Decide(stage, outcome);
        await play.RaiseAsync(stage.InstanceId, StageRequest.Changed);
    }

    /// <summary>A returned application: what its corrections are until the story says otherwise.</summary>
    private static StrongBox<SupplementState> Returned(Play play, TimeSpan time)
    {
        var state = new StrongBox<SupplementState>(new SupplementState(ApplicationStatus.Returned, []));
        play.Answer<ReturnRequest>(nameof(ReturnReviewActivity), back => back.At + time);
        play.Answer<SupplementRequest>(nameof(ReadSupplementActivity), _ => state.Value);
        return state;
    }

    private static async Task EndsAsync(Play play, string id, ApplicationStatus status) =>
        Assert.Equal(status, await play.EndsAsync<ApplicationStatus>(id));
}
