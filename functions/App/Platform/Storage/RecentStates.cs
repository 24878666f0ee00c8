using FunctionsApp.Platform.Facts;

namespace FunctionsApp.Platform.Storage;

/// <summary>Aggregates as this process committed them lately: the next command decides on them without a read.</summary>
/// <remarks>
/// Only a commit's ETag check tells whether such a state still holds: nothing is answered or refused from here. At most 200 states, for
/// at most a minute.
/// </remarks>
public sealed class RecentStates(TimeProvider time)
{
    private const int Most = 100;
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private Dictionary<(string Table, string Id), AggregateRows> young = [];
    private Dictionary<(string Table, string Id), AggregateRows> old = [];
    private HashSet<string> youngShown = [];
    private HashSet<string> oldShown = [];
    private DateTimeOffset turned = time.GetUtcNow();

    /// <summary>Names this process in the rows that it commits.</summary>
    internal string Process { get; } = Ids.New();

    /// <summary>Null when this process does not know all rows that the aggregate's state is made of.</summary>
    internal AggregateRows? Find(Aggregate aggregate, string id) =>
        Find(aggregate.Table, id) is { } rows && (rows.Kinds is null || aggregate.Kinds.All(rows.Kinds.Contains)) ? rows : null;

    /// <summary>Number of the last fact that this process committed; null when it does not know any more.</summary>
    internal int? LastNumber(string table, string id) => Find(table, id)?.Head.Number;

    internal void Keep(string table, string id, AggregateRows rows)
    {
        lock (gate)
        {
            // The answer to an earlier commit may come after that to a later one.
            if (Find(table, id)?.Head.Number > rows.Head.Number) return;
            young[(table, id)] = rows;
        }
    }

    /// <summary>Notes that the lists show a commit of this process, and that nothing under way can change that.</summary>
    internal void KeepShown(OutboxMarker marker)
    {
        lock (gate)
        {
            Age();
            youngShown.Add(marker.Key);
        }
    }

    /// <summary>False also where this process does not know any more.</summary>
    internal bool IsShown(LineSubject subject, CommitStamp commit)
    {
        var key = OutboxMarker.KeyOf(subject.Table, subject.Id, commit.Id);
        lock (gate)
        {
            Age();
            return youngShown.Contains(key) || oldShown.Contains(key);
        }
    }

    private AggregateRows? Find(string table, string id)
    {
        lock (gate)
        {
            Age();
            return young.GetValueOrDefault((table, id)) ?? old.GetValueOrDefault((table, id));
        }
    }

    // Two generations instead of an order of use: the older one is dropped as a whole.
    private void Age()
    {
        var now = time.GetUtcNow();
        if (now - turned < Turn && young.Count < Most && youngShown.Count < Most) return;
        (old, oldShown) = now - turned < 2 * Turn ? (young, youngShown) : ([], []);
        (young, youngShown) = ([], []);
        turned = now;
    }
}
