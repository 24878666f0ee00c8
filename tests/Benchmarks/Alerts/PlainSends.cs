using System.Diagnostics;
using Azure.Messaging.ServiceBus;
using FunctionsApp.Platform;
using LocalHost.ServiceBus;

namespace Benchmarks.Alerts;

/// <summary>
/// Messages through a queue of the broker and nothing else: as many at a time as a host handles, to a handler that does nothing.
/// </summary>
internal sealed class PlainSends
{
    /// <summary>Of host.json.</summary>
    private const int AtOnce = 16;

    private readonly ServiceBusSender sender;
    private int left;
    private TaskCompletionSource<long> last = new();

    public PlainSends(LocalServiceBus bus, string queue)
    {
        sender = bus.Client.CreateSender(queue);
        bus.Subscribe(queue, AtOnce, (_, _) =>
        {
            if (Interlocked.Decrement(ref left) == 0) last.SetResult(Stopwatch.GetTimestamp());
            return Task.CompletedTask;
        });
    }

    /// <summary>Seconds until the last is received.</summary>
    /// <param name="bytes">Of a message's body.</param>
    public async Task<double> RunAsync(int count, int bytes, CancellationToken cancellation)
    {
        (left, last) = (count, new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously));
        var body = new byte[bytes];
        var began = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (_, stop) => await sender.SendMessageAsync(new ServiceBusMessage(body) { MessageId = Ids.New() }, stop));
        return Stopwatch.GetElapsedTime(began, await last.Task.WaitAsync(cancellation)).TotalSeconds;
    }
}
