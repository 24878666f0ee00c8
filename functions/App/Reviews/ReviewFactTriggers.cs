using Azure.Messaging.ServiceBus;
using DurableTask.Core.Exceptions;
using FunctionsApp.Applications;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Programmes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace FunctionsApp.Reviews;

/// <summary>Starts and wakes reviews by facts: what is committed is published, so that no crash loses a start or a wake-up.</summary>
/// <remarks>Facts may come twice and in any order: an orchestration that is woken reads the state, and never believes the event.</remarks>
public sealed class ReviewFactTriggers(ProgrammeCatalogue catalogue)
{
    // Every status: an application is reviewed once, whatever became of it.
    private static readonly OrchestrationRuntimeStatus[] Once =
    [
        OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended,
        OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated,
    ];

    [Function("Reviews_OnFact")]
    public Task OnFactAsync(
        [ServiceBusTrigger(Topology.Facts, Topology.ReviewsSubscription, Connection = Topology.ServiceBusConnection)] ServiceBusReceivedMessage message,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        var fact = FactPublisher.Read(message);
        return fact.Type switch
        {
            ApplicationFacts.Submitted => StartAsync(durable, fact.Read<ApplicationSubmission>(), cancellation),
            ApplicationFacts.Resubmitted => WakeAsync(durable, ReviewRequest.InstanceIdOf(fact.Subject), ReviewOrchestrator.Resubmitted, fact, cancellation),
            ApplicationFacts.Withdrawn => WakeAsync(durable, ReviewRequest.InstanceIdOf(fact.Subject), ReviewOrchestrator.Withdrawn, fact, cancellation),
            nameof(DecisionRecorded) => WakeAsync(durable, Stage(fact), StageOrchestrator.Changed, fact, cancellation),
            _ => Task.CompletedTask,
        };
    }

    private static string Stage(Fact fact)
    {
        var decision = fact.Read<DecisionRecorded>();
        return StageRequest.InstanceIdOf(fact.Subject, decision.Round, decision.Stage);
    }

    private static async Task WakeAsync(DurableTaskClient durable, string instance, string name, Fact fact, CancellationToken cancellation)
    {
        // One that is over, or not begun, needs no waking: it reads the state when it begins.
        if (await durable.GetInstanceAsync(instance, cancellation) is not { IsCompleted: false }) return;
        await durable.RaiseEventAsync(instance, name, fact.MessageId, cancellation);
    }

    private async Task StartAsync(DurableTaskClient durable, ApplicationSubmission submission, CancellationToken cancellation)
    {
        var request = ReviewRequest.Of(submission.Id, catalogue.Get(submission.Programme, submission.Version));
        try
        {
            await durable.ScheduleNewOrchestrationInstanceAsync(
                nameof(ReviewOrchestrator), request, new StartOrchestrationOptions(request.InstanceId).WithDedupeStatuses(Once), cancellation);
        }
        catch (OrchestrationAlreadyExistsException)
        {
            // The fact came twice.
        }
    }
}
