using Azure.Messaging.ServiceBus;
using FunctionsApp.Identity;
using FunctionsApp.Mail;
using FunctionsApp.People;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Organisations.Members;

/// <summary>Writes to people whom their organisation named or took off. A fact may come twice: a letter has one id.</summary>
public sealed class MembersOnFacts(AggregateStore store, PeopleDesk people, LetterSender letters, PublicAddress address)
{
    [Function("Organisations_OnFact")]
    public async Task OnFactAsync(
        [ServiceBusTrigger(Topology.Facts, Topology.OrganisationsSubscription, Connection = Topology.ServiceBusConnection)]
        ServiceBusReceivedMessage message,
        CancellationToken cancellation)
    {
        var fact = FactPublisher.Read(message);
        switch (fact.Read())
        {
            case MemberNamed named:
                await WriteAsync(fact, named.Person, (person, of) =>
                    MemberLetters.OfNaming(person, of, named.Roles, fact.Number, address), cancellation);
                break;
            case MemberTakenOff off:
                await WriteAsync(fact, off.Person, (person, of) => MemberLetters.OfTakingOff(person, of, fact.Number), cancellation);
                break;
        }
    }

    private async Task WriteAsync(
        SealedFact fact, string id, Func<StaffMember, Organisation, Letter> write, CancellationToken cancellation)
    {
        var organisation = (await store.GetAsync(OrganisationAggregate.Kind, fact.Subject, cancellation)).State;
        await letters.SendAsync(write((await people.GetAsync(id, cancellation)).Person, organisation), cancellation);
    }
}
