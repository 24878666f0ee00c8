using FunctionsApp.Assignments;
using FunctionsApp.Platform.Durable;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace FunctionsApp.WhitePapers;

/// <param name="Period">2026-Q3 or 2026.</param>
/// <param name="Edition">1; more where an earlier one was rejected.</param>
public sealed record WhitePaperRun(string Period, int Edition)
{
    public string PaperId => WhitePaper.IdOf(Period, Edition);

    public string InstanceId => $"white-paper-{Period}-{Edition}";
}

public static class WhitePaperOrchestrator
{
    /// <summary>Event: look again, the paper was answered. Lost or doubled, it changes nothing.</summary>
    public const string Changed = nameof(Changed);

    /// <summary>Makes a paper, has it approved, publishes it. One that is not approved in time is rejected.</summary>
    [Function(nameof(WhitePaperOrchestrator))]
    public static async Task<WhitePaperStatus> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, WhitePaperRun run)
    {
        await context.CallActivityAsync(nameof(GatherWhitePaperActivity), run, ActivityRetries.Patient);
        var id = run.PaperId;
        var turn = await Asking.RunAsync(
            context, WhitePaperQuestion.AskOf(id), new RecurringEvent(context, Changed), () => LookAsync(nameof(ReadWhitePaperActivity)))
            ?? await LookAsync(nameof(LapseWhitePaperActivity));
        if (turn is not { Status: WhitePaperStatus.Approved })
        {
            return turn?.Status ?? throw new InvalidOperationException($"Paper {id} is a draft again.");
        }

        await context.CallActivityAsync(nameof(PublishWhitePaperActivity), id, ActivityRetries.Patient);
        return WhitePaperStatus.Published;

        Task<WhitePaperTurn?> LookAsync(string activity) =>
            context.CallActivityAsync<WhitePaperTurn?>(activity, id, ActivityRetries.Patient);
    }
}
