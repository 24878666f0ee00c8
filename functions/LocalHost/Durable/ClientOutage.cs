using Grpc.Core;
using LocalHost.Clock;

namespace LocalHost.Durable;

/// <summary>For tests: makes the durable client fail like the worker's, which calls the Functions host by gRPC.</summary>
public sealed class ClientOutage
{
    private static readonly Status[] Answers =
    [
        new(StatusCode.Internal, "Failed to start instance: the storage account does not answer."),
        new(StatusCode.Unknown, "Exception was thrown by handler."),
        new(StatusCode.Unavailable, "Error connecting to subchannel."),
        new(StatusCode.DeadlineExceeded, ""),
    ];

    private readonly HostClock clock;
    private DateTimeOffset until;
    private int met;

    internal ClientOutage(HostClock clock) => (this.clock, until) = (clock, clock.GetUtcNow());

    /// <summary>Raised on the caller's stack for each call that fails.</summary>
    public event Action? Met;

    /// <summary>Every call fails for a time of the host's clock, one after the other in each of the host's ways.</summary>
    public void Begin(TimeSpan duration) => until = clock.GetUtcNow() + duration;

    internal void Meet()
    {
        if (clock.GetUtcNow() >= until) return;
        Met?.Invoke();
        throw new RpcException(Answers[Interlocked.Increment(ref met) % Answers.Length]);
    }
}
