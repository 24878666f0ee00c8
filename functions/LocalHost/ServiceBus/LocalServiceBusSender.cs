using System.Runtime.CompilerServices;
using Azure.Messaging.ServiceBus;
using LocalHost.Telemetry;

namespace LocalHost.ServiceBus;

/// <summary>Sends to one queue or topic. What was sent is durable when the task completes.</summary>
internal sealed class LocalServiceBusSender(LocalServiceBus bus, string queueOrTopic) : ServiceBusSender
{
    /// <summary>The package's batch does not show its messages; the list it was made over does.</summary>
    private static readonly ConditionalWeakTable<ServiceBusMessageBatch, List<ServiceBusMessage>> Batches = [];

    private bool closed;

    public override string FullyQualifiedNamespace => "localhost";

    public override string EntityPath => queueOrTopic;

    public override string Identifier => queueOrTopic;

    public override bool IsClosed => closed;

    public override Task SendMessageAsync(ServiceBusMessage message, CancellationToken cancellationToken = default) =>
        Send([message], due: null, cancellationToken);

    public override Task SendMessagesAsync(IEnumerable<ServiceBusMessage> messages, CancellationToken cancellationToken = default) =>
        Send([.. messages], due: null, cancellationToken);

    public override Task SendMessagesAsync(ServiceBusMessageBatch messageBatch, CancellationToken cancellationToken = default) =>
        Batches.TryGetValue(messageBatch, out var messages)
            ? Send(messages, due: null, cancellationToken)
            : throw new ArgumentException("The batch was not made by a sender of this broker.", nameof(messageBatch));

    public override ValueTask<ServiceBusMessageBatch> CreateMessageBatchAsync(CancellationToken cancellationToken = default) =>
        CreateMessageBatchAsync(new CreateMessageBatchOptions(), cancellationToken);

    public override ValueTask<ServiceBusMessageBatch> CreateMessageBatchAsync(CreateMessageBatchOptions options, CancellationToken cancellationToken = default)
    {
        options.MaxSizeInBytes ??= MessageSize.Limit;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.MaxSizeInBytes.Value, MessageSize.Limit);
        var messages = new List<ServiceBusMessage>();
        var size = 0L;
        var batch = ServiceBusModelFactory.ServiceBusMessageBatch(0, messages, options, message =>
        {
            var more = MessageSize.Of(message);
            if (size + more > options.MaxSizeInBytes) return false;
            size += more;
            return true;
        });
        Batches.Add(batch, messages);
        return ValueTask.FromResult(batch);
    }

    public override async Task<long> ScheduleMessageAsync(
        ServiceBusMessage message, DateTimeOffset scheduledEnqueueTime, CancellationToken cancellationToken = default) =>
        (await Send([message], scheduledEnqueueTime, cancellationToken))[0];

    public override Task<IReadOnlyList<long>> ScheduleMessagesAsync(
        IEnumerable<ServiceBusMessage> messages, DateTimeOffset scheduledEnqueueTime, CancellationToken cancellationToken = default) =>
        Send([.. messages], scheduledEnqueueTime, cancellationToken);

    public override Task CancelScheduledMessageAsync(long sequenceNumber, CancellationToken cancellationToken = default) =>
        CancelScheduledMessagesAsync([sequenceNumber], cancellationToken);

    public override Task CancelScheduledMessagesAsync(IEnumerable<long> sequenceNumbers, CancellationToken cancellationToken = default) =>
        Inline.Run(
            () =>
            {
                ObjectDisposedException.ThrowIf(closed, this);
                foreach (var number in sequenceNumbers) bus.CancelScheduled(queueOrTopic, number);
            },
            cancellationToken);

    public override Task CloseAsync(CancellationToken cancellationToken = default)
    {
        closed = true;
        return Task.CompletedTask;
    }

    public override ValueTask DisposeAsync()
    {
        closed = true;
        return ValueTask.CompletedTask;
    }

    private Task<IReadOnlyList<long>> Send(IReadOnlyList<ServiceBusMessage> messages, DateTimeOffset? due, CancellationToken cancellation) => Inline.Run(
        () =>
        {
            ObjectDisposedException.ThrowIf(closed, this);
            using var span = MessageSpans.Send(queueOrTopic, messages);
            return bus.Send(queueOrTopic, messages, due);
        },
        cancellation);
}
