using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalHost.Durable;

/// <summary>Reads what is committed, on connections of its own, beside the writer.</summary>
internal sealed class DurableReader(string path) : IDisposable
{
    private const string Fields = "id, name, status, created, updated, input, output, failure, custom, tags";

    private readonly ConcurrentBag<Source> sources = [];
    private bool closed;

    /// <summary>A store that a host has made; whether one runs on it does not matter.</summary>
    /// <exception cref="DurableStoreException">There is none, or it is of another version.</exception>
    public static DurableReader OfExisting(string path)
    {
        DurableSchema.RequireVersion(path);
        return new DurableReader(path);
    }

    /// <summary>Null if there is no such instance.</summary>
    public StoredHistory? History(long key) => Read(connection =>
    {
        using var head = new Statement(connection, "SELECT generation, status FROM instances WHERE key=$1", 1);
        using var body = new Statement(connection, "SELECT body FROM history WHERE instance=$1 ORDER BY turn", 1);
        var found = head.Query(row => new InstanceRow(key, string.Empty, row.GetInt32(0), (OrchestrationRuntimeStatus)row.GetInt32(1)), key);
        if (found.Count == 0) return null;
        return new StoredHistory(found[0].Generation, found[0].IsOver, body.Query(row => HistoryJson.ReadTurn(row.Bytes(0)!), key));
    });

    /// <summary>Null if there is no such instance.</summary>
    public InstanceHistory? History(string id) => Read(connection =>
    {
        using var head = new Statement(connection, "SELECT key, name, version, status FROM instances WHERE id=$1", 1);
        using var body = new Statement(connection, "SELECT body FROM history WHERE instance=$1 ORDER BY turn", 1);
        var found = head.Query(
            row => (Key: row.GetInt64(0), Name: row.GetString(1), Version: row.GetString(2), Status: (OrchestrationRuntimeStatus)row.GetInt32(3)), id);
        if (found.Count == 0) return null;
        var (key, name, version, status) = found[0];
        return new InstanceHistory(id, name, version, status, body.Query(row => HistoryJson.ReadTurn(row.Bytes(0)!), key));
    });

    /// <summary>Every instance, by id, without inputs and outputs.</summary>
    public IEnumerable<OrchestrationMetadata> All()
    {
        const int page = 500;
        for (var found = Page(null, page); found.Count > 0; found = Page(found[^1].InstanceId, page))
        {
            foreach (var instance in found) yield return instance;
        }
    }

    /// <summary>Instances by id, after <paramref name="after"/>, at most <paramref name="limit"/>, without inputs and outputs.</summary>
    public List<OrchestrationMetadata> Page(string? after, int limit) => Read(connection =>
    {
        using var find = new Statement(connection, $"SELECT {Fields} FROM instances WHERE id > $1 ORDER BY id LIMIT $2", 2);
        return find.Query(row => Metadata(row, null), after ?? string.Empty, limit);
    });

    /// <param name="converter">Null leaves inputs and outputs out.</param>
    public OrchestrationMetadata? Find(string id, DataConverter? converter) =>
        Use(source => source.ById.Query(row => Metadata(row, converter), id).SingleOrDefault());

    /// <summary>When the first timer of an instance is due; null if none is set.</summary>
    public DateTimeOffset? NextTimer(string id) => Read(connection =>
    {
        using var next = new Statement(connection, "SELECT t.due FROM timers t JOIN instances i ON i.key = t.instance WHERE i.id=$1 ORDER BY t.due LIMIT 1", 1);
        return next.Query(row => (DateTimeOffset?)row.Time(0), id).SingleOrDefault();
    });

    public long CountTimers() => Read(connection =>
    {
        using var count = new Statement(connection, "SELECT count(*) FROM timers", 0);
        return count.Query(row => row.GetInt64(0)).Single();
    });

    /// <summary>What was to be done when the last host ended: messages and activities.</summary>
    public Effects Pending() => Read(connection =>
    {
        var pending = new Effects();
        using var inbox = new Statement(
            connection,
            "SELECT i.key, i.id, m.row, m.generation, m.body, m.front FROM inbox m JOIN instances i ON i.key = m.instance ORDER BY m.row",
            0);
        using var activities = new Statement(
            connection,
            "SELECT i.key, i.id, a.generation, a.task, a.name, a.version, a.input FROM activities a JOIN instances i ON i.key = a.instance",
            0);
        // Once for each instance, however many activities it has.
        using var starts = new Statement(connection, "SELECT instance, body FROM history WHERE turn = 1 AND instance IN (SELECT instance FROM activities)", 0);
        var traces = starts.Query(row => (Instance: row.GetInt64(0), Trace: TraceParent(row.Bytes(1)!))).ToDictionary(start => start.Instance, start => start.Trace);
        pending.Deliveries.AddRange(inbox.Query(row => new Delivery(
            row.GetInt64(0),
            row.GetString(1),
            new InboxMessage(row.GetInt64(2), row.GetInt32(3), HistoryJson.ReadEvent(row.Bytes(4)!)),
            row.GetBoolean(5))));
        pending.Activities.AddRange(activities.Query(row =>
            new PendingActivity(row.GetInt64(0), row.GetString(1), row.GetInt32(2), row.GetInt32(3), row.GetString(4), row.GetString(5), row.Text(6), traces.GetValueOrDefault(row.GetInt64(0)))));
        return pending;
    });

    public void Dispose()
    {
        closed = true;
        while (sources.TryTake(out var source)) source.Dispose();
    }

    private static string? TraceParent(byte[] firstTurn) => HistoryJson.ReadTurn(firstTurn).Received.OfType<ExecutionStarted>().FirstOrDefault()?.TraceParent;

    private static OrchestrationMetadata Metadata(Row row, DataConverter? converter)
    {
        var full = converter is not null;
        return new OrchestrationMetadata(row.GetString(1), row.GetString(0))
        {
            DataConverter = converter,
            RuntimeStatus = (OrchestrationRuntimeStatus)row.GetInt32(2),
            CreatedAt = row.Time(3),
            LastUpdatedAt = row.Time(4),
            SerializedInput = full ? row.Text(5) : null,
            SerializedOutput = full ? row.Text(6) : null,
            FailureDetails = full && row.Bytes(7) is { } failure ? HistoryJson.ReadFailure(failure) : null,
            SerializedCustomStatus = full ? row.Text(8) : null,
            Tags = row.Bytes(9) is { } tags ? HistoryJson.ReadTags(tags) : new Dictionary<string, string>(),
        };
    }

    /// <summary>Runs queries that see one moment of the store.</summary>
    private T Read<T>(Func<SqliteConnection, T> query) => Use(source =>
    {
        using var moment = source.Connection.BeginTransaction(deferred: true);
        return query(source.Connection);
    });

    private T Use<T>(Func<Source, T> query)
    {
        ObjectDisposedException.ThrowIf(closed, this);
        if (!sources.TryTake(out var source)) source = new Source(DurableSchema.OpenReader(path));
        try
        {
            return query(source);
        }
        finally
        {
            if (closed) source.Dispose();
            else sources.Add(source);
        }
    }

    /// <summary>A connection with the query that every wait asks, prepared once.</summary>
    private sealed class Source(SqliteConnection connection) : IDisposable
    {
        public SqliteConnection Connection => connection;

        public Statement ById { get; } = new(connection, $"SELECT {Fields} FROM instances WHERE id=$1", 1);

        public void Dispose()
        {
            ById.Dispose();
            connection.Dispose();
        }
    }
}

internal sealed record StoredHistory(int Generation, bool IsOver, IReadOnlyList<Turn> Turns);
