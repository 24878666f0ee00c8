using Microsoft.DurableTask;

namespace LocalHost.Durable;

/// <summary>External events of one execution: kept until waited for, given to the newest waiter of their name (case ignored).</summary>
internal sealed class ExternalEvents(DataConverter converter)
{
    private readonly Dictionary<string, List<Waiter>> waiters = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<EventRaised> kept = [];

    /// <summary>Somebody outside is waited for.</summary>
    public bool Awaited => waiters.Count > 0;

    public void Raise(EventRaised raised)
    {
        if (waiters.TryGetValue(raised.Name, out var stack))
        {
            while (stack.Count > 0)
            {
                var newest = stack[^1];
                Remove(raised.Name, newest);
                if (newest.TrySetResult(raised.Payload)) return;
            }
        }

        kept.Add(raised);
    }

    /// <exception cref="ArgumentException">Another wait of this name expects another type.</exception>
    public async Task<T> WaitAsync<T>(string name, CancellationToken cancellation)
    {
        if (waiters.TryGetValue(name, out var stack) && stack[^1].Type != typeof(T))
        {
            throw new ArgumentException(
                $"Events with the same name must have the same type argument. '{name}' is awaited as {stack[^1].Type.FullName} and was requested as {typeof(T).FullName}.");
        }

        cancellation.ThrowIfCancellationRequested();
        // Read here, so that a payload of another shape fails the wait and nothing else.
        if (TakeKept(name) is { } early) return converter.Deserialize<T>(early.Payload)!;
        var waiter = new Waiter(typeof(T));
        if (stack is null) waiters[name] = stack = [];
        stack.Add(waiter);
        using var registration = cancellation.Register(() =>
        {
            if (waiter.TrySetCanceled(cancellation)) Remove(name, waiter);
        });
        return converter.Deserialize<T>(await waiter.Task)!;
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

    private void Remove(string name, Waiter waiter)
    {
        if (!waiters.TryGetValue(name, out var stack)) return;
        stack.Remove(waiter);
        if (stack.Count == 0) waiters.Remove(name);
    }

    private sealed class Waiter(Type type) : TaskCompletionSource<string?>
    {
        public Type Type => type;
    }
}
