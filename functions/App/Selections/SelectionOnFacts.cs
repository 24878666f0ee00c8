using Azure.Messaging.ServiceBus;
using FunctionsApp.Applications;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Durable;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace FunctionsApp.Selections;

/// <summary>Starts and wakes the runs of batches, and gives back what was reserved for applications that did not stay selected.</summary>
/// <remarks>A fact may come twice: a run is started once, a doubled event changes nothing, and an application leaves once.</remarks>
public sealed class SelectionOnFacts(AggregateStore store, ProgrammeCatalogue catalogue, ProjectClaims claims, TimeProvider time)
{
    private const string Function = "Selections_OnFact";

    [Function(Function)]
    public Task OnFactAsync(
        [ServiceBusTrigger(Topology.Facts, Topology.SelectionsSubscription, Connection = Topology.ServiceBusConnection)]
        ServiceBusReceivedMessage message,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        var fact = FactPublisher.Read(message);
        return fact.Read() switch
        {
            SelectionOpened opened when new SelectionRun(fact.Subject, opened.Batch) is var run => durable.StartOnceAsync(
                nameof(SelectionOrchestrator), run.InstanceId, run, cancellation),
            SelectionChanged changed => durable.WakeAsync(
                SelectionRun.InstanceIdOf(fact.Subject, changed.Batch), SelectionOrchestrator.Changed, fact.MessageId, cancellation),
            ApplicationRejected or ApplicationWithdrawn => ReleaseAsync(fact.Subject, cancellation),
            _ => Task.CompletedTask,
        };
    }

    /// <summary>What a selection reserved is free again; the reserve list moves up by an officer's hand alone.</summary>
    private async Task ReleaseAsync(string id, CancellationToken cancellation)
    {
        var application = (await store.GetApplicationAsync(id, cancellation)).State;
        // A late fact of a rejection that an appeal has undone takes nothing from the review that continues.
        if (!application.IsOver) return;
        foreach (var stage in catalogue.Of(application).Held.OfType<SelectionDefinition>())
        {
            var selection = SelectionCall.Of(application, stage.Name).Id;
            if (await store.FindAsync(SelectionAggregate.Kind, selection, cancellation) is not { State: var state }) continue;
            if (state.Find(id) is not { } candidate) continue;
            await store.ChangeAsync(
                SelectionAggregate.Kind, selection, current => LeaveSelection.Decide(current, id, Function, time.GetUtcNow()),
                cancellation);
            await claims.ReleaseAsync(candidate, cancellation);
        }
    }
}
