using FunctionsApp.Identity;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.People;

/// <summary>Keeps the staff directory like the register: one partition range is read, at most once a minute.</summary>
public sealed class PeopleRegister(Lists lists, StaffDirectory staff, TimeProvider time) : IDisposable
{
    /// <summary>Age that the directory may reach: a change made by another instance counts after that.</summary>
    public static readonly TimeSpan Staleness = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim reading = new(1, 1);
    private long changes;
    private (long Changes, DateTimeOffset At)? last;

    /// <summary>Reads the register where what was read is too old.</summary>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        if (IsFresh()) return;
        await reading.WaitAsync(cancellation);
        try
        {
            if (!IsFresh()) await ReadAsync(cancellation);
        }
        finally
        {
            reading.Release();
        }
    }

    /// <summary>This instance changed the register: it is read again before it is next asked.</summary>
    public void Changed() => Interlocked.Increment(ref changes);

    private async Task ReadAsync(CancellationToken cancellation)
    {
        // A change made while the lines are read may be missing in them.
        var before = (Interlocked.Read(ref changes), time.GetUtcNow());
        var people = new List<StaffMember>();
        await foreach (var person in lists.ReadAllAsync(PersonIndex.All, PersonIndex.Register, cancellation)) people.Add(person);
        staff.Take(people);
        last = before;
    }

    private bool IsFresh() => last is { } read && read.Changes == Interlocked.Read(ref changes)
        && time.GetUtcNow() - read.At < Staleness;

    public void Dispose() => reading.Dispose();
}
