using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;
using Azure.Messaging.ServiceBus;
using FunctionsApp.Applications;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Reviews;
using LocalHost.ServiceBus;

namespace Benchmarks;

/// <summary>A stage opened, or the application was decided.</summary>
/// <param name="At">Stopwatch's timestamp of the publication.</param>
/// <param name="Stage">Null at the decision.</param>
internal sealed record Milestone(long At, StageOpened? Stage, bool Approved)
{
    /// <summary>Zero when it was published before the answer that it followed from had been read.</summary>
    public TimeSpan After(long since) => At <= since ? TimeSpan.Zero : Stopwatch.GetElapsedTime(since, At);
}

/// <summary>Hands the milestones of each application to who waits for them, stamped when they were published.</summary>
internal sealed class FactWatch
{
    private readonly ConcurrentDictionary<string, Channel<Milestone>> applications = new();

    public FactWatch(LocalServiceBus bus) => bus.Arrived += Note;

    public ValueTask<Milestone> NextAsync(string application, CancellationToken cancellation) => Of(application).Reader.ReadAsync(cancellation);

    private void Note(string topic, ServiceBusReceivedMessage message)
    {
        if (topic != Topology.Facts) return;
        var at = Stopwatch.GetTimestamp();
        var milestone = FactPublisher.Read(message).Read() switch
        {
            StageOpened opened => new Milestone(at, opened, false),
            ApplicationApproved => new Milestone(at, null, true),
            ApplicationRejected => new Milestone(at, null, false),
            _ => null,
        };
        if (milestone is not null) Of(message.CorrelationId).Writer.TryWrite(milestone);
    }

    private Channel<Milestone> Of(string application) => applications.GetOrAdd(application, _ => Channel.CreateUnbounded<Milestone>());
}
