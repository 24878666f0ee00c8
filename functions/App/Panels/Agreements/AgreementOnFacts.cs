using Azure.Messaging.ServiceBus;
using FunctionsApp.People;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Durable;
using FunctionsApp.Platform.Facts;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace FunctionsApp.Panels.Agreements;

/// <summary>Starts the asking for an agreement, wakes it, and enters what was accepted into the register.</summary>
/// <remarks>A fact may come twice: an asking is started once, and the register has the year already.</remarks>
public sealed class AgreementOnFacts(PeopleDesk people)
{
    [Function("Agreements_OnFact")]
    public async Task OnFactAsync(
        [ServiceBusTrigger(Topology.Facts, Topology.AgreementsSubscription, Connection = Topology.ServiceBusConnection)]
        ServiceBusReceivedMessage message,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        var fact = FactPublisher.Read(message);
        var instance = AgreementRun.InstanceIdOf(fact.Subject);
        switch (fact.Read())
        {
            case AgreementAsked:
                await durable.StartOnceAsync(nameof(AgreementOrchestrator), instance, new AgreementRun(fact.Subject), cancellation);
                break;
            case AgreementAnswered answered:
                if (answered.Choice == AgreementChoice.Accept) await people.AcceptAsync(answered.Person, answered.Year, cancellation);
                await durable.WakeAsync(instance, AgreementOrchestrator.Changed, fact.MessageId, cancellation);
                break;
        }
    }
}
