using Azure.Messaging.ServiceBus;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Storage;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Panels.Plans;

/// <summary>Gives the applications of a deployed plan their experts.</summary>
/// <remarks>Twice, or half and again: an application that has its experts is left as it is.</remarks>
public sealed class PanelPlanOnFacts(AggregateStore store, PanelPlanDesk desk)
{
    private const int AtOnce = 16;

    [Function("PanelPlans_OnFact")]
    public Task OnFactAsync(
        [ServiceBusTrigger(Topology.Facts, Topology.PanelsSubscription, Connection = Topology.ServiceBusConnection)]
        ServiceBusReceivedMessage message,
        CancellationToken cancellation)
    {
        var fact = FactPublisher.Read(message);
        return fact.Read() is PanelsDeployed deployed ? SeatAsync(fact.Subject, deployed.Edition, cancellation) : Task.CompletedTask;
    }

    private async Task SeatAsync(string id, int edition, CancellationToken cancellation)
    {
        var (plan, seats) = await desk.DeployedAsync(id, cancellation);
        // A later proposal has those that still wait.
        if (plan is not { State: PlanState.Deployed } || plan.Edition != edition) return;
        await Parallel.ForEachAsync(
            plan.Panels.Where(panel => panel.Experts.Count == seats),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (panel, stop) => await store.ChangeAsync(
                PanelAggregate.Kind, panel.Application, state => SeatPanel.Decide(state, plan, panel), stop));
    }
}
