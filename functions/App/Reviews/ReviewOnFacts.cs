using System.Text.Json.Serialization;
using Azure.Messaging.ServiceBus;
using FunctionsApp.Applications;
using FunctionsApp.Applications.Extending;
using FunctionsApp.Applications.Partners;
using FunctionsApp.Applications.Promises;
using FunctionsApp.Applications.Signing;
using FunctionsApp.Assignments;
using FunctionsApp.Assignments.Overseeing;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Durable;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Reviews.Appeals;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace FunctionsApp.Reviews;

/// <summary>An answer was recorded; the stage that waits looks again.</summary>
/// <remarks>Kinds of stages derive their answers' facts from it.</remarks>
public abstract record StageAnswered(string Stage, int Round) : ConfidentialFact
{
    /// <summary>The stage must wait for others, too: its run need not look.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool StillWaits { get; init; }

    /// <summary>Id of an assignment that the answer opened, whose letter follows from this fact; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Asks { get; init; }

    /// <summary>The fact of an answer with that; another fact as it is.</summary>
    internal static Fact Waiting(Fact fact) => fact is StageAnswered answered ? answered with { StillWaits = true } : fact;
}

/// <summary>What a stage waits for changed outside the application's partition; the stage looks again.</summary>
public abstract record StageChanged(string Application, string Stage, int Round) : ConfidentialFact;

/// <summary>
/// Starts and wakes reviews, and the consents and signatures before them, by facts: what is committed is published, so that no crash
/// loses a start or a wake-up.
/// </summary>
/// <remarks>Facts may come twice and in any order: an orchestration that is woken reads the state, and never believes the event.</remarks>
public sealed class ReviewOnFacts(Questions questions, WriteToPartners partners)
{
    [Function("Reviews_OnFact")]
    public Task OnFactAsync(
        [ServiceBusTrigger(Topology.Facts, Topology.ReviewsSubscription,
            Connection = Topology.ServiceBusConnection)] ServiceBusReceivedMessage message,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        var fact = FactPublisher.Read(message);
        return fact.Read() switch
        {
            ApplicationSubmitted submitted => StartAsync(durable, fact.Subject, submitted, cancellation),
            PromiseKept => KeptAsync(durable, fact, cancellation),
            PromiseBroken => WakeAsync(durable, fact, ReviewOrchestrator.Promised, cancellation),
            PartnersAsked asked => StartAsync(durable, fact.Subject, asked, cancellation),
            PartnerConsented consented => WakeAsync(durable, fact, consented.Round, [consented.Organisation], cancellation),
            ConsentClosed closed => WakeAsync(durable, fact, closed.Round, closed.Unanswered, cancellation),
            SigningRequested asked when SigningRun.New(fact.Subject, asked.Round) is var run => durable.StartOnceAsync(
                nameof(SigningOrchestrator), run.InstanceId, run, cancellation),
            ApplicationSigned signed => durable.WakeAsync(
                SigningRun.InstanceIdOf(fact.Subject, signed.Round), SigningOrchestrator.Changed, fact.MessageId, cancellation),
            SigningClosed closed => durable.WakeAsync(
                SigningRun.InstanceIdOf(fact.Subject, closed.Round), SigningOrchestrator.Changed, fact.MessageId, cancellation),
            ApplicationResubmitted or SupplementExtended => WakeAsync(durable, fact, ReviewOrchestrator.Resubmitted, cancellation),
            ApplicationWithdrawn => WithdrawnAsync(durable, fact, cancellation),
            AppealSubmitted when new AppealRun(fact.Subject) is var run => durable.StartOnceAsync(
                nameof(AppealOrchestrator), run.InstanceId, run, cancellation),
            AppealDismissed => durable.WakeAsync(
                AppealRun.InstanceIdOf(fact.Subject), AppealOrchestrator.Changed, fact.MessageId, cancellation),
            AppealUpheld => UpheldAsync(durable, fact, cancellation),
            AssigneeTakenOff off => durable.WakeAsync(
                StageRequest.InstanceIdOf(fact.Subject, off.Round, off.Step), StageRequest.Changed, fact.MessageId, cancellation),
            StageAnswered answered => AnsweredAsync(durable, fact, answered, cancellation),
            StageChanged changed => durable.WakeAsync(
                StageRequest.InstanceIdOf(changed.Application, changed.Round, changed.Stage), StageRequest.Changed, fact.MessageId,
                    cancellation),
            _ => Task.CompletedTask,
        };
    }

