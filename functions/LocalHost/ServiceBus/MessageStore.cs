using Microsoft.Data.Sqlite;

namespace LocalHost.ServiceBus;

/// <summary>A message to be stored.</summary>
internal sealed record OutgoingMessage(MessageHeader Header, byte[] Body);

/// <summary>The broker's durable truth. Every method is one transaction; what it returned survives the death of the process.</summary>
internal sealed class MessageStore(string databasePath) : IDisposable
{
    private const string Columns = "sequence, path, dead, delivered, header, body";

    private readonly Lock gate = new();
    private readonly MessageDatabase database = new(databasePath);

    /// <summary>Stores what is not a duplicate: a copy for each receiver.</summary>
    /// <returns>In the order sent; null for a duplicate, which is dropped without a word, as Azure does.</returns>
    public IReadOnlyList<IReadOnlyList<StoredMessage>?> Send(Destination destination, IReadOnlyList<OutgoingMessage> messages, DateTimeOffset now)
    {
        lock (gate)
        {
            return database.InTransaction(() =>
            {
                if (destination.DuplicateDetection is not null)
                {
                    database.Execute("delete from seen where entity = @0 and until <= @1", destination.Name, now.UtcTicks);
                }

                return messages.Select(message => Send(destination, message, now)).ToList();
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
                if (Find(sequence) is not { Dead: false } message) return null;
                if (message.Delivered < maxDeliveryCount)
                {
                    database.Execute("update messages set delivered = delivered + 1 where sequence = @0", sequence);
                    return message with { Delivered = message.Delivered + 1 };
                }

                database.Execute("update messages set dead = 1 where sequence = @0", sequence);
                return message with { Dead = true };
            });
        }
    }

    public void Delete(long sequence)
    {
        lock (gate) database.Execute("delete from messages where sequence = @0", sequence);
    }

    /// <summary>Sequence numbers of what waits, oldest first.</summary>
    public IReadOnlyList<long> Waiting(string path)
    {
        lock (gate)
        {
            return database.Query(
                "select sequence from messages where path = @0 and dead = 0 order by sequence", row => row.GetInt64(0), path);
        }
    }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<StoredMessage> DeadLetters(string path)
    {
        lock (gate) return database.Query($"select {Columns} from messages where path = @0 and dead = 1 order by sequence", Read, path);
    }

    public void Dispose()
    {
        lock (gate) database.Dispose();
    }

    private List<StoredMessage>? Send(Destination destination, OutgoingMessage message, DateTimeOffset now)
    {
        if (destination.DuplicateDetection is { } window
            && database.Execute("insert or ignore into seen values (@0, @1, @2)", destination.Name, message.Header.MessageId, (now + window).UtcTicks) == 0)
        {
            return null;
        }

        return [.. destination.Recipients.Where(each => each.Takes(message.Header)).Select(each => Insert(each.Path, message))];
    }

    private StoredMessage Insert(string path, OutgoingMessage message)
    {
        var sequence = database.Scalar(
            "insert into messages (path, dead, delivered, header, body) values (@0, 0, 0, @1, @2) returning sequence",
            path, message.Header.ToJson(), message.Body);
        return new(sequence, path, false, 0, message.Header, message.Body);
    }

    private StoredMessage? Find(long sequence) =>
        database.Query($"select {Columns} from messages where sequence = @0", Read, sequence).SingleOrDefault();

    private static StoredMessage Read(SqliteDataReader row) => new(
        row.GetInt64(0),
        row.GetString(1),
        row.GetBoolean(2),
        row.GetInt32(3),
        MessageHeader.Parse(row.GetString(4)),
        row.GetFieldValue<byte[]>(5));
}
