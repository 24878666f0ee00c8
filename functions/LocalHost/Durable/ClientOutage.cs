using Grpc.Core;

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

    private volatile bool isOut;
    private int met;

    /// <summary>Raised on the caller's stack for each call that fails.</summary>
    public event Action? Met;

    /// <summary>Every call fails, one after the other in each of the host's ways.</summary>
    public void Begin() => isOut = true;

    public void End() => isOut = false;

    internal void Meet()
    {
        if (!isOut) return;
        Met?.Invoke();
        throw new RpcException(Answers[Interlocked.Increment(ref met) % Answers.Length]);
    }
}
