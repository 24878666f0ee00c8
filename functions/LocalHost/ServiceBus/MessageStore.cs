using Microsoft.Data.Sqlite;

namespace LocalHost.ServiceBus;

/// <summary>A message to be stored, already checked. Due in the future: scheduled.</summary>
internal sealed record OutgoingMessage(MessageHeader Header, byte[] Body, DateTimeOffset Due);

/// <summary>A queue or topic with the paths that receive what is sent to it: itself, or its subscriptions.</summary>
internal sealed record Destination(string Name, IReadOnlyList<string> Receivers, TimeSpan? DuplicateDetection, TimeSpan? TimeToLive);

/// <summary>The broker's durable truth. Every method is one transaction; what it returned survives the death of the process.</summary>
internal sealed class MessageStore(string databasePath) : IDisposable
{
    private const string Columns = "sequence, path, state, delivered, enqueued, due, sent_sequence, header, body";
    private const string ChangeState = "update messages set state = @1, header = @2 where sequence = @0";

    private readonly Lock gate = new();
    private readonly MessageDatabase database = new(databasePath);

    /// <summary>Stores what is not a duplicate: a copy for each receiver, or one scheduled for later.</summary>
    /// <returns>In the order sent; null for a duplicate, which is dropped without a word, as Azure does.</returns>
    public IReadOnlyList<IReadOnlyList<StoredMessage>?> Send(Destination destination, IReadOnlyList<OutgoingMessage> messages, DateTimeOffset now)
    {
        lock (gate)
        {
            return database.InTransaction(() =>
            {
                if (destination.DuplicateDetection is not null) database.Execute("delete from seen where entity = @0 and until <= @1", destination.Name, now.UtcTicks);
                return messages.Select(message => Send(destination, message, now)).ToList();
            });
        }
    }

    /// <summary>Hands a scheduled message over to the receivers; empty when it was cancelled or handed over before.</summary>
    public IReadOnlyList<StoredMessage> Activate(Destination destination, long sequence, DateTimeOffset now)
    {
        lock (gate)
        {
            return database.InTransaction<IReadOnlyList<StoredMessage>>(() =>
            {
                if (Find(sequence) is not { State: StoredState.Scheduled } scheduled || scheduled.Path != destination.Name) return [];
                database.Execute("delete from messages where sequence = @0", sequence);
                return Deliver(destination, scheduled.Header, scheduled.Body, scheduled.Due, sequence, now);
            });
        }
    }

    /// <summary>Counts one more delivery, or makes a dead letter of a message that had its last; null when the message is gone.</summary>
    public StoredMessage? BeginDelivery(long sequence, int maxDeliveryCount)
    {
        lock (gate)
        {
            return database.InTransaction(() =>
            {
                if (Find(sequence) is not { State: StoredState.Ready } message) return null;
                if (message.Delivered < maxDeliveryCount)
                {
                    database.Execute("update messages set delivered = delivered + 1 where sequence = @0", sequence);
                    return message with { Delivered = message.Delivered + 1 };
                }

                var dead = message with { State = StoredState.DeadLettered, Header = DeadLetter.Exhausted(message.Header, maxDeliveryCount) };
                database.Execute(ChangeState, sequence, (int)dead.State, dead.Header.ToJson());
                return dead;
            });
        }
    }

    public bool Delete(string path, long sequence, StoredState state)
    {
        lock (gate) return database.Execute("delete from messages where sequence = @0 and path = @1 and state = @2", sequence, path, (int)state) > 0;
    }

    public void Change(long sequence, StoredState state, MessageHeader header)
    {
        lock (gate) database.Execute(ChangeState, sequence, (int)state, header.ToJson());
    }

    /// <summary>Puts a dead letter back at the end of its queue as if new; null when there is none of this number.</summary>
    public StoredMessage? Resubmit(string path, long sequence, DateTimeOffset now)
    {
        lock (gate)
        {
            return database.InTransaction(() =>
            {
                if (Find(sequence) is not { State: StoredState.DeadLettered } dead || !dead.Path.Equals(path, StringComparison.OrdinalIgnoreCase)) return null;
                database.Execute("delete from messages where sequence = @0", sequence);
                return Insert(dead.Path, StoredState.Ready, now, default, 0, dead.Header.Without(DeadLetter.Reason, DeadLetter.Description), dead.Body);
            });
        }
    }

    /// <summary>Sequence numbers and due times, oldest first.</summary>
    public IReadOnlyList<(long Sequence, DateTimeOffset Due)> List(string path, StoredState state)
    {
        lock (gate)
        {
            return database.Query(
                "select sequence, due from messages where path = @0 and state = @1 order by sequence",
                row => (row.GetInt64(0), new DateTimeOffset(row.GetInt64(1), TimeSpan.Zero)),
                path,
                (int)state);
        }
    }

    /// <summary>The messages of a path, dead letters or all others, oldest first.</summary>
    public IReadOnlyList<StoredMessage> Peek(string path, bool deadLetters, int limit)
    {
        lock (gate)
        {
            return database.Query(
                $"select {Columns} from messages where path = @0 and (state = 3) = @1 order by sequence limit @2", Read, path, deadLetters, limit);
        }
    }

    public void Dispose()
    {
        lock (gate) database.Dispose();
    }

    private IReadOnlyList<StoredMessage>? Send(Destination destination, OutgoingMessage message, DateTimeOffset now)
    {
        if (destination.DuplicateDetection is { } window
            && database.Execute("insert or ignore into seen values (@0, @1, @2)", destination.Name, message.Header.MessageId, (now + window).UtcTicks) == 0)
        {
            return null;
        }

        return message.Due > now
            ? [Insert(destination.Name, StoredState.Scheduled, now, message.Due, 0, message.Header, message.Body)]
            : Deliver(destination, message.Header, message.Body, message.Due, 0, now);
    }

    private List<StoredMessage> Deliver(Destination destination, MessageHeader header, byte[] body, DateTimeOffset due, long sentSequence, DateTimeOffset now)
    {
        if (destination.TimeToLive is { } most && !(header.TimeToLive <= most)) header = header with { TimeToLive = most };
        return [.. destination.Receivers.Select(path => Insert(path, StoredState.Ready, now, due, sentSequence, header, body))];
    }

    private StoredMessage Insert(
        string path, StoredState state, DateTimeOffset now, DateTimeOffset due, long sentSequence, MessageHeader header, byte[] body)
    {
        var sequence = database.Scalar(
            "insert into messages (path, state, delivered, enqueued, due, sent_sequence, header, body) values (@0, @1, 0, @2, @3, @4, @5, @6) returning sequence",
            path, (int)state, now.UtcTicks, due.UtcTicks, sentSequence, header.ToJson(), body);
        return new(sequence, path, state, 0, now, due, sentSequence, header, body);
    }

    private StoredMessage? Find(long sequence) =>
        database.Query($"select {Columns} from messages where sequence = @0", Read, sequence).SingleOrDefault();

    private static StoredMessage Read(SqliteDataReader row) => new(
        row.GetInt64(0),
        row.GetString(1),
        (StoredState)row.GetInt32(2),
        row.GetInt32(3),
        new DateTimeOffset(row.GetInt64(4), TimeSpan.Zero),
        new DateTimeOffset(row.GetInt64(5), TimeSpan.Zero),
        row.GetInt64(6),
        MessageHeader.Parse(row.GetString(7)),
        row.GetFieldValue<byte[]>(8));
}