    private async Task AnsweredAsync(
        DurableTaskClient durable, SealedFact fact, StageAnswered answered, CancellationToken cancellation)
    {
        if (answered.Asks is { } asked)
        {
            var (question, id) = questions.Find(asked);
            await question.MailAsync(id, AssignmentLetters.Opened, cancellation);
        }

        if (answered.StillWaits) return;
        await durable.WakeAsync(
            StageRequest.InstanceIdOf(fact.Subject, answered.Round, answered.Stage), StageRequest.Changed, fact.MessageId, cancellation);
    }

    private static async Task StartAsync(
        DurableTaskClient durable, string application, ApplicationSubmitted submitted, CancellationToken cancellation)
    {
        await durable.StartOnceAsync(
            nameof(ReviewOrchestrator), ReviewRequest.InstanceIdOf(application), new ReviewRequest(application), cancellation);
        if (submitted.Promised is null) return;
        var watch = new PromiseRun(application);
        await durable.StartOnceAsync(nameof(PromiseOrchestrator), watch.InstanceId, watch, cancellation);
    }

    private static async Task StartAsync(
        DurableTaskClient durable, string application, PartnersAsked asked, CancellationToken cancellation)
    {
        foreach (var run in asked.Asked.Select(organisation => new ConsentRun(application, asked.Round, organisation)))
        {
            await durable.StartOnceAsync(nameof(ConsentOrchestrator), run.InstanceId, run, cancellation);
        }
    }

    /// <summary>Wakes the review that runs: the first, or the one after an appeal.</summary>
    private static async Task WakeAsync(DurableTaskClient durable, SealedFact fact, string name, CancellationToken cancellation)
    {
        await durable.WakeAsync(ReviewRequest.InstanceIdOf(fact.Subject), name, fact.MessageId, cancellation);
        await durable.WakeAsync(ReviewRequest.InstanceAfterAppeal(fact.Subject), name, fact.MessageId, cancellation);
    }

    private async Task WithdrawnAsync(DurableTaskClient durable, SealedFact fact, CancellationToken cancellation)
    {
        await WakeAsync(durable, fact, ReviewOrchestrator.Withdrawn, cancellation);
        await partners.WithdrawnAsync(fact.Subject, cancellation);
    }

    private static async Task UpheldAsync(DurableTaskClient durable, SealedFact fact, CancellationToken cancellation)
    {
        await durable.WakeAsync(AppealRun.InstanceIdOf(fact.Subject), AppealOrchestrator.Changed, fact.MessageId, cancellation);
        var review = new ReviewRequest(fact.Subject) { AfterAppeal = true };
        await durable.StartOnceAsync(nameof(ReviewOrchestrator), review.InstanceId, review, cancellation);
    }

    private static async Task KeptAsync(DurableTaskClient durable, SealedFact fact, CancellationToken cancellation)
    {
        await WakeAsync(durable, fact, ReviewOrchestrator.Promised, cancellation);
        await durable.WakeAsync(
            PromiseRun.InstanceIdOf(fact.Subject), PromiseOrchestrator.Changed, fact.MessageId, cancellation);
    }

    private static async Task WakeAsync(
        DurableTaskClient durable, SealedFact fact, int round, IReadOnlyList<string> partners, CancellationToken cancellation)
    {
        foreach (var instance in partners.Select(partner => ConsentRun.InstanceIdOf(fact.Subject, round, partner)))
        {
            await durable.WakeAsync(instance, ConsentOrchestrator.Changed, fact.MessageId, cancellation);
        }
    }
}
