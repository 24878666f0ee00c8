using System.Runtime.CompilerServices;

namespace LocalHost.Durable;

/// <summary>Runs an orchestrator's continuations on its turn's thread, in the order they became ready, and on no other.</summary>
/// <remarks>A continuation that comes from elsewhere means that the code awaited a task the context did not make.</remarks>
internal sealed class TurnPump(Action<string?> strayed) : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> ready = new();
    private int thread;
    private volatile StrongBox<string?>? stray;

    /// <summary>The code was resumed by something that no replay can repeat; the method that was, in a box, where it can be told.</summary>
    public StrongBox<string?>? Stray => stray;

    public bool OnTurn => Volatile.Read(ref thread) == Environment.CurrentManagedThreadId;

    /// <summary>Makes this thread the turn's until disposed.</summary>
    public Scope Enter() => new(this);

    /// <summary>What code outside every task threw: an async void method. Null if nothing.</summary>
    public Exception? Thrown { get; private set; }

    public void Drain()
    {
        while (ready.TryDequeue(out var next))
        {
            try
            {
                next.Callback(next.State);
            }
#pragma warning disable CA1031 // The host's boundary: it becomes the instance's failure.
            catch (Exception error)
#pragma warning restore CA1031
            {
                Thrown ??= error;
            }
        }
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (OnTurn)
        {
            ready.Enqueue((d, state));
            return;
        }

        // Dropped: running it now would be a second thread inside the orchestrator.
        stray = new StrongBox<string?>(CodeLocation.OfResumption(state));
        strayed(stray.Value);
    }

    public override void Send(SendOrPostCallback d, object? state)
    {
        if (OnTurn) d(state);
        else Post(d, state);
    }

    public override SynchronizationContext CreateCopy() => this;

    /// <exception cref="InvalidOperationException">Called from outside the orchestrator's turn.</exception>
    public void Require()
    {
        if (!OnTurn) throw NonDeterminismException.ForeignTask(CodeLocation.OfCaller());
    }

    internal readonly struct Scope : IDisposable
    {
        private readonly TurnPump pump;
        private readonly SynchronizationContext? previous;

        public Scope(TurnPump pump)
        {
            (this.pump, previous) = (pump, Current);
            Volatile.Write(ref pump.thread, Environment.CurrentManagedThreadId);
            SetSynchronizationContext(pump);
        }

        public void Dispose()
        {
            Volatile.Write(ref pump.thread, 0);
            SetSynchronizationContext(previous);
        }
    }
}
