using Azure.Messaging.ServiceBus;
using FunctionsApp.Assignments.AddingSigners;
using FunctionsApp.Assignments.Copying;
using FunctionsApp.Assignments.HandingOver;
using FunctionsApp.Assignments.Overseeing;
using FunctionsApp.Identity;
using FunctionsApp.People;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Assignments;

/// <summary>
/// Writes to people about what another person did with an assignment or sent them for information, and passes on what people who left
/// were asked: a crash after the commit loses nothing.
/// </summary>
public sealed class AssignmentOnFacts(Questions questions, PassLeavers leavers, StaffDirectory staff, CopyLetters copies)
{
    [Function("Assignments_OnFact")]
    public Task OnFactAsync(
        [ServiceBusTrigger(Topology.Facts, Topology.AssignmentsSubscription,
            Connection = Topology.ServiceBusConnection)] ServiceBusReceivedMessage message,
        CancellationToken cancellation)
    {
        var fact = FactPublisher.Read(message);
        return fact.Read() switch
        {
            AssignmentHandedOver handed => MailAsync(handed, cancellation),
            CopySent sent => copies.SendAsync(fact.Subject, sent, cancellation),
            SignerAdded added => MailAsync(added, cancellation),
            AssigneeTakenOff off => questions.Find(off.Assignment) is var (question, id)
                ? question.InformAsync(id, AssignmentLetters.TakenOff, cancellation) : Task.CompletedTask,
            AssigneeReminded reminded => RemindAsync(reminded, cancellation),
            PersonLeft => leavers.PassAsync(fact.Subject, cancellation),
            _ => Task.CompletedTask,
        };
    }

    /// <summary>The letter's id has the day: the ladder's own reminders have numbers.</summary>
    private Task RemindAsync(AssigneeReminded reminded, CancellationToken cancellation)
    {
        var (question, id) = questions.Find(reminded.Assignment);
        return question.MailAsync(id, AssignmentLetters.Reminder, cancellation, reminded.Day.ToString("O"));
    }

    private async Task MailAsync(SignerAdded added, CancellationToken cancellation)
    {
        var (question, id) = questions.Find(added.Added);
        var matter = await question.ReadAsync(id.Ask, cancellation);
        if (matter.Assignments.Of(id.Ask).FirstOrDefault(each => each.Number == id.Number) is not { } assignment) return;
        if (AddSigner.Received(matter.Assignments, assignment) is not { } joined) return;
        var more = new Dictionary<string, string> { ["from"] = staff.NameOf(added.By), ["reason"] = joined.Adding.Reason };
        var template = added.Place == SignerPlace.Before ? AssignmentLetters.SignerBefore : AssignmentLetters.SignerAfter;
        await question.MailAsync(id, template, cancellation, more: more);
    }

    private async Task MailAsync(AssignmentHandedOver handed, CancellationToken cancellation)
    {
        var (question, id) = questions.Find(handed.Replacement);
        var matter = await question.ReadAsync(id.Ask, cancellation);
        if (matter.Assignments.Of(id.Ask).FirstOrDefault(each => each.Number == id.Number) is not { } assignment) return;
        if (HandOverAssignment.Received(matter.Assignments, assignment) is not { } received) return;
        var more = new Dictionary<string, string> { ["from"] = staff.NameOf(received.From), ["reason"] = received.Handing.Reason };
        await question.MailAsync(id, AssignmentLetters.HandedOver, cancellation, more: more);
    }
}
