using App.Tests.Fixtures;
using FunctionsApp.Identity;
using FunctionsApp.Mail;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Programmes;
using FunctionsApp.Subscriptions;
using FunctionsApp.Warnings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace App.Tests.Subscriptions;

/// <summary>Subscribers in a store in memory, and what writes to them.</summary>
internal sealed class SubscriptionBench
{
    public SubscriptionBench()
    {
        var keys = new CallbackOptions { Keys = [new CallbackKey { Id = "k", Secret = Convert.ToBase64String(new byte[32]) }] };
        var links = new SubscriptionLinks(new CallbackTokens(Options.Create(keys), Bench.Time), Options.Create(new SubscriptionOptions()));
        Letters = new SubscriptionLetters(links, Catalogue, new PublicAddress(new ConfigurationBuilder().Build()));
        Sender = new LetterSender(Bench.Bus.Client);
    }

    public static ProgrammeCatalogue Catalogue { get; } = new(ProgrammeLoader.LoadEmbedded());

    public StoreUnderTest Bench { get; } = new(SubscriptionAggregate.Kind);

    public SubscriptionLetters Letters { get; }

    public LetterSender Sender { get; }

    /// <summary>Requested and confirmed; answers its id.</summary>
    public Task<string> SubscribeAsync(
        string address, WarningLevel? warnings, AlertFrequency alerts, params IReadOnlyList<string> sectors) =>
        SubscribeAsync(address, new SubscriptionChoice(sectors, warnings, alerts, Language.English).Ordered());

    /// <inheritdoc cref="SubscribeAsync(string,WarningLevel?,AlertFrequency,IReadOnlyList{string})"/>
    public async Task<string> SubscribeAsync(string address, SubscriptionChoice choice)
    {
        var (now, cancellation) = (Bench.Time.GetUtcNow(), TestContext.Current.CancellationToken);
        var stored = await Bench.Store.PutAsync(
            SubscriptionAggregate.Kind, Subscription.IdOf(address), current => RequestSubscription.Decide(current, address, choice, 3, now),
            cancellation);
        await Bench.Store.ChangeSubscriptionAsync(
            stored.State.Id, current => ConfirmSubscription.Decide(current, stored.State.Digest, now), cancellation);
        return stored.State.Id;
    }
}
