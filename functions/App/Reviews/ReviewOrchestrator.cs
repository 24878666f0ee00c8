using FunctionsApp.Applications;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Durable;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace FunctionsApp.Reviews;

public static class ReviewOrchestrator
{
    /// <summary>Event: the corrections are handed in.</summary>
    public const string Resubmitted = nameof(Resubmitted);

    /// <summary>Event: the applicant took the application back.</summary>
    public const string Withdrawn = nameof(Withdrawn);

    /// <summary>Asks the stages in order, waits for corrections, settles. The result is the application's last status.</summary>
    [Function(nameof(ReviewOrchestrator))]
    public static async Task<ApplicationStatus> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, ReviewRequest request)
    {
        var (withdrawn, resubmitted) = (new RecurringEvent(context, Withdrawn), new RecurringEvent(context, Resubmitted));
        IReadOnlyList<string> toAsk = [.. request.Stages.Select(stage => stage.Name)];
        for (var round = 0; ; round++)
        {
            var (stage, result) = await AskAsync(context, request, toAsk, round, withdrawn);
            if (result.Outcome == StageOutcome.Withdrawn) return ApplicationStatus.Withdrawn;
            if (result.Outcome == StageOutcome.Passed) return await SettleAsync(context, request, new Settle(request.ApplicationId, SettleKind.Approve, round, stage));
            if (result.Outcome == StageOutcome.Rejected) return await SettleAsync(context, request, new Settle(request.ApplicationId, SettleKind.Reject, round, stage));
            if (round == request.Supplement.Rounds) return await SettleAsync(context, request, new Settle(request.ApplicationId, SettleKind.RoundsExhausted, round, stage));

            context.SetCustomStatus(new ReviewProgress("AwaitingSupplement", stage, round + 1));
            var corrected = await AwaitSupplementAsync(context, request, new ReturnRequest(request.ApplicationId, round + 1, result.Items, request.Supplement.WorkingDays, context.CurrentUtcDateTime), resubmitted, withdrawn);
            if (corrected.Status != ApplicationStatus.Submitted) return corrected.Status;
            toAsk = [.. Supplement.StagesToRepeat(request.Stages, stage, corrected.Changed), .. request.Stages.SkipWhile(next => next.Name != stage).Skip(1).Select(next => next.Name)];
        }
    }

    /// <summary>Asks one stage after the other until one does not pass; the last one asked and its result.</summary>
    private static async Task<(string Stage, StageResult Result)> AskAsync(
        TaskOrchestrationContext context, ReviewRequest request, IReadOnlyList<string> toAsk, int round, RecurringEvent withdrawn)
    {
        var (name, result) = ("", StageResult.Of(StageOutcome.Passed));
        foreach (var definition in request.Stages.Where(stage => toAsk.Contains(stage.Name)))
        {
            var stage = new StageRequest(request.ApplicationId, definition, round, request.Eligibility);
            context.SetCustomStatus(new ReviewProgress("InStage", definition.Name, round));
            var asked = context.CallSubOrchestratorAsync<StageResult>(nameof(StageOrchestrator), stage, new SubOrchestrationOptions(instanceId: stage.InstanceId));
            // Only the stage knows how to close itself; it reads the withdrawal from the application.
            if (await Task.WhenAny(asked, withdrawn.Next) != asked)
            {
                withdrawn.Take();
                context.SendEvent(stage.InstanceId, StageOrchestrator.Changed, Withdrawn);
            }

            (name, result) = (definition.Name, await asked);
            if (result.Outcome != StageOutcome.Passed) break;
        }

        return (name, result);
    }

    private static async Task<SupplementState> AwaitSupplementAsync(
        TaskOrchestrationContext context, ReviewRequest request, ReturnRequest back, RecurringEvent resubmitted, RecurringEvent withdrawn)
    {
        var due = await context.CallActivityAsync<DateTimeOffset>(nameof(ReturnActivity), back, ReviewRetries.Patient);
        using var stopTimer = new CancellationTokenSource();
        var timer = context.CreateTimer(due.UtcDateTime, stopTimer.Token);
        while (true)
        {
            // First of all a look: the application may have been withdrawn before it was returned.
            var state = await ReadAsync(context, back);
            if (state.Status != ApplicationStatus.Returned)
            {
                stopTimer.Cancel();
                return state;
            }

            var happened = await Task.WhenAny(resubmitted.Next, withdrawn.Next, timer);
            if (happened == timer) break;
            (happened == resubmitted.Next ? resubmitted : withdrawn).Take();
        }

        // In the last moment the applicant may still have been faster; then the review goes on.
        var status = await SettleAsync(context, request, new Settle(request.ApplicationId, SettleKind.SupplementOverdue, back.Round, null));
        return status == ApplicationStatus.Submitted ? await ReadAsync(context, back) : new SupplementState(status, []);
    }

    private static Task<SupplementState> ReadAsync(TaskOrchestrationContext context, ReturnRequest back) =>
        context.CallActivityAsync<SupplementState>(nameof(ReadSupplementActivity), new ReadSupplement(back.ApplicationId, back.Round), ReviewRetries.Patient);

    private static async Task<ApplicationStatus> SettleAsync(TaskOrchestrationContext context, ReviewRequest request, Settle settle)
    {
        var status = await context.CallActivityAsync<ApplicationStatus>(nameof(SettleActivity), settle, ReviewRetries.Patient);
        if (status is ApplicationStatus.Submitted or ApplicationStatus.Returned) return status;
        context.SetCustomStatus(new ReviewProgress(status.ToString(), settle.Stage, settle.Round));
        return status;
    }
}
