using System.Collections;

namespace Scenarios.Fixtures;

/// <summary>What an in-memory exporter was given, from whichever thread.</summary>
internal sealed class CollectedExports<T> : ICollection<T>
{
    private readonly Lock gate = new();
    private readonly List<T> items = [];

    public int Count => Snapshot().Count;

    public bool IsReadOnly => false;

    public IReadOnlyList<T> Snapshot()
    {
        lock (gate) return [.. items];
    }

    public void Add(T item)
    {
        lock (gate) items.Add(item);
    }

    public void Clear()
    {
        lock (gate) items.Clear();
    }

    public bool Contains(T item) => Snapshot().Contains(item);

    public void CopyTo(T[] array, int arrayIndex) => Snapshot().ToArray().CopyTo(array, arrayIndex);

    public bool Remove(T item)
    {
        lock (gate) return items.Remove(item);
    }

    public IEnumerator<T> GetEnumerator() => Snapshot().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
