using Microsoft.DurableTask;

namespace LocalHost.Durable;

/// <summary>External events of one execution: kept until waited for, given to the newest waiter of their name (case ignored).</summary>
/// <remarks>
/// As officially, a wait that was cancelled or timed out keeps its place, and the event that reaches it is gone. An orchestrator
/// that waits again must use the wait it has; code that forgets it is found here and not in production.
/// </remarks>
internal sealed class ExternalEvents(DataConverter converter)
{
    private readonly Dictionary<string, Stack<Waiter>> waiters = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<EventRaised> kept = [];

    /// <summary>Somebody outside is waited for.</summary>
    public bool Awaited => waiters.Values.Any(stack => stack.Any(waiter => !waiter.IsOver));

    /// <exception cref="Exception">Whatever the converter throws: the payload is not of the type that is waited for.</exception>
    /// <exception cref="NullReferenceException">There is no payload, and a value type is waited for.</exception>
    public void Raise(EventRaised raised)
    {
        if (waiters.TryGetValue(raised.Name, out var stack)) Pop(raised.Name, stack).Complete(raised.Payload);
        else kept.Add(raised);
    }

    /// <exception cref="ArgumentException">Another wait of this name expects another type.</exception>
    /// <exception cref="Exception">As <see cref="Raise"/>, for an event that has come before.</exception>
    public Task<T> WaitAsync<T>(string name, CancellationToken cancellation)
    {
        if (waiters.TryGetValue(name, out var stack) && stack.Peek().Type != typeof(T))
        {
            throw new ArgumentException(
                $"Events with the same name must have the same type argument. Expected {stack.Peek().Type.FullName} but was requested {typeof(T).FullName}.");
        }

        var waiter = new Waiter<T>(converter);
        if (TakeKept(name) is { } early)
        {
            waiter.Complete(early.Payload);
            return waiter.Task;
        }

        if (stack is null) waiters[name] = stack = new Stack<Waiter>();
        stack.Push(waiter);
        cancellation.Register(() => waiter.TrySetCanceled(cancellation));
        return waiter.Task;
    }

    /// <summary>Hands over what nobody waited for, oldest first.</summary>
    public IReadOnlyList<EventRaised> TakeKept()
    {
        var taken = kept.ToArray();
        kept.Clear();
        return taken;
    }

    private EventRaised? TakeKept(string name)
    {
        var first = kept.FindIndex(item => string.Equals(item.Name, name, StringComparison.OrdinalIgnoreCase));
        if (first < 0) return null;
        var taken = kept[first];
        kept.RemoveAt(first);
        return taken;
    }

    private Waiter Pop(string name, Stack<Waiter> stack)
    {
        var newest = stack.Pop();
        if (stack.Count == 0) waiters.Remove(name);
        return newest;
    }

    private abstract class Waiter
    {
        public abstract Type Type { get; }

        public abstract bool IsOver { get; }

        public abstract void Complete(string? payload);
    }

    private sealed class Waiter<T>(DataConverter converter) : Waiter
    {
        private readonly TaskCompletionSource<T> arrival = new();

        public override Type Type => typeof(T);

        public override bool IsOver => arrival.Task.IsCompleted;

        public Task<T> Task => arrival.Task;

        // The cast of null to a value type throws, as officially.
        public override void Complete(string? payload) => arrival.TrySetResult((T)converter.Deserialize(payload, typeof(T))!);

        public void TrySetCanceled(CancellationToken cancellation) => arrival.TrySetCanceled(cancellation);
    }
}
