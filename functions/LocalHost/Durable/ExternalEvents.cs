using System.Text.Json;
using Microsoft.DurableTask;

namespace LocalHost.Durable;

/// <summary>External events of one execution: kept until waited for, given to the newest waiter of their name (case ignored).</summary>
internal sealed class ExternalEvents(DataConverter converter)
{
    private readonly Dictionary<string, List<IWaiter>> waiters = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<EventRaised> kept = [];

    private interface IWaiter
    {
        Type Type { get; }

        /// <summary>False if the wait was cancelled before.</summary>
        bool Offer(string? payload);
    }

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
                if (newest.Offer(raised.Payload)) return;
            }
        }

        kept.Add(raised);
    }

    /// <exception cref="ArgumentException">Another wait of this name expects another type.</exception>
    public Task<T> WaitAsync<T>(string name, CancellationToken cancellation)
    {
        if (waiters.TryGetValue(name, out var stack) && stack[^1].Type != typeof(T))
        {
            throw new ArgumentException(
                $"Events with the same name must have the same type argument. '{name}' is awaited as {stack[^1].Type.FullName} and was requested as {typeof(T).FullName}.");
        }

        if (cancellation.IsCancellationRequested) return Task.FromCanceled<T>(cancellation);
        var waiter = new Waiter<T>(converter);
        var first = kept.FindIndex(item => string.Equals(item.Name, name, StringComparison.OrdinalIgnoreCase));
        if (first >= 0)
        {
            var payload = kept[first].Payload;
            kept.RemoveAt(first);
            waiter.Offer(payload);
            return waiter.Task;
        }

        if (stack is null) waiters[name] = stack = [];
        stack.Add(waiter);
        if (cancellation.CanBeCanceled)
        {
            cancellation.Register(() =>
            {
                if (waiter.TrySetCanceled(cancellation)) Remove(name, waiter);
            });
        }

        return waiter.Task;
    }

    /// <summary>Hands over what nobody waited for, oldest first.</summary>
    public IReadOnlyList<EventRaised> TakeKept()
    {
        var taken = kept.ToArray();
        kept.Clear();
        return taken;
    }

    private void Remove(string name, IWaiter waiter)
    {
        if (!waiters.TryGetValue(name, out var stack)) return;
        stack.Remove(waiter);
        if (stack.Count == 0) waiters.Remove(name);
    }

    private sealed class Waiter<T>(DataConverter converter) : TaskCompletionSource<T>, IWaiter
    {
        public Type Type => typeof(T);

        public bool Offer(string? payload)
        {
            try
            {
                return TrySetResult(converter.Deserialize<T>(payload)!);
            }
            catch (JsonException unreadable)
            {
                // The wait fails, the instance decides; officially the worker's turn would break.
                return TrySetException(unreadable);
            }
        }
    }
}
