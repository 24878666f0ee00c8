using Microsoft.DurableTask;

namespace LocalHost.Durable;

/// <summary>External events of one execution: kept until waited for, given to the newest waiter of their name (case ignored).</summary>
/// <remarks>
/// Like Durable Task since version 1.27 of its worker, an event passes over waits that were cancelled or timed out, which then lose
/// their place. The order of what is kept is also its own: by name, as a dictionary of queues has it.
/// </remarks>
internal sealed class ExternalEvents(DataConverter converter)
{
    private readonly Dictionary<string, Stack<Waiter>> waiters = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Queue<string?>> kept = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Somebody outside is waited for.</summary>
    public bool Awaited => waiters.Values.Any(stack => stack.Any(waiter => !waiter.IsOver));

    /// <exception cref="Exception">Whatever the converter throws: the payload is not of the type that is waited for.</exception>
    /// <exception cref="NullReferenceException">There is no payload, and a value type is waited for.</exception>
    public void Raise(EventRaised raised)
    {
        while (waiters.TryGetValue(raised.Name, out var stack))
        {
            if (Pop(raised.Name, stack).Complete(raised.Payload)) return;
        }

        if (!kept.TryGetValue(raised.Name, out var payloads)) kept[raised.Name] = payloads = new Queue<string?>();
        payloads.Enqueue(raised.Payload);
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
        if (kept.TryGetValue(name, out var payloads))
        {
            var early = payloads.Dequeue();
            if (payloads.Count == 0) kept.Remove(name);
            waiter.Complete(early);
            return waiter.Task;
        }

        if (stack is null) waiters[name] = stack = new Stack<Waiter>();
        stack.Push(waiter);
        cancellation.Register(() => waiter.TrySetCanceled(cancellation));
        return waiter.Task;
    }

    /// <summary>Hands over what nobody took.</summary>
    public IReadOnlyList<EventRaised> TakeKept()
    {
        EventRaised[] taken = [.. kept.SelectMany(name => name.Value.Select(payload => new EventRaised(name.Key, payload)))];
        kept.Clear();
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

        /// <summary>False if it is over.</summary>
        public abstract bool Complete(string? payload);
    }

    private sealed class Waiter<T>(DataConverter converter) : Waiter
    {
        private readonly TaskCompletionSource<T> arrival = new();

        public override Type Type => typeof(T);

        public override bool IsOver => arrival.Task.IsCompleted;

        public Task<T> Task => arrival.Task;

        // The payload is read even if nobody takes it, and the cast of null to a value type throws, both like Durable Task.
        public override bool Complete(string? payload) => arrival.TrySetResult((T)converter.Deserialize(payload, typeof(T))!);

        public void TrySetCanceled(CancellationToken cancellation) => arrival.TrySetCanceled(cancellation);
    }
}
