using FunctionsApp.Applications;
using FunctionsApp.Platform.Durable;
using FunctionsApp.Reviews.Appeals;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace FunctionsApp.Reviews;

public static class ReviewOrchestrator
{
    /// <summary>Event: the corrections are submitted, or have more time.</summary>
    public const string Resubmitted = nameof(Resubmitted);

    /// <summary>Event: a promised document came, or did not come in time. Lost or doubled, it changes nothing.</summary>
    public const string Promised = nameof(Promised);

    /// <summary>Event: the applicant took the application back.</summary>
    public const string Withdrawn = nameof(Withdrawn);

    /// <summary>
    /// Asks the stages in order, again from an earlier one where a stage sends back, waits for corrections, concludes. The result is the
    /// application's last status.
    /// </summary>
    [Function(nameof(ReviewOrchestrator))]
    public static async Task<ApplicationStatus> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, ReviewRequest request)
    {
        var (withdrawn, resubmitted) = (new RecurringEvent(context, Withdrawn), new RecurringEvent(context, Resubmitted));
        var promised = new RecurringEvent(context, Promised);
        var planning = request.AfterAppeal ? nameof(PlanAppealedReviewActivity) : nameof(PlanReviewActivity);
        var plan = await context.CallActivityAsync<ReviewPlan>(planning, request.ApplicationId, ActivityRetries.Patient);
        var (toAsk, first, corrections) = (plan.Stages, 0, 0);
        if (plan.Continued is { } continued)
        {
            toAsk = [.. plan.Stages.Where(planned => continued.ToAsk.Contains(planned.Name))];
            (first, corrections) = (continued.Round, continued.Corrections);
        }

        for (var round = first; ; round++)
        {
            var (stage, outcome) = await AskAsync(context, request, toAsk, round, withdrawn, promised);
            Conclusion? conclusion = outcome switch
            {
                StageOutcome.Passed => Conclusion.Approve,
                StageOutcome.Rejected => Conclusion.Reject,
                StageOutcome.Returned when corrections == plan.Rounds => Conclusion.RoundsExhausted,
                _ => null,
            };
            if (conclusion is { } end) return await ConcludeAsync(context, new ConcludeRequest(request.ApplicationId, end, round, stage));
            if (outcome == StageOutcome.Withdrawn) return ApplicationStatus.Withdrawn;

            if (outcome == StageOutcome.SentBack)
            {
                var again = await context.CallActivityAsync<IReadOnlyList<string>>(
                    nameof(SendBackActivity), new StageRequest(request.ApplicationId, stage, round), ActivityRetries.Patient);
                toAsk = [.. plan.Stages.Where(planned => again.Contains(planned.Name))];
                continue;
            }

            corrections++;
            context.SetCustomStatus(new ReviewProgress("AwaitingSupplement", stage, corrections));
            var supplement = SupplementRequest.After(new StageRequest(request.ApplicationId, stage, round), corrections);
            var corrected = await AwaitSupplementAsync(context, supplement, resubmitted, withdrawn);
            if (corrected.Status != ApplicationStatus.Submitted) return corrected.Status;
            toAsk = [.. plan.Stages.Where(planned => corrected.ToAsk.Contains(planned.Name))];
        }
    }

    /// <summary>Asks one stage after the other until one does not pass; the last one asked and its outcome.</summary>
    private static async Task<(string Stage, StageOutcome Outcome)> AskAsync(
        TaskOrchestrationContext context, ReviewRequest request, IReadOnlyList<PlannedStage> toAsk, int round, RecurringEvent withdrawn,
        RecurringEvent promised)
    {
        var (name, outcome) = ("", StageOutcome.Passed);
        foreach (var planned in toAsk)
        {
            var stage = new StageRequest(request.ApplicationId, planned.Name, round);
            if (planned.AwaitsPromises && await AwaitPromisesAsync(context, stage, withdrawn, promised) is { } ended)
            {
                return (planned.Name, ended);
            }

            context.SetCustomStatus(new ReviewProgress("InStage", planned.Name, round));
            // Its parent's version: under the code's own, a stage that newer code opened would hold up an old review after a rollback.
            var asked = context.CallSubOrchestratorAsync<StageOutcome>($"{planned.Kind}Stage", stage,
                new SubOrchestrationOptions(instanceId: stage.InstanceId) { Version = context.Version });
            // Only the stage knows how to close itself; it reads the withdrawal from the application.
            if (await Task.WhenAny(asked, withdrawn.Next) != asked)
            {
                withdrawn.Take();
                context.SendEvent(stage.InstanceId, StageRequest.Changed, Withdrawn);
            }

            (name, outcome) = (planned.Name, await asked);
            if (outcome != StageOutcome.Passed) break;
        }

        return (name, outcome);
    }

    /// <summary>Null once the documents are there that the stage needs; otherwise how the stage ended without being asked.</summary>
    private static async Task<StageOutcome?> AwaitPromisesAsync(
        TaskOrchestrationContext context, StageRequest stage, RecurringEvent withdrawn, RecurringEvent promised)
    {
        var look = await LookAsync(context, stage);
        while (look.Until is { } until)
        {
            context.SetCustomStatus(new ReviewProgress("AwaitingDocuments", stage.Stage, stage.Round));
            using var stopTimer = new CancellationTokenSource();
            // The event may be lost, or wait behind the timer.
            var timer = context.CreateTimer(until.UtcDateTime, stopTimer.Token);
            var happened = await Task.WhenAny(promised.Next, withdrawn.Next, timer);
            if (happened == promised.Next) promised.Take();
            else if (happened == withdrawn.Next) withdrawn.Take();
            stopTimer.Cancel();
            look = await LookAsync(context, stage);
        }

        return look.Outcome;
    }

    private static Task<PromiseLook> LookAsync(TaskOrchestrationContext context, StageRequest stage) =>
        context.CallActivityAsync<PromiseLook>(
            nameof(AwaitPromisesActivity), new StageMoment(stage, context.CurrentUtcDateTime), ActivityRetries.Patient);

    private static async Task<SupplementState> AwaitSupplementAsync(
        TaskOrchestrationContext context, SupplementRequest supplement, RecurringEvent resubmitted, RecurringEvent withdrawn)
    {
        var due = await context.CallActivityAsync<DateTimeOffset>(
            nameof(ReturnReviewActivity), new ReturnRequest(supplement, context.CurrentUtcDateTime), ActivityRetries.Patient);
        using var stopTimer = new CancellationTokenSource();
        var timer = context.CreateTimer(due.UtcDateTime, stopTimer.Token);
        // First of all a look: the application may have been withdrawn before it was returned.
        var state = await ReadAsync(context, supplement);
        while (state.Status == ApplicationStatus.Returned)
        {
            var happened = await Task.WhenAny(resubmitted.Next, withdrawn.Next, timer);
            if (happened == timer)
            {
                // In the last moment the applicant may still have been faster; then the review continues.
                var overdue = new ConcludeRequest(supplement.ApplicationId, Conclusion.SupplementOverdue, supplement.Round,
                    supplement.Stage);
                var status = await ConcludeAsync(context, overdue);
                if (status is not (ApplicationStatus.Submitted or ApplicationStatus.Returned)) return new SupplementState(status, []);
                state = await ReadAsync(context, supplement);
                // Still returned: a holiday notice or an extension has made the due time later.
                if (state is not { Status: ApplicationStatus.Returned, Due: { } later }) return state;
                timer = context.CreateTimer(later.UtcDateTime, stopTimer.Token);
                continue;
            }

            (happened == resubmitted.Next ? resubmitted : withdrawn).Take();
            state = await ReadAsync(context, supplement);
        }

        stopTimer.Cancel();
        return state;
    }

    private static Task<SupplementState> ReadAsync(TaskOrchestrationContext context, SupplementRequest supplement) =>
        context.CallActivityAsync<SupplementState>(nameof(ReadSupplementActivity), supplement, ActivityRetries.Patient);

    private static async Task<ApplicationStatus> ConcludeAsync(TaskOrchestrationContext context, ConcludeRequest conclude)
    {
        var status = await context.CallActivityAsync<ApplicationStatus>(nameof(ConcludeReviewActivity), conclude, ActivityRetries.Patient);
        if (status is ApplicationStatus.Submitted or ApplicationStatus.Returned) return status;
        context.SetCustomStatus(new ReviewProgress(status.ToString(), conclude.Stage, conclude.Round));
        return status;
    }
}
