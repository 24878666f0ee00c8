using FunctionsApp.Mail;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Subscriptions;

/// <summary>Takes requests to subscribe, for the page and the API alike.</summary>
public sealed class SubscriptionDesk(
    AggregateStore store, SubscriptionLetters letters, LetterSender sender, ProgrammeCatalogue catalogue,
    IOptions<SubscriptionOptions> options, TimeProvider time)
{
    /// <summary>
    /// Has the address asked to confirm. What is answered does not tell whether it is subscribed already: that is for the address alone,
    /// in a letter.
    /// </summary>
    /// <exception cref="ProblemException">invalid-address; invalid-field: an unknown programme.</exception>
    public async Task TakeAsync(SubscriptionBody body, CancellationToken cancellation)
    {
        var (address, choice, now) = (RequestSubscription.Checked(body.Address), body.Choice.Checked(catalogue), time.GetUtcNow());
        var stored = await store.PutAsync(
            SubscriptionAggregate.Kind, Subscription.IdOf(address),
            current => RequestSubscription.Decide(current, address, choice, options.Value.LettersADay, now), cancellation);
        // A repeated letter has the id of the first, so that one which a crash lost goes out with the next request.
        var letter = stored.State.Status switch
        {
            SubscriptionStatus.Requested => letters.Confirm(stored.State),
            SubscriptionStatus.Active => letters.Exists(stored.State, now),
            _ => null,
        };
        if (letter is not null) await sender.SendAsync(letter, cancellation);
    }
}
