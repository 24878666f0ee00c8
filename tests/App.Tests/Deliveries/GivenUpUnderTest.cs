using FunctionsApp.Deliveries;
using FunctionsApp.Platform;

namespace App.Tests.Deliveries;

/// <summary>A delivery that no attempt brought to its endpoint.</summary>
public static class GivenUpUnderTest
{
    /// <returns>Its id, the same for each webhook.</returns>
    public static async Task<string> AddAsync(LineStore lines, string webhook, DateTimeOffset now, CancellationToken cancellation)
    {
        var delivery = new Delivery(
            Ids.From("given-up", webhook), "given-up-1", DeliveryClass.Urgent, now, "{}", DeliveryState.Waiting, DecideAttempt.Most, now,
            new LastAttempt(now, 503, null));
        await lines.AddAsync(webhook, delivery, cancellation);
        var waiting = (await lines.NextAsync(webhook, now, cancellation)).Due!;
        await lines.MoveAsync(webhook, waiting, DecideAttempt.GiveUp(delivery), cancellation);
        return delivery.Id;
    }
}
