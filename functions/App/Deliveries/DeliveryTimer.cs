using FunctionsApp.Mail;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Deliveries;

/// <summary>Calls workers to lines whose rest is over, and removes old deliveries and what is remembered of old letters.</summary>
public sealed class DeliveryTimer(
    LineStore lines, GivenUpStore givenUp, ReceiveBounce bounces, DeleteSent sent, LineCaller caller, IOptions<DeliveryOptions> options,
    TimeProvider time)
{
    /// <summary>At DeliverySweepSchedule. Safe to run twice: a line is called once a minute.</summary>
    [Function("Deliveries_Sweep")]
    public async Task SweepAsync([TimerTrigger("%DeliverySweepSchedule%")] TimerInfo timer, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        foreach (var webhook in await lines.DueAsync(now, cancellation)) await caller.CallLateAsync(webhook, now, cancellation);
    }

    /// <summary>Daily 01:40 Asia/Shanghai, written in UTC. Safe to run twice.</summary>
    [Function("Deliveries_Forget")]
    public async Task ForgetAsync([TimerTrigger("0 40 17 * * *")] TimerInfo timer, CancellationToken cancellation)
    {
        var before = time.GetUtcNow().AddDays(-options.Value.LogDays);
        await lines.RemoveAsync(before, cancellation);
        await givenUp.RemoveAsync(before, cancellation);
        await bounces.ForgetAsync(before, cancellation);
        await sent.RunAsync(cancellation);
    }
}
