using LocalHost.Clock;

namespace LocalHost.ServiceBus;

/// <summary>Alarms of the scheduled messages of all queues and topics; the messages themselves are stored.</summary>
internal sealed class ScheduledMessages(HostClock clock, WorkTracker work, Action<Destination, long> activate)
{
    private readonly Lock gate = new();
    private readonly Dictionary<long, IDisposable> alarms = [];
    private bool open;

    /// <summary>Begins with those that are stored, however long past.</summary>
    public void Open(IEnumerable<(Destination Destination, long Sequence, DateTimeOffset Due)> stored)
    {
        lock (gate) open = true;
        foreach (var (destination, sequence, due) in stored) Add(destination, sequence, due);
    }

    public void Add(Destination destination, long sequence, DateTimeOffset due)
    {
        lock (gate)
        {
            // Closed: the next opening reads it from the store.
            if (!open || alarms.ContainsKey(sequence)) return;
            alarms.Add(sequence, clock.Schedule(due, WaitKind.Work, () => Fire(destination, sequence)));
        }
    }

    public void Remove(long sequence)
    {
        lock (gate)
        {
            if (alarms.Remove(sequence, out var alarm)) alarm.Dispose();
        }
    }

    public void Close()
    {
        lock (gate)
        {
            open = false;
            foreach (var alarm in alarms.Values) alarm.Dispose();
            alarms.Clear();
        }
    }

    private void Fire(Destination destination, long sequence)
    {
        var token = work.Begin();
        Remove(sequence);
        _ = Task.Run(() =>
        {
            using (token) activate(destination, sequence);
        });
    }
}
