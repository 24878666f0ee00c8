using System.Collections.Concurrent;
using System.Threading.Channels;
using LocalHost.Clock;
using LocalHost.Functions;
using LocalHost.Settings;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace LocalHost.Blobs;

/// <summary>Gives each new or changed blob once to each function that its path starts: at once when this process wrote it, else by scan.</summary>
/// <remarks>
/// At least once: a crash between a function's end and its receipt repeats it. A failed try is repeated at once, as the Functions host
/// does. While storage does not answer, deliveries wait for it in real time and no try is counted.
/// </remarks>
public sealed class BlobTriggerListener : IAsyncDisposable
{
    private readonly IReadOnlyList<BlobTrigger> triggers;
    private readonly BlobHandler handler;
    private readonly BlobScanner scanner;
    private readonly BlobReceipts receipts;
    private readonly PoisonQueue poison;
    private readonly int parallelism;
    private readonly int maxTries;
    private readonly WorkTracker work;
    private readonly ILogger<BlobTriggerListener> logger;
    private readonly Channel<BlobDelivery> queue = Channel.CreateUnbounded<BlobDelivery>();
    private readonly ConcurrentDictionary<(string, BlobVersion), BlobDelivery> underway = new();
    private readonly ConcurrentQueue<BlobDelivery> parked = new();
    private readonly CancellationTokenSource stopping = new();
    private Task running = Task.CompletedTask;

    internal BlobTriggerListener(
        FunctionCatalogue functions, IConfiguration configuration, HostSettings settings, BlobHandler handler, BlobReceipts receipts, StorageAccount account,
        WorkTracker work, ILogger<BlobTriggerListener> logger)
    {
        triggers = [.. functions.With<BlobTriggerAttribute>()
            .Select(pair => new BlobTrigger(pair.Function, BlobPath.Parse(SettingReference.Resolve(pair.Trigger.BlobPath, configuration, pair.Function.Name))))];
        (parallelism, maxTries) = (settings.BlobParallelism, settings.BlobTries);
        (this.handler, this.receipts, this.work, this.logger) = (handler, receipts, work, logger);
        poison = new PoisonQueue(account);
        scanner = new BlobScanner(triggers, account, Offer, Unpark, logger);
    }

    /// <summary>Takes a blob that this process just wrote.</summary>
    public void Notice(BlobVersion blob)
    {
        foreach (var trigger in triggers)
        {
            if (trigger.Path.Container == blob.Container) Offer(trigger, blob);
        }
    }

    /// <summary>Starts handling and scanning. The first scan counts as work, so that a virtual clock waits for what it finds.</summary>
    public Task StartAsync()
    {
        if (triggers.Count == 0) return Task.CompletedTask;
        var first = work.Begin();
        running = Task.WhenAll([
            Task.Run(() => scanner.RunAsync(first, stopping.Token)),
            .. Enumerable.Range(0, parallelism).Select(_ => Task.Run(HandleAllAsync))]);
        return Task.CompletedTask;
    }

    /// <summary>Lets running functions end by their cancellation token; the rest is found again at the next start.</summary>
    public async Task StopAsync()
    {
        if (stopping.IsCancellationRequested) return;
        await stopping.CancelAsync();
        queue.Writer.TryComplete();
        await running;
        foreach (var delivery in underway.Values) delivery.Token.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        receipts.Dispose();
    }

    private void Offer(BlobTrigger trigger, BlobVersion blob)
    {
        var delivery = new BlobDelivery(trigger, blob, work.Begin());
        if (!underway.TryAdd(delivery.Key, delivery))
        {
            delivery.Token.Dispose();
        }
        // Asked after the entry: whoever handled it wrote the receipt before leaving.
        else if (receipts.Tries(delivery.Function, blob) is null || !queue.Writer.TryWrite(delivery))
        {
            Leave(delivery);
        }
    }

    private async Task HandleAllAsync()
    {
        try
        {
            await foreach (var delivery in queue.Reader.ReadAllAsync(stopping.Token)) await HandleAsync(delivery);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Stopping: what is queued is found again by the next start's scan.
        }
    }

    private async Task HandleAsync(BlobDelivery delivery)
    {
        var before = receipts.Tries(delivery.Function, delivery.Blob) ?? 0;
        var outcome = await handler.HandleAsync(delivery, stopping.Token);
        switch (outcome)
        {
            case BlobOutcome.Done:
                receipts.Done(delivery.Function, delivery.Blob);
                Leave(delivery);
                break;
            case BlobOutcome.Gone:
                Leave(delivery);
                break;
            case BlobOutcome.StorageSilent:
                Park(delivery);
                break;
            case BlobOutcome.Failed failed when before + 1 >= maxTries:
                await GiveUpAsync(delivery, failed.Error);
                break;
            case BlobOutcome.Failed failed:
                receipts.Failed(delivery.Function, delivery.Blob, before + 1);
                logger.LogWarning(failed.Error, "{Function} failed on blob {Container}/{Name}, try {Try} of {Tries}", delivery.Function, delivery.Blob.Container, delivery.Blob.Name, before + 1, maxTries);
                if (!queue.Writer.TryWrite(delivery)) Leave(delivery);
                break;
        }
    }

    private async Task GiveUpAsync(BlobDelivery delivery, Exception error)
    {
        // Named on the queue before it counts as done: the name must not be lost.
        if (!await poison.TryAddAsync(delivery.Function, delivery.Blob, stopping.Token))
        {
            Park(delivery);
            return;
        }

        receipts.Done(delivery.Function, delivery.Blob);
        logger.LogError(
            error, "{Function} failed {Tries} times on blob {Container}/{Name}; it is on the poison queue",
            delivery.Function, maxTries, delivery.Blob.Container, delivery.Blob.Name);
        Leave(delivery);
    }

    private void Park(BlobDelivery delivery)
    {
        parked.Enqueue(delivery);
        scanner.Hurry();
    }

    private void Unpark()
    {
        for (var left = parked.Count; left > 0 && parked.TryDequeue(out var delivery); left--)
        {
            if (!queue.Writer.TryWrite(delivery)) Leave(delivery);
        }
    }

    private void Leave(BlobDelivery delivery)
    {
        underway.TryRemove(delivery.Key, out _);
        delivery.Token.Dispose();
    }
}
